"""Addresses of the report of a year's self-audit."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
