"""Addresses of the informal status with the staff, for those who run it."""

from django.urls import URLPattern, path

from annualcycle.views import talks

urlpatterns: list[URLPattern] = [
    path("year/units/<int:pk>/status/", talks.talk_unit, name="status-talk-unit"),
    path("year/status/<uuid:public_id>/", talks.talk_detail, name="status-talk"),
    path("year/status/<uuid:public_id>/sheet/", talks.talk_sheet, name="status-talk-sheet"),
    path("year/status/<uuid:public_id>/square.svg", talks.talk_square, name="status-talk-square"),
    path("year/status/<uuid:public_id>/answer/", talks.talk_answer, name="status-talk-answer"),
    path("year/status/<uuid:public_id>/close/", talks.talk_close, name="status-talk-close"),
]
