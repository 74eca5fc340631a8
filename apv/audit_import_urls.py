"""Addresses of bringing earlier years of self-audit in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
