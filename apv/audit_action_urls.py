"""Addresses of what an answer leads to: short actions and wishes for help."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
