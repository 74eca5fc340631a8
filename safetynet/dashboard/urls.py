"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from safetynet.dashboard.views import frame

urlpatterns: list[URLPattern | URLResolver] = [
    path("sprog/", frame.set_language, name="set-language"),
    path("bliv/", frame.session_stay, name="session-stay"),
    path("was", frame.accessibility_statement, name="accessibility-statement"),
    path("privatliv/", frame.privacy, name="privacy"),
    path("components/", frame.components, name="components"),
]
