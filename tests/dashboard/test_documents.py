import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from kombu.exceptions import OperationalError
from pypdf import PdfReader

from actionplans.models import ActionPlan
from orgstructure.models import UnitUserPermission
from orgstructure.permissions import Perm, Reach
from safetynet.common import pdf
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.dashboard.random_region import SECRET, make_region
from tests.factories import NOW, TODAY, CriterionFactory, DraftFactory, MeasureFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
PLAN, LEVEL = DocumentJob.Kind.PLAN, DocumentJob.Kind.LEVEL


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """Files of a test go where the test ends."""
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def asked(django_capture_on_commit_callbacks):
    """Ask for a document; with `sent=False` the worker hears nothing of it."""

    def ask(kind, words, by, *, sent=True):
        with django_capture_on_commit_callbacks(execute=sent):
            job = documents.ask_for(kind, words, by=by, language="da", now=NOW)
        job.refresh_from_db()
        return job

    return ask


def level_words(unit):
    return {"unit": unit.pk, "first": "2025-11-23", "last": "2026-11-22"}


def content_of(client, job):
    response = client.get(reverse("document-file", args=[job.public_id]))
    assert response.status_code == 200
    return b"".join(response)


def text_of(written):
    """The words of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages)


def test_one_click_brings_the_pdf_of_a_plan(client_of, django_capture_on_commit_callbacks):
    plan = PlanFactory()
    client = client_of(UserFactory())

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("plan-pdf", args=[plan.pk]))
    job = DocumentJob.objects.get()
    assert response.url.startswith(reverse("document-detail", args=[job.public_id]))
    assert content_of(client, job).startswith(b"%PDF-")


def test_looking_at_the_page_of_a_pdf_makes_none(client_of):
    plan = PlanFactory()

    assert client_of(UserFactory()).get(reverse("plan-pdf", args=[plan.pk])).status_code == 200
    assert not DocumentJob.objects.exists()


def test_a_plan_on_paper_has_the_six_fields_of_the_template_and_shows_words_as_words():
    plan = PlanFactory(title="Støj <b>ved</b> monitorerne")
    MeasureFactory(plan=plan, text="<script>alert(1)</script>")
    CriterionFactory(plan=plan, text="Vi kan høre hinanden")
    job = DocumentJob(kind=PLAN, words={"plan": plan.pk}, by=UserFactory(), language="da")

    html = papers.html_of(job, today=TODAY, advance=lambda _progress: None)
    assert re.findall(r'number-mark">(\d)<', html) == ["1", "2", "3", "4", "5", "6"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>ved</b>" not in html


@pytest.mark.parametrize("make", [DraftFactory, lambda **fields: PlanFactory(is_confidential=True, **fields)])
def test_nobody_gets_a_pdf_of_a_plan_that_they_may_not_see(client_of, asked, make):
    plan = make(unit=UnitFactory())
    stranger = UserFactory()

    assert client_of(stranger).post(reverse("plan-pdf", args=[plan.pk])).status_code == 404
    job = asked(PLAN, {"plan": plan.pk}, stranger)
    assert (job.state, job.failure, job.file) == ("failed", "not_allowed", "")


def test_only_the_person_who_asked_may_see_or_fetch_it(client_of, asked):
    job = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory())
    other = client_of(UserFactory(is_superuser=True))

    assert job.state == "done"
    for route in ("document-detail", "document-file"):
        assert other.get(reverse(route, args=[job.public_id])).status_code == 404
    assert other.post(reverse("document-again", args=[job.public_id])).status_code == 404


def test_rights_are_asked_again_when_the_file_is_fetched(client_of, asked):
    plan = PlanFactory()
    reader = UserFactory()
    job = asked(PLAN, {"plan": plan.pk}, reader)
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)

    assert client_of(reader).get(reverse("document-file", args=[job.public_id])).status_code == 404


def test_a_report_needs_the_right_to_make_reports_there(client_of, person_with, asked):
    hospital, elsewhere = UnitFactory(), UnitFactory()
    coordinator = person_with(Perm.RUN_REPORTS, on=hospital)

    assert client_of(UserFactory()).post(reverse("level-report", args=[hospital.pk])).status_code == 403
    assert client_of(coordinator).post(reverse("level-report", args=[elsewhere.pk])).status_code == 403
    job = asked(LEVEL, level_words(hospital), coordinator)
    assert job.state == "done"
    UnitUserPermission.objects.filter(user=coordinator).delete()
    assert client_of(coordinator).get(reverse("document-file", args=[job.public_id])).status_code == 404


def spaced(text: object) -> str:
    """With plain single spaces: a page keeps “40 %” together, extracted text does not tell."""
    return " ".join(str(text).split())


def test_the_report_says_the_same_figures_as_the_page(client_of, person_with, asked):
    region = make_region(11, plans=40)
    reader = person_with(Perm.RUN_REPORTS, on=region.top)
    client = client_of(reader)
    page = client.get(reverse("overview-unit", args=[region.top.pk]))
    text = text_of(content_of(client, asked(LEVEL, level_words(region.top), reader)))

    shown = page.context["overview"]
    words = spaced(text)
    assert spaced(shown.sentence) in words
    for measure in shown.measures:
        assert re.search(rf"{re.escape(measure.label)}\s+{spaced(measure.share)}\s+{measure.done.value}\s+{measure.due.value}\b", words), (
            measure
        )
    for line in shown.lines("overdue"):
        figures = line["figures"]
        assert re.search(
            rf"{line['name']}\s+{figures.open}\s+{figures.overdue}\s+{figures.awaiting}\s+{re.escape(spaced(line['share']))}", words
        ), line
    for picture in shown.pictures:
        assert spaced(picture.sentence) in words
        for row in picture.rows:
            cells = [spaced(unescape(re.sub("<[^>]+>", "", str(cell)))) for cell in row]
            assert re.search(r"\s+".join(map(re.escape, cells)), words), row


def test_a_report_counts_confidential_plans_and_lists_none_whoever_asks(person_with):
    region = make_region(12, plans=40)
    reader = person_with(Perm.RUN_REPORTS, Perm.VIEW_CLOSED_PLANS, on=region.top)
    job = DocumentJob(kind=LEVEL, words=level_words(region.top), by=reader, language="da")

    html = papers.html_of(job, today=TODAY, advance=lambda _progress: None)
    assert ActionPlan.objects.visible_to(reader).filter(title__startswith=SECRET).exists()
    assert SECRET not in html


def test_a_long_report_is_cut_and_says_so(person_with, monkeypatch):
    monkeypatch.setattr(papers, "MOST_ROWS", 2)
    unit = UnitFactory()
    PlanFactory.create_batch(3, unit=unit)
    job = DocumentJob(kind=LEVEL, words=level_words(unit), by=person_with(Perm.RUN_REPORTS, on=unit), language="da")

    html = papers.html_of(job, today=TODAY, advance=lambda _progress: None)
    assert html.count('<th scope="row"><strong>') == 2
    assert "2 handleplaner" in html


def test_with_the_broker_gone_the_document_waits_until_somebody_looks(monkeypatch, asked):
    from safetynet.dashboard.tasks import make_document

    def gone(*_args, **_kwargs):
        raise OperationalError("no broker")

    with monkeypatch.context() as broken:
        broken.setattr(make_document, "delay", gone)
        job = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory())
    assert job.state == "queued"
    assert documents.look(NOW) == 1
    job.refresh_from_db()
    assert job.state == "done"


def test_a_document_is_made_once_by_two_workers(asked):
    job = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory(), sent=False)

    assert [documents.make(job, now=NOW), documents.make(job, now=NOW)] == [True, False]
    assert len(default_storage.listdir("documents")[1]) == 1


def test_a_worker_that_dies_leaves_a_document_that_is_made_again_and_after_three_times_can_be_asked_for_anew(client_of, asked):
    reader = UserFactory()
    job = asked(PLAN, {"plan": PlanFactory().pk}, reader, sent=False)
    sent = []
    for attempt in range(3):
        now = NOW + timedelta(minutes=10 * attempt)
        assert documents.look(now, sent.append) == 1
        assert job.claim(now)
        assert documents.look(now, sent.append) == 0
    later = NOW + timedelta(minutes=60)
    assert documents.look(later, sent.append) == 0

    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "gave_up")
    page = client_of(reader).get(job.get_absolute_url()).content.decode()
    assert reverse("document-again", args=[job.public_id]) in page
    job.ask_again(now=later)
    assert documents.make(job, now=later)
    job.refresh_from_db()
    assert job.state == "done"


def test_of_two_workers_that_finish_the_second_ones_file_is_thrown_away(asked):
    job = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory(), sent=False)
    job.claim(NOW)
    job.finish(ContentFile(b"first"), now=NOW)
    job.finish(ContentFile(b"second"), now=NOW)

    job.refresh_from_db()
    with default_storage.open(job.file) as kept:
        assert kept.read() == b"first"
    assert len(default_storage.listdir("documents")[1]) == 1


def test_without_the_pdf_library_the_reader_is_told_and_nothing_breaks(client_of, monkeypatch, asked):
    def missing(_html):
        raise pdf.PdfUnavailableError("libpango")

    monkeypatch.setattr(documents, "render_pdf", missing)
    reader = UserFactory()
    job = asked(PLAN, {"plan": PlanFactory().pk}, reader)

    page = client_of(reader).get(job.get_absolute_url())
    assert page.status_code == 200
    assert "pango" in page.content.decode()


def test_progress_is_shown_until_it_is_ready(client_of, asked):
    reader = UserFactory()
    job = asked(PLAN, {"plan": PlanFactory().pk}, reader, sent=False)
    job.claim(NOW)
    job.advance(40)
    client = client_of(reader)

    page = client.get(job.get_absolute_url()).content.decode()
    assert '<progress value="40"' in page
    assert client.get(reverse("document-file", args=[job.public_id])).status_code == 404
    partial = client.get(job.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial


def test_after_seven_days_row_and_file_are_gone(asked):
    old = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory())
    documents.purge(NOW + timedelta(days=6, hours=23))
    assert default_storage.exists(old.file)

    assert documents.purge(NOW + timedelta(days=7)) == 1
    assert not DocumentJob.objects.exists()
    assert not default_storage.exists(old.file)


@pytest.mark.parametrize("broken", [{"state": "done"}, {"file": "x.pdf"}, {"state": "failed"}, {"failure": "gave_up"}, {"progress": 101}])
def test_the_database_refuses_a_document_that_contradicts_itself(asked, broken):
    job = asked(PLAN, {"plan": PlanFactory().pk}, UserFactory(), sent=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentJob.objects.filter(pk=job.pk).update(**broken)


def test_a_grant_on_one_unit_makes_a_report_for_that_unit_only(person_with, client_of):
    hospital = UnitFactory()
    ward = UnitFactory(parent=hospital)
    amr = person_with(Perm.RUN_REPORTS, on=ward, reach=Reach.UNIT)

    assert client_of(amr).get(reverse("level-report", args=[ward.pk])).status_code == 200
    assert client_of(amr).get(reverse("level-report", args=[hospital.pk])).status_code == 403
