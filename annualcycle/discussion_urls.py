"""Addresses of the annual discussion."""

from django.urls import URLPattern, path

from annualcycle.views import discussions

urlpatterns: list[URLPattern] = [
    path("year/committees/<int:pk>/discussions/", discussions.discussion_place, {"kind": "committee"}, name="discussion-committee"),
    path("year/committees/<int:pk>/discussions/new/", discussions.discussion_new, {"kind": "committee"}, name="discussion-committee-new"),
    path("year/units/<int:pk>/discussions/", discussions.discussion_place, {"kind": "unit"}, name="discussion-unit"),
    path("year/units/<int:pk>/discussions/new/", discussions.discussion_new, {"kind": "unit"}, name="discussion-unit-new"),
    path("year/discussions/<int:pk>/", discussions.discussion_detail, name="discussion-detail"),
    path("year/discussions/<int:pk>/step/<slug:name>/", discussions.discussion_step, name="discussion-step"),
    path("year/discussions/<int:pk>/one-page/", discussions.discussion_one_page, name="discussion-one-page"),
    path("year/discussions/<int:pk>/input/<int:committee_pk>/", discussions.discussion_input, name="discussion-input"),
    path("year/discussions/<int:pk>/complete/", discussions.discussion_complete, name="discussion-complete"),
    path("year/discussions/<int:pk>/sign/", discussions.discussion_sign, name="discussion-sign"),
]
