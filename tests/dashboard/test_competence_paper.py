"""The competence plan as a PDF: open to every employee, with levels only for who may see them, and never by name."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from annualcycle.models import CompetenceNet
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from safetynet.operations.seed.year.competences import FOCUS, write_competences
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


def text_of(client, address, capture):
    with capture(execute=True):
        assert client.post(address).status_code == 302
    job = DocumentJob.objects.latest("pk")
    assert documents.wait_for(job).state == "done"
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    return " ".join(word for page in PdfReader(BytesIO(written)).pages for word in page.extract_text().split())


def test_everybody_gets_the_plan_and_only_members_the_levels(client_of, django_capture_on_commit_callbacks):
    group = CommitteeFactory(name="AMG M2", level=LevelFactory(is_group=True))
    unit = CoverageFactory(committee=group).unit
    leader = UserFactory(first_name="Ane", last_name="Vinge")
    EngagementFactory(user=leader)
    SeatFactory(committee=group, user=leader, role="leader")
    SeatFactory(committee=group, user=UserFactory(first_name="Bo", last_name="Tved"))
    write_competences(unit.pk, by=UserFactory(), today=TODAY)
    address = reverse("competence-paper", args=[group.pk, 2026])

    read = text_of(client_of(EngagementFactory().user), address, django_capture_on_commit_callbacks)
    member = text_of(client_of(leader), address, django_capture_on_commit_callbacks)

    assert CompetenceNet.objects.filter(committee=group).count() == 2
    for words in (FOCUS, "Ane Vinge", "Bo Tved", "over tiden", "To kursusdage til hver", "Det kræver"):
        assert words in read, words
    assert [word for word in ("Laveste", "når niveauet") if word in read] == []
    assert [word for word in ("Laveste", "når niveauet") if word not in member] == []
    assert client_of(leader).post(reverse("competence-paper", args=[group.pk + 999, 2026])).status_code == 404
