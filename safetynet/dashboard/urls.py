"""Addresses of this room."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, path

from safetynet.common.signin import SignInForm
from safetynet.dashboard.views import frame

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-ind/", LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True), name="login"),
    path("log-ud/", LogoutView.as_view(), name="logout"),
    path("sprog/", frame.set_language, name="set_language"),
    path("bliv/", frame.session_stay, name="session-stay"),
    path("was", frame.accessibility_statement, name="accessibility-statement"),
    path("privatliv/", frame.privacy, name="privacy"),
    path("components/", frame.components, name="components"),
]
