"""Addresses of meeting mode."""

from django.urls import URLPattern, path

from annualcycle.views import meeting_mode

urlpatterns: list[URLPattern] = [
    path("year/meetings/<int:pk>/mode/", meeting_mode.meeting_mode, name="meeting-mode"),
    path("year/meetings/<int:pk>/mode/summary/", meeting_mode.meeting_mode_summary, name="meeting-mode-summary"),
    path("year/items/<int:pk>/mode/", meeting_mode.meeting_mode_item, name="meeting-mode-item"),
]
