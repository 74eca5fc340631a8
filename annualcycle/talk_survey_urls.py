"""Where the staff say how it goes: addresses of the host without cookies (`safetynet.survey_urls`)."""

from django.urls import URLPattern, path

from annualcycle.views import talk_answers

urlpatterns: list[URLPattern] = [
    path("t/<uuid:code>/", talk_answers.answer, name="status-say"),
    path("t/<uuid:code>/<slug:language>/", talk_answers.answer, name="status-say-in"),
    path("t/<uuid:code>/<slug:language>/receipt/", talk_answers.receipt, name="status-thanks"),
]
