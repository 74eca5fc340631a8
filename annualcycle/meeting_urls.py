"""Addresses of meetings, their agenda and minutes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
