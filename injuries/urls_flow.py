"""What happens to a case after it was reported: signing, absence, feedback, its end."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import absences, cases, ending, signing

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/", cases.injury_list, name="injury-list"),
    path("number/<int:pk>/", cases.injury_by_number, name="injury-by-number"),
    path("<uuid:public_id>/sign/", signing.injury_sign, name="injury-sign"),
    path("<uuid:public_id>/answer/", signing.injury_answer, name="injury-answer"),
    path("<uuid:public_id>/feedback/", signing.injury_feedback, name="injury-feedback"),
    path("<uuid:public_id>/absence/", absences.injury_absence, name="injury-absence"),
    path("absence/<int:pk>/", absences.injury_absence_edit, name="injury-absence-edit"),
    path("absence/<int:pk>/remove/", absences.injury_absence_remove, name="injury-absence-remove"),
    path("<uuid:public_id>/facts/", absences.injury_facts, name="injury-facts"),
    path("<uuid:public_id>/close/", ending.injury_close, name="injury-close"),
    path("<uuid:public_id>/reopen/", ending.injury_reopen, name="injury-reopen"),
    path("<uuid:public_id>/withdraw/", ending.injury_withdraw, name="injury-withdraw"),
]
