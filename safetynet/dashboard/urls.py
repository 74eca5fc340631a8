"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from safetynet.dashboard.views import frame
from safetynet.dashboard.views.plans import plan_detail

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprog/", frame.set_language, name="set-language"),
    path("bliv/", frame.session_stay, name="session-stay"),
    path("was", frame.accessibility_statement, name="accessibility-statement"),
    path("privatliv/", frame.privacy, name="privacy"),
    path("plans/<int:pk>/", plan_detail, name="plan-detail"),
    path("components/", frame.components, name="components"),
]
