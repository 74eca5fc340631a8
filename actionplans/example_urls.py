"""Addresses of the learning bank."""

from django.urls import URLPattern, path

from actionplans.views import examples

urlpatterns: list[URLPattern] = [
    path("", examples.example_list, name="example-list"),
    path("to-read/", examples.example_to_read, name="example-to-read"),
    path("to-read/<int:pk>/", examples.example_read, name="example-read"),
]
