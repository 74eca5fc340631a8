"""Addresses of answering a self-audit, and of sending it back and closing it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
