"""Addresses of the committees' work plans."""

from django.urls import URLPattern, path

from annualcycle.views import workplans

urlpatterns: list[URLPattern] = [
    path("year/committees/<int:pk>/plans/", workplans.work_plan_committee, name="work-plan-committee"),
    path("year/committees/<int:pk>/plans/new/", workplans.work_plan_new, name="work-plan-new"),
    path("year/work-plans/<int:pk>/", workplans.work_plan_detail, name="work-plan-detail"),
    path("year/work-plans/<int:pk>/edit/", workplans.work_plan_edit, name="work-plan-edit"),
    path("year/work-plans/<int:pk>/adopt/", workplans.work_plan_adopt, name="work-plan-adopt"),
    path("year/work-plans/<int:pk>/throw-away/", workplans.work_plan_throw_away, name="work-plan-throw-away"),
    path("year/work-plans/<int:pk>/versions/<int:number>/", workplans.work_plan_version, name="work-plan-version"),
    path("year/work-plans/<int:pk>/goals/", workplans.work_plan_line_add, name="work-plan-line-add"),
    path("year/work-plans/goals/<int:pk>/up/", workplans.work_plan_line_act, {"act": "up"}, name="work-plan-line-up"),
    path("year/work-plans/goals/<int:pk>/down/", workplans.work_plan_line_act, {"act": "down"}, name="work-plan-line-down"),
    path("year/work-plans/goals/<int:pk>/remove/", workplans.work_plan_line_act, {"act": "remove"}, name="work-plan-line-remove"),
]
