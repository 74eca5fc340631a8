"""Where surveys are answered: addresses of the host without cookies (`safetynet.survey_urls`), none of them of the product's."""

from django.urls import path

from apv.views import answering, named, survey_door

urlpatterns = [
    path("", survey_door.code_page, name="survey-code"),
    path("<slug:language>/", survey_door.code_page, name="survey-code-in"),
    path("s/<str:token>/", answering.first_page, {"language": ""}, name="survey-link"),
    path("s/<str:token>/<slug:language>/", answering.first_page, name="survey-first"),
    path("s/<str:token>/<slug:language>/<int:step>/", answering.question_page, name="survey-step"),
    path("s/<str:token>/<slug:language>/send/", answering.send_page, name="survey-send"),
    path("s/<str:token>/<slug:language>/receipt/", answering.receipt_page, name="survey-receipt"),
    path("n/<str:token>/", named.first_page, {"language": ""}, name="named-link"),
    path("n/<str:token>/<slug:language>/", named.first_page, name="named-first"),
    path("n/<str:token>/<slug:language>/<int:step>/", named.question_page, name="named-step"),
    path("n/<str:token>/<slug:language>/receipt/", named.receipt_page, name="named-receipt"),
]
