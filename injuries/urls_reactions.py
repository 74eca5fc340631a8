"""The labour inspectorate's reactions."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import reactions

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reactions.reaction_list, name="reaction-list"),
    path("units/<int:pk>/", reactions.reaction_unit, name="reaction-unit"),
    path("units/<int:pk>/table/", reactions.reaction_table, name="reaction-table"),
    path("new/", reactions.reaction_new, name="reaction-new"),
    path("<int:pk>/", reactions.reaction_detail, name="reaction-detail"),
    path("<int:pk>/edit/", reactions.reaction_edit, name="reaction-edit"),
    path("<int:pk>/answer/", reactions.reaction_answer, name="reaction-answer"),
    path("<int:pk>/withdraw/", reactions.reaction_withdraw, name="reaction-withdraw"),
    path("<int:pk>/plans/", reactions.reaction_plans, name="reaction-plans"),
    path("<int:pk>/files/new/", reactions.reaction_file_new, name="reaction-file-new"),
    path("files/<uuid:public_id>/", reactions.reaction_file, name="reaction-file"),
    path("files/<uuid:public_id>/remove/", reactions.reaction_file_remove, name="reaction-file-remove"),
]
