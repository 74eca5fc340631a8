"""Addresses of the report of a year's self-audit."""

from django.urls import URLPattern, path

from apv.views import audit_comments, audit_figures, audit_proposals, audit_words

urlpatterns: list[URLPattern] = [
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/", audit_figures.audit_report, name="audit-report"),
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/table.xlsx", audit_figures.audit_report_table, name="audit-report-table"),
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/answers/", audit_figures.audit_report_answers, name="audit-report-answers"),
    path("audits/<int:year_pk>/units/<int:unit_pk>/report/begin/", audit_words.audit_report_begin, name="audit-report-begin"),
    path("audits/reports/<int:pk>/words/", audit_words.audit_report_words, name="audit-report-words"),
    path("audits/reports/<int:pk>/questions/<int:question_pk>/", audit_words.audit_report_question, name="audit-report-question"),
    path("audits/reports/<int:pk>/publish/", audit_words.audit_report_publish, name="audit-report-publish"),
    path("audits/reports/<int:pk>/take-back/", audit_words.audit_report_take_back, name="audit-report-take-back"),
    path("audits/reports/<int:pk>/questions/<int:question_pk>/comments/", audit_comments.audit_comments, name="audit-comments"),
    path("audits/reports/<int:pk>/comments/<int:answer_pk>/", audit_comments.audit_comment_choose, name="audit-comment-choose"),
    path(
        "audits/reports/<int:pk>/comments/<int:answer_pk>/take-out/", audit_comments.audit_comment_take_out, name="audit-comment-take-out"
    ),
    path("audits/reports/<int:pk>/proposals/new/", audit_proposals.audit_proposal_new, name="audit-proposal-new"),
    path("audits/proposals/<int:pk>/edit/", audit_proposals.audit_proposal_edit, name="audit-proposal-edit"),
    path("audits/proposals/<int:pk>/remove/", audit_proposals.audit_proposal_remove, name="audit-proposal-remove"),
    path("audits/proposals/<int:pk>/state/", audit_proposals.audit_proposal_state, name="audit-proposal-state"),
]
