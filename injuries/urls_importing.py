"""Historic cases brought in from a file."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import importing

urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", importing.injury_import, name="injury-import"),
    path("import/template.xlsx", importing.injury_import_template, name="injury-import-template"),
    path("import/<uuid:public_id>/", importing.injury_import_detail, name="injury-import-detail"),
    path("import/<uuid:public_id>/faulty.xlsx", importing.injury_import_faulty, name="injury-import-faulty"),
    path("import/<uuid:public_id>/columns/", importing.injury_import_columns, name="injury-import-columns"),
    path("import/<uuid:public_id>/answers/", importing.injury_import_answers, name="injury-import-answers"),
    path("import/<uuid:public_id>/run/", importing.injury_import_run, name="injury-import-run"),
    path("import/<uuid:public_id>/undo/", importing.injury_import_undo, name="injury-import-undo"),
]
