"""Addresses of questionnaires and their parts."""

from django.urls import URLPattern, URLResolver, path

from apv.views import drafting, parts, questionnaire_files, questionnaires

urlpatterns: list[URLPattern | URLResolver] = [
    path("surveys/questionnaires/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("surveys/questionnaires/new/", drafting.questionnaire_new, name="questionnaire-new"),
    path("surveys/questionnaires/import/", questionnaire_files.questionnaire_import, name="questionnaire-import"),
    path("surveys/questionnaires/<int:pk>/export.xlsx", questionnaire_files.questionnaire_export_xlsx, name="questionnaire-export-xlsx"),
    path("surveys/questionnaires/<int:pk>/export.lss", questionnaire_files.questionnaire_export_lss, name="questionnaire-export-lss"),
    path("surveys/questionnaires/<int:pk>/", questionnaires.questionnaire_detail, name="questionnaire-detail"),
    path("surveys/questionnaires/<int:pk>/edit/", drafting.questionnaire_edit, name="questionnaire-edit"),
    path("surveys/questionnaires/<int:pk>/head/", drafting.questionnaire_head, name="questionnaire-head"),
    path("surveys/questionnaires/<int:pk>/finish/", drafting.questionnaire_finish, name="questionnaire-finish"),
    path("surveys/questionnaires/<int:pk>/retire/", drafting.questionnaire_retire, name="questionnaire-retire"),
    path("surveys/questionnaires/<int:pk>/bring-back/", drafting.questionnaire_bring_back, name="questionnaire-bring-back"),
    path("surveys/questionnaires/<int:pk>/delete/", drafting.questionnaire_delete, name="questionnaire-delete"),
    path("surveys/questionnaires/<int:pk>/sections/new/", parts.part_new, {"kind": "section"}, name="questionnaire-section-new"),
    path("surveys/questionnaires/<int:pk>/themes/new/", parts.part_new, {"kind": "dimension"}, name="questionnaire-dimension-new"),
    path("surveys/questionnaires/<int:pk>/questions/new/", parts.question_new, name="questionnaire-question-new"),
    path("surveys/questionnaires/<int:pk>/questions/preview/", parts.question_preview, name="questionnaire-question-preview"),
    path("surveys/sections/<int:pk>/", parts.part_edit, {"kind": "section"}, name="questionnaire-section-edit"),
    path("surveys/sections/<int:pk>/move/", parts.part_move, {"kind": "section"}, name="questionnaire-section-move"),
    path("surveys/sections/<int:pk>/delete/", parts.part_delete, {"kind": "section"}, name="questionnaire-section-delete"),
    path("surveys/themes/<int:pk>/", parts.part_edit, {"kind": "dimension"}, name="questionnaire-dimension-edit"),
    path("surveys/themes/<int:pk>/move/", parts.part_move, {"kind": "dimension"}, name="questionnaire-dimension-move"),
    path("surveys/themes/<int:pk>/delete/", parts.part_delete, {"kind": "dimension"}, name="questionnaire-dimension-delete"),
    path("surveys/questions/<int:pk>/", parts.question_edit, name="questionnaire-question-edit"),
    path("surveys/questions/<int:pk>/move/", parts.part_move, {"kind": "question"}, name="questionnaire-question-move"),
    path("surveys/questions/<int:pk>/delete/", parts.part_delete, {"kind": "question"}, name="questionnaire-question-delete"),
]
