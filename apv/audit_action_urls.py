"""Addresses of what an answer leads to: short actions and wishes for help."""

from django.urls import URLPattern, path

from apv.views import audit_actions

urlpatterns: list[URLPattern] = [
    path("audits/answers/<int:pk>/action/", audit_actions.audit_action_new, name="audit-action-new"),
    path("audits/answers/<int:pk>/help/", audit_actions.audit_help, name="audit-help"),
]
