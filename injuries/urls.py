"""Addresses of this room, by what is done there."""

from django.urls import URLPattern, URLResolver, include, path

from injuries.views import cases

urlpatterns: list[URLPattern | URLResolver] = [
    path("injuries/", include("injuries.urls_reporting")),
    path("injuries/", include("injuries.urls_flow")),
    path("injuries/", include("injuries.urls_administration")),
    path("injuries/", include("injuries.urls_prevention")),
    path("injuries/", include("injuries.urls_figures")),
    path("injuries/", include("injuries.urls_protection")),
    path("injuries/", include("injuries.urls_importing")),
    path("inspectorate/", include("injuries.urls_reactions")),
    path("injuries/<uuid:public_id>/", cases.injury_detail, name="injury-detail"),
]
