"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from safetynet.dashboard.views import demo, documents, feed, figures, frame, mail, order, overview, units
from safetynet.dashboard.views.plans import plan_detail
from safetynet.dashboard.views.start import start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("units/", units.unit_search, name="unit-search"),
    path("units/<int:pk>/", units.unit_detail, name="unit-detail"),
    path("units/<int:pk>/you-said/", units.unit_said, name="unit-said"),
    path("units/<int:pk>/poster/", documents.unit_poster, name="unit-poster"),
    path("sprog/", frame.set_language, name="set-language"),
    path("bliv/", frame.session_stay, name="session-stay"),
    path("was", frame.accessibility_statement, name="accessibility-statement"),
    path("privatliv/", frame.privacy, name="privacy"),
    path("plans/<int:pk>/", plan_detail, name="plan-detail"),
    path("organisation/feed/", feed.feed_run_list, name="feed-run-list"),
    path("organisation/feed/new/", feed.feed_run_new, name="feed-run-new"),
    path("organisation/feed/<int:pk>/", feed.feed_run_detail, name="feed-run-detail"),
    path("components/", frame.components, name="components"),
    path("operation/", mail.mail_status, name="operation"),
    path("operation/mail/", mail.mail_status, name="mail-status"),
    path("operation/mail/retry/", mail.mail_retry, name="mail-retry"),
    path("demo/next-day/", demo.demo_next_day, name="demo-next-day"),
    path("demo/mails/", demo.demo_mails, name="demo-mails"),
    path("demo/mails/<uuid:message_id>/", demo.demo_mail, name="demo-mail"),
    path("demo/mails/<uuid:message_id>/html/", demo.demo_mail_html, name="demo-mail-html"),
    path("demo/mails/<uuid:message_id>/calendar/", demo.demo_mail_calendar, name="demo-mail-calendar"),
    path("overview/", overview.overview, name="overview"),
    path("overview/<int:pk>/", overview.overview_unit, name="overview-unit"),
    path("overview/<int:pk>/report/", documents.level_report, name="level-report"),
    path("overview/committee/<int:pk>/report/", documents.committee_report, name="committee-report"),
    path("plans/<int:pk>/pdf/", documents.plan_pdf, name="plan-pdf"),
    path("documents/<uuid:public_id>/", documents.document_detail, name="document-detail"),
    path("documents/<uuid:public_id>/file/", documents.document_file, name="document-file"),
    path("documents/<uuid:public_id>/again/", documents.document_again, name="document-again"),
    path("overview/<int:pk>/figures/", figures.figures_unit, name="figures-unit"),
    path("overview/<int:pk>/figures/time-to-close.svg", figures.figures_unit_picture, name="figures-unit-picture"),
    path("overview/committee/<int:pk>/figures/", figures.figures_committee, name="figures-committee"),
    path("overview/committee/<int:pk>/figures/time-to-close.svg", figures.figures_committee_picture, name="figures-committee-picture"),
    path("overview/<int:pk>/figures/table.xlsx", figures.figures_unit_table, name="figures-unit-table"),
    path("overview/<int:pk>/figures/report/", figures.figures_unit_report, name="figures-unit-report"),
    path("overview/committee/<int:pk>/figures/table.xlsx", figures.figures_committee_table, name="figures-committee-table"),
    path("overview/committee/<int:pk>/figures/report/", figures.figures_committee_report, name="figures-committee-report"),
    path("api/v1/figures/<int:pk>/", figures.figures_unit_data, name="figures-unit-data"),
    path("api/v1/figures/committee/<int:pk>/", figures.figures_committee_data, name="figures-committee-data"),
    path("overview/<int:pk>/order/", order.plan_order, name="plan-order"),
    path("overview/<int:pk>/<slug:name>.svg", overview.overview_unit_picture, name="overview-unit-picture"),
    path("overview/committee/<int:pk>/", overview.overview_committee, name="overview-committee"),
    path("overview/committee/<int:pk>/<slug:name>.svg", overview.overview_committee_picture, name="overview-committee-picture"),
]
