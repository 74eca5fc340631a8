"""Addresses of the competence net and plan."""

from django.urls import URLPattern, path

from annualcycle.views import competences

urlpatterns: list[URLPattern] = [
    path("year/committees/<int:pk>/competences/", competences.competence_committee, name="competence-committee"),
    path("year/committees/<int:pk>/competences/new/", competences.competence_new, name="competence-new"),
    path("year/committees/<int:pk>/competences/lines/new/", competences.competence_step_new, name="competence-step-new"),
    path("year/competences/<int:pk>/", competences.competence_net, name="competence-net"),
    path("year/competences/<int:pk>/edit/", competences.competence_edit, name="competence-edit"),
    path("year/competences/<int:pk>/follow/", competences.competence_follow, name="competence-follow"),
    path("year/competences/<int:pk>/throw-away/", competences.competence_throw_away, name="competence-throw-away"),
    path("year/competences/<int:pk>/backing/", competences.competence_backing, name="competence-backing"),
    path("year/competences/<int:pk>/levels/<int:user_pk>/", competences.competence_levels, name="competence-levels"),
    path("year/competence-lines/<int:pk>/edit/", competences.competence_step_edit, name="competence-step-edit"),
    path("year/competence-lines/<int:pk>/done/", competences.competence_step_done, name="competence-step-done"),
    path("year/competence-lines/<int:pk>/remove/", competences.competence_step_remove, name="competence-step-remove"),
]
