"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from orgstructure.views import organisation, signin

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-ind/", signin.sign_in, name="login"),
    path("log-ud/", signin.sign_out, name="logout"),
    path("log-ind/demo/", signin.demo_sign_in, name="demo-sign-in"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/under/<int:pk>/", organisation.organisation, name="organisation-under"),
    path("organisation/committees/<int:pk>/", organisation.committee_detail, name="committee-detail"),
    path("organisation/my-group/", organisation.my_group, name="my-group"),
]
