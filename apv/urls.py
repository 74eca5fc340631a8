"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from apv.views import pulses, questionnaires

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<int:pk>/pulse/", pulses.plan_pulse, name="plan-pulse"),
    path("surveys/questionnaires/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("surveys/questionnaires/<int:pk>/", questionnaires.questionnaire_detail, name="questionnaire-detail"),
]
