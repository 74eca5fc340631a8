"""Addresses of what an answer leads to: short actions and wishes for help."""

from django.urls import URLPattern, path

from apv.views import audit_actions, audit_helping

urlpatterns: list[URLPattern] = [
    path("audits/answers/<int:pk>/action/", audit_actions.audit_action_new, name="audit-action-new"),
    path("audits/answers/<int:pk>/help/", audit_actions.audit_help, name="audit-help"),
    path("audits/help/", audit_helping.audit_help_list, name="audit-help-list"),
    path("audits/help/<int:pk>/take/", audit_helping.audit_help_take, name="audit-help-take"),
    path("audits/help/<int:pk>/give-back/", audit_helping.audit_help_give_back, name="audit-help-give-back"),
    path("audits/help/<int:pk>/end/", audit_helping.audit_help_end, name="audit-help-end"),
]
