"""Addresses of the question sets of the self-audit."""

from django.urls import URLPattern, path

from apv.views import audit_questions, audit_set_files, audit_sets

urlpatterns: list[URLPattern] = [
    path("audits/sets/", audit_sets.audit_set_list, name="audit-set-list"),
    path("audits/sets/new/", audit_sets.audit_set_new, name="audit-set-new"),
    path("audits/sets/import/", audit_set_files.audit_set_import, name="audit-set-import"),
    path("audits/sets/<int:pk>/export.xlsx", audit_set_files.audit_set_export_xlsx, name="audit-set-export-xlsx"),
    path("audits/sets/<int:pk>/", audit_sets.audit_set_detail, name="audit-set-detail"),
    path("audits/sets/<int:pk>/copy/", audit_sets.audit_set_copy, name="audit-set-copy"),
    path("audits/sets/<int:pk>/head/", audit_sets.audit_set_head, name="audit-set-head"),
    path("audits/sets/<int:pk>/finish/", audit_sets.audit_set_finish, name="audit-set-finish"),
    path("audits/sets/<int:pk>/retire/", audit_sets.audit_set_retire, name="audit-set-retire"),
    path("audits/sets/<int:pk>/bring-back/", audit_sets.audit_set_bring_back, name="audit-set-bring-back"),
    path("audits/sets/<int:pk>/delete/", audit_sets.audit_set_delete, name="audit-set-delete"),
    path("audits/sets/<int:pk>/questions/new/", audit_questions.audit_question_new, name="audit-question-new"),
    path("audits/sets/questions/<int:pk>/", audit_questions.audit_question_edit, name="audit-question-edit"),
    path("audits/sets/questions/<int:pk>/heading/", audit_questions.audit_question_heading, name="audit-question-heading"),
    path("audits/sets/questions/<int:pk>/move/", audit_questions.audit_question_move, name="audit-question-move"),
    path("audits/sets/questions/<int:pk>/delete/", audit_questions.audit_question_delete, name="audit-question-delete"),
]
