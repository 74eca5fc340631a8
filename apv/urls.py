"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from apv.views import duty, pulses, questionnaires

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<int:pk>/pulse/", pulses.plan_pulse, name="plan-pulse"),
    path("surveys/questionnaires/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("surveys/questionnaires/<int:pk>/", questionnaires.questionnaire_detail, name="questionnaire-detail"),
    path("apv/units/<int:pk>/", duty.apv_unit, name="apv-unit"),
    path("apv/units/<int:pk>/earlier/", duty.apv_earlier, name="apv-earlier"),
    path("apv/units/<int:pk>/changes/new/", duty.work_change_new, name="work-change-new"),
    path("apv/changes/<int:pk>/withdraw/", duty.work_change_withdraw, name="work-change-withdraw"),
]
