"""Reporting: choose, fill in, find one's own."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import files, reporting

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reporting.injury_start, name="injury-start"),
    path("new/<slug:kind>/", reporting.injury_new, name="injury-new"),
    path("new/<slug:kind>/draft/", reporting.injury_autosave, name="injury-autosave"),
    path("phrases/", reporting.injury_phrases, name="injury-phrases"),
    path("drafts/<uuid:submission_id>/", reporting.injury_draft, name="injury-draft"),
    path("drafts/<uuid:submission_id>/discard/", reporting.injury_draft_discard, name="injury-draft-discard"),
    path("<uuid:public_id>/received/", reporting.injury_received, name="injury-received"),
    path("<uuid:public_id>/files/new/", files.injury_file_add, name="injury-file-add"),
    path("files/<uuid:public_id>/", files.injury_file, name="injury-file"),
    path("files/<uuid:public_id>/remove/", files.injury_file_remove, name="injury-file-remove"),
]
