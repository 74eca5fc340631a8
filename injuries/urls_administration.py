"""What the injury administrator does: queue, completing, export, receipt, decision."""

from django.urls import URLPattern, URLResolver, path

from injuries.views import administering, easy, exporting, telling

urlpatterns: list[URLPattern | URLResolver] = [
    path("queue/", administering.injury_queue, name="injury-queue"),
    path("file-template/", easy.injury_easy_template, name="injury-easy-template"),
    path("batches/", exporting.injury_batch_new, name="injury-batch-new"),
    path("batches/<uuid:public_id>/", exporting.injury_batch, name="injury-batch"),
    path("batches/<uuid:public_id>/export.xml", exporting.injury_batch_xml, name="injury-batch-xml"),
    path("batches/<uuid:public_id>/export.pdf", exporting.injury_batch_pdf, name="injury-batch-pdf"),
    path("batches/<uuid:public_id>/sent/", exporting.injury_batch_send, name="injury-batch-send"),
    path("<uuid:public_id>/complete/", administering.injury_complete, name="injury-complete"),
    path("<uuid:public_id>/send/", telling.injury_send, name="injury-send"),
    path("<uuid:public_id>/receipt/", telling.injury_receipt, name="injury-receipt"),
    path("<uuid:public_id>/decision/", telling.injury_decision, name="injury-decision"),
    path("<uuid:public_id>/export.xml", exporting.injury_report_xml, name="injury-report-xml"),
    path("<uuid:public_id>/export.pdf", exporting.injury_report_pdf, name="injury-report-pdf"),
    path("<uuid:public_id>/copy-export.pdf", exporting.injury_copy, name="injury-copy"),
]
