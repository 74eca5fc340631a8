"""Where things are told without a name: addresses of the host without cookies (`safetynet.survey_urls`)."""

from django.urls import path

from injuries.views import unnamed

urlpatterns = [
    path("o/", unnamed.where, name="unnamed-where"),
    path("o/<uuid:code>/", unnamed.what, name="unnamed-what"),
    path("o/<slug:language>/", unnamed.where, name="unnamed-where-in"),
    path("o/<uuid:code>/<slug:language>/", unnamed.what, name="unnamed-what-in"),
    path("o/<uuid:code>/<slug:language>/receipt/", unnamed.receipt, name="unnamed-receipt"),
]
