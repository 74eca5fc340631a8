"""Addresses of the annual report."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
