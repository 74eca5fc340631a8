"""Addresses of the question sets of the self-audit."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
