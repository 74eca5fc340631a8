"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from actionplans.views import lists

urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.plan_list, name="plan-list"),
    path("export.csv", lists.plan_export_csv, name="plan-export-csv"),
    path("export.xlsx", lists.plan_export_xlsx, name="plan-export-xlsx"),
]
