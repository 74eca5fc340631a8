"""Every address of the house, and what is embedded where."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safetynet.dashboard.urls")),
    path("plans/", include("actionplans.urls")),
    path("organisation/", include("orgstructure.urls")),
]

handler400 = "safetynet.common.errors.bad_request"
handler403 = "safetynet.common.errors.permission_denied"
handler404 = "safetynet.common.errors.not_found"
handler500 = "safetynet.common.errors.server_error"
