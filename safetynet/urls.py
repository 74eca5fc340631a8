"""Every address of the house, and what is embedded where."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safetynet.dashboard.urls")),
    path("plans/", include("actionplans.urls")),
    path("organisation/", include("orgstructure.urls")),
]
