"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from orgstructure.views import by_hand, gaps, organisation, provider, second_step, settings, signin

urlpatterns: list[URLPattern | URLResolver] = [
    path("log-ind/", signin.sign_in, name="login"),
    path("log-ud/", signin.sign_out, name="logout"),
    path("log-ind/demo/", signin.demo_sign_in, name="demo-sign-in"),
    path("log-ind/region/", provider.begin, name="oidc-begin"),
    path("log-ind/region/svar/", provider.answer, name="oidc-answer"),
    path("log-ind/saml/", provider.saml_begin, name="saml-begin"),
    path("log-ind/saml/svar/", provider.saml_answer, name="saml-answer"),
    path("log-ind/saml/videre/", provider.saml_finish, name="saml-finish"),
    path("log-ind/saml/metadata/", provider.saml_metadata, name="saml-metadata"),
    path("log-ind/kode/", second_step.code, name="second-step"),
    path("log-ind/kode/ny/", second_step.new, name="second-step-new"),
    path("log-ind/koder/", second_step.recovery_codes, name="recovery-codes"),
    path("log-ind/mine/", second_step.own_sessions, name="own-sessions"),
    path("log-ind/mine/slut/", second_step.end_all, name="end-all-sessions"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/under/<int:pk>/", organisation.organisation, name="organisation-under"),
    path("organisation/committees/<int:pk>/", organisation.committee_detail, name="committee-detail"),
    path("organisation/my-group/", organisation.my_group, name="my-group"),
    path("organisation/gaps/", gaps.gap_list, name="gap-list"),
    path("organisation/gaps/<int:pk>/", gaps.gap_list_unit, name="gap-list-unit"),
    path("organisation/gaps/committee/<int:pk>/", gaps.gap_list_committee, name="gap-list-committee"),
    path("organisation/committees/<int:pk>/seats/new/", by_hand.seat_new, name="seat-new"),
    path("organisation/committees/<int:pk>/sub-committee/", by_hand.sub_committee_new, name="sub-committee-new"),
    path("organisation/committees/<int:pk>/size/", by_hand.group_size_approve, name="group-size-approve"),
    path("organisation/seats/<int:pk>/", by_hand.seat_edit, name="seat-edit"),
    path("organisation/unit-groups/<int:pk>/", by_hand.unit_groups, name="unit-groups"),
    path("organisation/unit-groups/<int:pk>/off/<int:committee_pk>/", by_hand.unit_take_off, name="unit-take-off"),
    path("organisation/settings/levels/", settings.levels, name="settings-levels"),
    path("organisation/settings/levels/<int:pk>/", settings.level_edit, name="settings-level"),
    path("organisation/settings/role-words/", settings.role_words, name="settings-role-words"),
    path("organisation/settings/limits/", settings.thresholds, name="settings-thresholds"),
    path("organisation/settings/agreements/", settings.agreements, name="settings-agreements"),
    path("organisation/settings/agreements/<int:pk>/end/", settings.agreement_end, name="settings-agreement-end"),
]
