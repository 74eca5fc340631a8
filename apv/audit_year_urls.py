"""Addresses of a year of self-audit: prepare, open, follow who answers, close."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
