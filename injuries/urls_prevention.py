"""What the work-environment group does: causes, plans, what happened before."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import analysing, prevention

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/", prevention.injury_events, name="injury-events"),
    path("similar/", prevention.injury_similar, name="injury-similar"),
    path("beside/", prevention.injury_beside, name="injury-beside"),
    path("<uuid:public_id>/analysis/", analysing.injury_analysis, name="injury-analysis"),
    path("<uuid:public_id>/plan/", analysing.injury_plan, name="injury-plan"),
]
