"""Addresses of the report of a year's self-audit."""

from django.urls import URLPattern, path

from apv.views import audit_figures

urlpatterns: list[URLPattern] = [
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/", audit_figures.audit_report, name="audit-report"),
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/table.xlsx", audit_figures.audit_report_table, name="audit-report-table"),
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/answers/", audit_figures.audit_report_answers, name="audit-report-answers"),
]
