"""Addresses of answering a self-audit, and of sending it back and closing it."""

from django.urls import URLPattern, path

from apv.views import audit_answering, audit_joining, audit_moves, audit_participants

urlpatterns: list[URLPattern] = [
    path("audits/places/<int:pk>/begin/", audit_answering.audit_begin, name="audit-begin"),
    path("audits/<int:pk>/", audit_answering.audit_detail, name="audit-detail"),
    path("audits/<int:pk>/questions/<int:question_pk>/", audit_answering.audit_answer, name="audit-answer"),
    path("audits/<int:pk>/changes/", audit_answering.audit_changes, name="audit-changes"),
    path("audits/<int:pk>/places/", audit_joining.audit_places, name="audit-places"),
    path("audits/<int:pk>/join/", audit_joining.audit_join, name="audit-join"),
    path("audits/<int:pk>/leave/", audit_joining.audit_leave, name="audit-leave"),
    path("audits/<int:pk>/participants/", audit_participants.audit_participants, name="audit-participants"),
    path("audits/<int:pk>/participants/name/", audit_participants.audit_participant_name, name="audit-participant-name"),
    path("audits/<int:pk>/participants/out/", audit_participants.audit_participant_out, name="audit-participant-out"),
    path("audits/<int:pk>/send-in/", audit_moves.audit_send_in, name="audit-send-in"),
    path("audits/<int:pk>/take-back/", audit_moves.audit_take_back, name="audit-take-back"),
    path("audits/<int:pk>/send-back/", audit_moves.audit_send_back, name="audit-send-back"),
    path("audits/<int:pk>/close/", audit_moves.audit_close, name="audit-close"),
    path("audits/<int:pk>/reopen/", audit_moves.audit_reopen, name="audit-reopen"),
]
