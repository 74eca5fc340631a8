"""Who has read what, retention, holds, erasure."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import protection

urlpatterns: list[URLPattern | URLResolver] = [
    path("reads/", protection.injury_read_log, name="injury-read-log"),
    path("reads/notes/", protection.injury_read_notes, name="injury-read-notes"),
    path("reads/notes/<uuid:public_id>/", protection.injury_read_note, name="injury-read-note"),
    path("retention/", protection.injury_retention, name="injury-retention"),
    path("holds/", protection.injury_holds, name="injury-holds"),
    path("holds/<int:pk>/lift/", protection.injury_hold_lift, name="injury-hold-lift"),
    path("<uuid:public_id>/reads/", protection.injury_reads, name="injury-reads"),
]
