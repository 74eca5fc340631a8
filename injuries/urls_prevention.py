"""What the work-environment group does: causes, plans, what happened before."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import prevention

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/", prevention.injury_events, name="injury-events"),
    path("similar/", prevention.injury_similar, name="injury-similar"),
    path("beside/", prevention.injury_beside, name="injury-beside"),
]
