"""Addresses of this room."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("", include("annualcycle.goal_urls")),
    path("", include("annualcycle.workplan_urls")),
    path("", include("annualcycle.wheel_urls")),
    path("", include("annualcycle.meeting_urls")),
    path("", include("annualcycle.mode_urls")),
    path("", include("annualcycle.discussion_urls")),
    path("", include("annualcycle.talk_urls")),
    path("", include("annualcycle.data_source_urls")),
    path("", include("annualcycle.competence_urls")),
    path("", include("annualcycle.report_urls")),
]
