"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from apv.views import assessments, duty, findings, pulses, questionnaires, results, risks

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<int:pk>/pulse/", pulses.plan_pulse, name="plan-pulse"),
    path("surveys/questionnaires/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("surveys/questionnaires/<int:pk>/", questionnaires.questionnaire_detail, name="questionnaire-detail"),
    path("apv/units/<int:pk>/", duty.apv_unit, name="apv-unit"),
    path("apv/units/<int:pk>/earlier/", duty.apv_earlier, name="apv-earlier"),
    path("apv/units/<int:pk>/changes/new/", duty.work_change_new, name="work-change-new"),
    path("apv/changes/<int:pk>/withdraw/", duty.work_change_withdraw, name="work-change-withdraw"),
    path("apv/cards/", assessments.conversation_card_list, name="conversation-card-list"),
    path("apv/units/<int:pk>/assessments/", assessments.unit_assessments, name="unit-assessments"),
    path("apv/units/<int:pk>/assessments/new/", assessments.assessment_new, name="assessment-new"),
    path("apv/findings/new/", findings.finding_new, name="finding-new"),
    path("apv/findings/<int:pk>/", findings.finding_detail, name="finding-detail"),
    path("apv/findings/<int:pk>/edit/", findings.finding_edit, name="finding-edit"),
    path("apv/findings/<int:pk>/decide/", findings.finding_decide, name="finding-decide"),
    path("apv/findings/<int:pk>/agree/", findings.finding_agree, name="finding-agree"),
    path("apv/findings/<int:pk>/anew/", findings.finding_anew, name="finding-anew"),
    path("apv/findings/<int:pk>/take-back/", findings.finding_take_back, name="finding-take-back"),
    path("apv/findings/<int:pk>/weigh/", findings.finding_weigh, name="finding-weigh"),
    path("apv/<int:pk>/", assessments.assessment_detail, name="assessment-detail"),
    path("apv/<int:pk>/edit/", assessments.assessment_edit, name="assessment-edit"),
    path("apv/<int:pk>/dialogue/", assessments.dialogue_new, name="dialogue-new"),
    path("apv/<int:pk>/complete/", assessments.assessment_complete, name="assessment-complete"),
    path("surveys/rounds/<int:pk>/units/<int:unit_pk>/", results.unit_report, name="unit-report"),
    path("apv/units/<int:pk>/risks/", risks.risk_assessment, name="risk-assessment"),
    path("apv/units/<int:pk>/risks/new/", risks.risk_new, name="risk-new"),
    path("apv/units/<int:pk>/risks/revise/", risks.risk_revise, name="risk-revise"),
    path("apv/risks/<int:pk>/", risks.risk_edit, name="risk-edit"),
    path("apv/risks/<int:pk>/act/", risks.risk_act, name="risk-act"),
    path("apv/risks/<int:pk>/end/", risks.risk_end, name="risk-end"),
    path("apv/risk-versions/<int:pk>/", risks.risk_version, name="risk-version"),
    path("apv/risk-versions/<int:pk>/confirm/", risks.risk_confirm, name="risk-confirm"),
]
