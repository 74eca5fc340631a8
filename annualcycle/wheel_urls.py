"""Addresses of the year wheel."""

from django.urls import URLPattern, path

from annualcycle.views import wheel

urlpatterns: list[URLPattern] = [
    path("year/committees/<int:pk>/wheel/", wheel.wheel_committee, name="wheel-committee"),
    path("year/committees/<int:pk>/wheel/calendar.ics", wheel.wheel_calendar, name="wheel-calendar"),
    path("year/committees/<int:pk>/wheel/new/", wheel.wheel_new, name="wheel-new"),
    path("year/wheel/<int:pk>/edit/", wheel.wheel_edit, name="wheel-edit"),
    path("year/wheel/<int:pk>/remove/", wheel.wheel_remove, name="wheel-remove"),
    path("year/wheel/<int:pk>/in/<int:committee_pk>/adapt/", wheel.wheel_adapt, name="wheel-adapt"),
    path("year/wheel/<int:pk>/in/<int:committee_pk>/as-above/", wheel.wheel_as_above, name="wheel-as-above"),
    path("year/wheel/<int:pk>/in/<int:committee_pk>/mark/<int:year>/", wheel.wheel_mark, name="wheel-mark"),
    path("year/wheel/<int:pk>/in/<int:committee_pk>/move/<int:year>/", wheel.wheel_move, name="wheel-move"),
    path("year/committees/<int:pk>/wheel/calendar/", wheel.wheel_subscribe, name="wheel-subscribe"),
    path("calendar/wheel/<str:token>.ics", wheel.wheel_feed, name="wheel-feed"),
]
