"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from orgstructure.views import organisation, provider, signin

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-ind/", signin.sign_in, name="login"),
    path("log-ud/", signin.sign_out, name="logout"),
    path("log-ind/demo/", signin.demo_sign_in, name="demo-sign-in"),
    path("log-ind/region/", provider.begin, name="oidc-begin"),
    path("log-ind/region/svar/", provider.answer, name="oidc-answer"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/under/<int:pk>/", organisation.organisation, name="organisation-under"),
    path("organisation/committees/<int:pk>/", organisation.committee_detail, name="committee-detail"),
    path("organisation/my-group/", organisation.my_group, name="my-group"),
]
