"""What happens to a case after it was reported: signing, absence, feedback, its end."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import cases

urlpatterns: list[URLPattern | URLResolver] = [
    path("number/<int:pk>/", cases.injury_by_number, name="injury-by-number"),
]
