"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from orgstructure.views import signin

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-ind/", signin.sign_in, name="login"),
    path("log-ud/", signin.sign_out, name="logout"),
    path("log-ind/demo/", signin.demo_sign_in, name="demo-sign-in"),
]
