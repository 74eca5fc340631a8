"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from apv.views import pulses

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<int:pk>/pulse/", pulses.plan_pulse, name="plan-pulse"),
]
