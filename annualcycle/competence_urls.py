"""Addresses of the competence net and plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
