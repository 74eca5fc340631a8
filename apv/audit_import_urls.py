"""Addresses of bringing earlier years of self-audit in."""

from django.urls import URLPattern, path

from apv.views import audit_importing

urlpatterns: list[URLPattern] = [
    path("audits/import/", audit_importing.audit_import, name="audit-import"),
    path("audits/import/template.xlsx", audit_importing.audit_import_template, name="audit-import-template"),
    path("audits/import/<int:pk>/", audit_importing.audit_import_detail, name="audit-import-detail"),
    path("audits/import/<int:pk>/faulty.xlsx", audit_importing.audit_import_faulty, name="audit-import-faulty"),
    path("audits/import/<int:pk>/facts/", audit_importing.audit_import_facts, name="audit-import-facts"),
    path("audits/import/<int:pk>/columns/", audit_importing.audit_import_columns, name="audit-import-columns"),
    path("audits/import/<int:pk>/answers/", audit_importing.audit_import_answers, name="audit-import-answers"),
    path("audits/import/<int:pk>/run/", audit_importing.audit_import_run, name="audit-import-run"),
    path("audits/import/<int:pk>/undo/", audit_importing.audit_import_undo, name="audit-import-undo"),
    path("audits/import/<int:pk>/links/", audit_importing.audit_import_links, name="audit-import-links"),
]
