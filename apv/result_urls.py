"""Addresses of results; included by `apv/urls.py`."""

from django.urls import URLPattern, URLResolver, path

from apv.views import results

urlpatterns: list[URLPattern | URLResolver] = [
    path("surveys/rounds/<int:pk>/units/<int:unit_pk>/", results.unit_report, name="unit-report"),
    path("surveys/rounds/<int:pk>/units/<int:unit_pk>/read/", results.unit_report_read, name="unit-report-read"),
    path("surveys/rounds/<int:pk>/heat-map/", results.round_heatmap, name="round-heatmap"),
    path("surveys/rounds/<int:pk>/heat-map/table.xlsx", results.round_heatmap_table, name="round-heatmap-table"),
    path("surveys/results/", results.result_list, name="result-list"),
    path("units/<int:pk>/results/", results.unit_results, name="unit-results"),
]
