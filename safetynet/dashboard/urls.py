"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from safetynet.dashboard.views import frame, units
from safetynet.dashboard.views.plans import plan_detail
from safetynet.dashboard.views.start import start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("units/", units.unit_search, name="unit-search"),
    path("units/<int:pk>/", units.unit_detail, name="unit-detail"),
    path("sprog/", frame.set_language, name="set-language"),
    path("bliv/", frame.session_stay, name="session-stay"),
    path("was", frame.accessibility_statement, name="accessibility-statement"),
    path("privatliv/", frame.privacy, name="privacy"),
    path("plans/<int:pk>/", plan_detail, name="plan-detail"),
    path("components/", frame.components, name="components"),
]
