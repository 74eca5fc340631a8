"""Addresses of the annual report."""

from django.urls import URLPattern, path

from annualcycle.views import annual_reports as reports

urlpatterns: list[URLPattern] = [
    path("year/reports/", reports.annual_list, name="annual-list"),
    path("year/committees/<int:pk>/reports/", reports.annual_place, {"kind": "committee"}, name="annual-committee"),
    path("year/committees/<int:pk>/reports/new/", reports.annual_new, {"kind": "committee"}, name="annual-committee-new"),
    path("year/units/<int:pk>/reports/", reports.annual_place, {"kind": "unit"}, name="annual-unit"),
    path("year/units/<int:pk>/reports/new/", reports.annual_new, {"kind": "unit"}, name="annual-unit-new"),
    path("year/reports/<int:pk>/", reports.annual_report, name="annual-report"),
    path("year/reports/<int:pk>/table.xlsx", reports.annual_table, name="annual-table"),
    path("year/reports/<int:pk>/figures/", reports.annual_refresh, name="annual-refresh"),
    path("year/reports/<int:pk>/publish/", reports.annual_publish, name="annual-publish"),
    path("year/reports/<int:pk>/take-back/", reports.annual_take_back, name="annual-take-back"),
    path("year/reports/<int:pk>/throw-away/", reports.annual_throw_away, name="annual-throw-away"),
    path("year/reports/<int:pk>/chapters/<slug:name>/", reports.annual_chapter, name="annual-chapter"),
    path("year/reports/<int:pk>/<slug:name>.svg", reports.annual_picture, name="annual-picture"),
]
