"""Addresses of the annual discussion and of the informal status with the staff."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
