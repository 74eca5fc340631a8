"""Addresses of a year of self-audit: prepare, open, follow who answers, close."""

from django.urls import path

from apv.views import audit_coverage, audit_start, audit_years

urlpatterns = [
    path("audits/", audit_start.audit_start, name="audit-start"),
    path("audits/places/<int:pk>/why/", audit_start.audit_place_why, name="audit-place-why"),
    path("audits/years/new/", audit_years.audit_year_new, name="audit-year-new"),
    path("audits/years/<int:pk>/", audit_coverage.audit_year_detail, name="audit-year-detail"),
    path("audits/years/<int:pk>/edit/", audit_years.audit_year_edit, name="audit-year-edit"),
    path("audits/years/<int:pk>/open/", audit_years.audit_year_open, name="audit-year-open"),
    path("audits/years/<int:pk>/due/", audit_years.audit_year_due, name="audit-year-due"),
    path("audits/years/<int:pk>/close/", audit_years.audit_year_close, name="audit-year-close"),
    path("audits/years/<int:pk>/levels/<int:level_pk>/", audit_coverage.audit_year_level, name="audit-year-level"),
    path(
        "audits/years/<int:pk>/levels/<int:level_pk>/table.xlsx",
        audit_coverage.audit_year_table,
        {"ending": "xlsx"},
        name="audit-year-table",
    ),
    path(
        "audits/years/<int:pk>/levels/<int:level_pk>/table.csv", audit_coverage.audit_year_table, {"ending": "csv"}, name="audit-year-csv"
    ),
]
