"""Addresses of meetings, their agenda and minutes."""

from django.urls import URLPattern, path

from annualcycle.views import decisions, meetings, minutes

urlpatterns: list[URLPattern] = [
    path("year/committees/<int:pk>/meetings/", meetings.meeting_committee, name="meeting-committee"),
    path("year/committees/<int:pk>/meetings/new/", meetings.meeting_new, name="meeting-new"),
    path("year/meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("year/meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting-edit"),
    path("year/meetings/<int:pk>/minutes/", meetings.meeting_minutes, name="meeting-minutes"),
    path("year/meetings/<int:pk>/minutes/send/", minutes.minutes_send, name="minutes-send"),
    path("year/meetings/<int:pk>/fill/", meetings.meeting_fill, name="meeting-fill"),
    path("year/meetings/<int:pk>/begin/", meetings.meeting_act, {"act": "begin"}, name="meeting-begin"),
    path("year/meetings/<int:pk>/end/", meetings.meeting_act, {"act": "hold"}, name="meeting-hold"),
    path("year/meetings/<int:pk>/approve/", meetings.meeting_act, {"act": "approve"}, name="meeting-approve"),
    path("year/meetings/<int:pk>/cancel/", meetings.meeting_act, {"act": "cancel"}, name="meeting-cancel"),
    path("year/meetings/<int:pk>/items/new/", meetings.meeting_item_new, name="meeting-item-new"),
    path("year/items/<int:pk>/", meetings.meeting_item, name="meeting-item"),
    path("year/items/<int:pk>/up/", meetings.meeting_item_act, {"act": "up"}, name="meeting-item-up"),
    path("year/items/<int:pk>/down/", meetings.meeting_item_act, {"act": "down"}, name="meeting-item-down"),
    path("year/items/<int:pk>/out/", meetings.meeting_item_act, {"act": "out"}, name="meeting-item-out"),
    path("year/items/<int:pk>/back/", meetings.meeting_item_act, {"act": "back"}, name="meeting-item-back"),
    path("year/items/<int:pk>/postpone/", meetings.meeting_item_act, {"act": "postpone"}, name="meeting-item-postpone"),
    path("year/decisions/<int:pk>/remove/", meetings.meeting_decision_remove, name="meeting-decision-remove"),
    path("year/decisions/<int:pk>/", decisions.decision_detail, name="decision-detail"),
    path("year/decisions/<int:pk>/hand/", decisions.decision_hand, name="decision-hand"),
    path("year/decisions/<int:pk>/goal/", decisions.decision_goal, name="decision-goal"),
    path("year/decisions/<int:pk>/wheel/", decisions.decision_wheel, name="decision-wheel"),
    path("year/handed/<int:pk>/answer/", decisions.handed_answer, name="handed-answer"),
    path("year/handed/<int:pk>/take-back/", decisions.handed_take_back, name="handed-take-back"),
]
