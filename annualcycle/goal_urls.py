"""Addresses of goals and of the committees' work plans."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
