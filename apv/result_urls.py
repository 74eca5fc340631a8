"""Addresses of results; included by `apv/urls.py`."""

from django.urls import URLPattern, URLResolver, path

from apv.views import results

urlpatterns: list[URLPattern | URLResolver] = [
    path("surveys/rounds/<int:pk>/units/<int:unit_pk>/", results.unit_report, name="unit-report"),
    path("surveys/rounds/<int:pk>/units/<int:unit_pk>/read/", results.unit_report_read, name="unit-report-read"),
]
