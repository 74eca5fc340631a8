"""A unit's written APV as a PDF: the same as its page, open to every employee."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from apv.models import Outcome, UnitAssessment
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from tests.factories import NOW, TODAY, AssessmentFactory, EngagementFactory, FindingFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


def test_any_employee_gets_the_apv_on_paper_without_what_is_confidential(client_of, django_capture_on_commit_callbacks):
    assessment = AssessmentFactory(participation="AMG var med")
    decided = {"decided_at": NOW, "decided_by": UserFactory()}
    finding = FindingFactory(assessment=assessment, title="Tunge løft", causes="To på vagt")
    finding.plans.add(PlanFactory(unit=assessment.unit, title="Lift i alle stuer"), PlanFactory(title="Hemmeligt", is_confidential=True))
    FindingFactory(assessment=assessment, title="Nat", outcome=Outcome.STANDING, outcome_text="Hører til", outcome_on=TODAY, **decided)
    client = client_of(EngagementFactory().user)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("assessment-pdf", args=[assessment.pk])).status_code == 302
    job = DocumentJob.objects.get()
    assert documents.wait_for(job).state == "done"
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages)

    wanted = ("Tunge løft", "To på vagt", "Lift i alle stuer", "Varige vilkår", "AMG var med")
    assert [word for word in wanted if word not in text] == [], text
    assert "Hemmeligt" not in text
    assert client.post(reverse("assessment-pdf", args=[UnitAssessment.objects.count() + 999])).status_code == 404
