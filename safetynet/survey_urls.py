"""Every address of the host without cookies. None of them exists on the product's, and none of the product's here."""

from django.urls import include, path

urlpatterns = [
    path("", include("injuries.unnamed_urls")),
    path("", include("annualcycle.talk_survey_urls")),
    path("", include("apv.survey_urls")),
]

handler400 = "safetynet.common.surveyerrors.bad_request"
handler404 = "safetynet.common.surveyerrors.not_found"
handler413 = "safetynet.common.surveyerrors.too_long"
handler500 = "safetynet.common.surveyerrors.server_error"
