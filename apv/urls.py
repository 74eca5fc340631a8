"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from apv.views import pulses, questionnaires, round_keys, rounds

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<int:pk>/pulse/", pulses.plan_pulse, name="plan-pulse"),
    path("surveys/questionnaires/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("surveys/questionnaires/<int:pk>/", questionnaires.questionnaire_detail, name="questionnaire-detail"),
    path("surveys/rounds/", rounds.round_list, name="round-list"),
    path("surveys/rounds/new/", rounds.round_new, name="round-new"),
    path("surveys/rounds/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("surveys/rounds/<int:pk>/edit/", rounds.round_edit, name="round-edit"),
    path("surveys/rounds/<int:pk>/preview/", rounds.round_preview, name="round-preview"),
    path("surveys/rounds/<int:pk>/rates/", rounds.round_rates, name="round-rates"),
    path("surveys/rounds/<int:pk>/pilot/", rounds.round_pilot, name="round-pilot"),
    path("surveys/rounds/<int:pk>/open/", rounds.round_open, name="round-open"),
    path("surveys/rounds/<int:pk>/extend/", rounds.round_extend, name="round-extend"),
    path("surveys/rounds/<int:pk>/limits/", rounds.round_limits, name="round-limits"),
    path("surveys/rounds/<int:pk>/close/", rounds.round_close, name="round-close"),
    path("surveys/rounds/<int:pk>/give-up/", rounds.round_give_up, name="round-give-up"),
    path("surveys/rounds/<int:pk>/release/", rounds.round_release, name="round-release"),
    path("surveys/rounds/<int:pk>/key/", round_keys.round_key, name="round-key"),
    path("surveys/rounds/<int:pk>/key/ask/", round_keys.round_ask_halves, name="round-ask-halves"),
    path("surveys/rounds/<int:pk>/key/start-over/", round_keys.round_start_over, name="round-start-over"),
    path("surveys/rounds/<int:pk>/count/", round_keys.round_count, name="round-count"),
]
