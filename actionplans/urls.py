"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from actionplans.views import beside, calendars, life, lists, settings, voices, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.plan_list, name="plan-list"),
    path("export.csv", lists.plan_export_csv, name="plan-export-csv"),
    path("export.xlsx", lists.plan_export_xlsx, name="plan-export-xlsx"),
    path("<int:pk>/evaluate/", life.plan_evaluate, name="plan-evaluate"),
    path("<int:pk>/carry-out/", life.plan_carry_out, name="plan-carry-out"),
    path("<int:pk>/adjust/", life.plan_adjust, name="plan-adjust"),
    path("<int:pk>/leave/", life.plan_leave, name="plan-leave"),
    path("<int:pk>/extend/", life.plan_extend, name="plan-extend"),
    path("<int:pk>/postpone/", life.plan_postpone, name="plan-postpone"),
    path("<int:pk>/standing/", life.plan_standing, name="plan-standing"),
    path("<int:pk>/review/", life.plan_review, name="plan-review"),
    path("<int:pk>/undo/", life.plan_undo, name="plan-undo"),
    path("<int:pk>/reopen/", life.plan_reopen, name="plan-reopen"),
    path("<int:pk>/follow/", life.plan_follow, name="plan-follow"),
    path("<int:pk>/note/", life.plan_note, name="plan-note"),
    path("<int:pk>/history/", life.plan_history, name="plan-history"),
    path("<int:pk>/comment/", voices.plan_comment, name="plan-comment"),
    path("<int:pk>/notice/", voices.plan_notice, name="plan-notice"),
    path("comments/<int:pk>/take-down/", voices.comment_take_down, name="comment-take-down"),
    path("measures/<int:pk>/done/", life.measure_done, name="measure-done"),
    path("calendar/", calendars.calendar_feed, name="calendar-feed"),
    path("settings/", settings.settings, name="settings"),
    path("settings/themes/", settings.theme_list, name="theme-list"),
    path("settings/themes/<int:pk>/", settings.theme_edit, name="theme-edit"),
    path("settings/themes/<int:pk>/retire/", settings.theme_retire, name="theme-retire"),
    path("settings/themes/<int:pk>/bring-back/", settings.theme_bring_back, name="theme-bring-back"),
    path("settings/publishing/", settings.publish_requirements, name="publish-requirements"),
    path("new/", writing.plan_new, name="plan-new"),
    path("sentence/", writing.plan_sentence, name="plan-sentence"),
    path("ladder/", beside.plan_ladder, name="plan-ladder"),
    path("autosave/", writing.plan_autosave, name="plan-autosave"),
    path("<int:pk>/edit/", writing.plan_edit, name="plan-edit"),
    path("<int:pk>/publish/", writing.plan_publish, name="plan-publish"),
    path("<int:pk>/delete/", writing.plan_delete_draft, name="plan-delete-draft"),
]
