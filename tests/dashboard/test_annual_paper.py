"""An annual report as a PDF: for who may read its page, with every chapter, picture and table, and words as they were written."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from annualcycle.usecases import annual_reports as usecases
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.annualcycle.test_annual_figures import END, asked_why, due_plan, judged, shown
from tests.factories import NOW, TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def report():
    ward, committee, by = UnitFactory(name="Afsnit M2"), CommitteeFactory(name="RMU"), UserFactory()
    CoverageFactory(committee=committee, unit=ward)
    judged(due_plan(ward), END.replace(month=6, day=1))
    asked_why(due_plan(ward), END.replace(month=10))
    for year in (2018, 2025):
        shown(ward, year, "new", "new", 20)
    made = usecases.begin(place=committee, year=2025, as_of=END, by=by, now=NOW, today=TODAY)[0]
    for chapter in ("summary", "why"):
        usecases.write(report=made, chapter=chapter, text=f"Vores <b>ord</b> om {chapter}", version=0, by=by, now=NOW)
    return made


def test_an_employee_gets_the_published_report_and_no_draft(report, client_of, django_capture_on_commit_callbacks):
    client, address = client_of(EngagementFactory().user), reverse("annual-pdf", args=[report.pk])
    assert client.post(address).status_code == 404
    usecases.publish(report=report, version=report.version, by=UserFactory(), now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    job = DocumentJob.objects.get()
    assert documents.wait_for(job).state == "done"
    reader = PdfReader(BytesIO(b"".join(client.get(reverse("document-file", args=[job.public_id])))))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert reader.metadata.title == "Årsrapport 2025, RMU"
    for said in ("Indhold", "Vores <b>ord</b> om summary", "1 af 2 handleplaner", "Årsager efter trin", "Det, der kræves", "Om tallene"):
        assert said in text


def test_taken_back_it_is_no_longer_fetched_by_everybody(report):
    by = EngagementFactory().user
    usecases.publish(report=report, version=report.version, by=UserFactory(), now=NOW)
    job = DocumentJob(kind=DocumentJob.Kind.ANNUAL, words={"pk": report.pk}, by=by, language="da", created_at=NOW, expires_at=NOW)
    assert papers.may_fetch(job, TODAY)
    html = papers.html_of(job, today=TODAY, advance=lambda _percent: None)
    assert html.count("data:image/svg+xml") == 4

    usecases.take_back(report=report)

    assert not papers.may_fetch(job, TODAY)
