"""Addresses of goals and of the committees' work plans."""

from django.urls import URLPattern, path

from annualcycle.views import goals

urlpatterns: list[URLPattern] = [
    path("year/", goals.year_start, name="year-start"),
    path("year/goals/nation/", goals.goal_place, {"kind": "nation"}, name="goal-nation"),
    path("year/goals/nation/new/", goals.goal_new, {"kind": "nation"}, name="goal-nation-new"),
    path("year/committees/<int:pk>/goals/", goals.goal_place, {"kind": "committee"}, name="goal-committee"),
    path("year/committees/<int:pk>/goals/new/", goals.goal_new, {"kind": "committee"}, name="goal-committee-new"),
    path("year/units/<int:pk>/goals/", goals.goal_place, {"kind": "unit"}, name="goal-unit"),
    path("year/units/<int:pk>/goals/new/", goals.goal_new, {"kind": "unit"}, name="goal-unit-new"),
    path("year/proposals/<int:pk>/", goals.goal_from_proposal, name="goal-from-proposal"),
    path("year/goals/<int:pk>/", goals.goal_detail, name="goal-detail"),
    path("year/goals/<int:pk>/picture.svg", goals.goal_picture, name="goal-picture"),
    path("year/goals/<int:pk>/edit/", goals.goal_edit, name="goal-edit"),
    path("year/goals/<int:pk>/judge/<int:year>/", goals.goal_judge, name="goal-judge"),
    path("year/goals/<int:pk>/numbers/", goals.goal_value, name="goal-value"),
    path("year/goals/<int:pk>/plans/", goals.goal_plans, name="goal-plans"),
    path("year/goals/<int:pk>/end/", goals.goal_end, name="goal-end"),
    path("year/goals/<int:pk>/adopt/", goals.goal_adopt, name="goal-adopt"),
    path("year/goals/<int:pk>/throw-away/", goals.goal_throw_away, name="goal-throw-away"),
]
