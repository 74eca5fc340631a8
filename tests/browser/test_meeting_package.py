"""A chair goes from the start page to the package for the next meeting, and an employee reads on paper what was decided."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from annualcycle.models import Decision
from annualcycle.usecases import meetings
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from tests.factories import (
    LATE,
    NOW,
    TODAY,
    AgendaItemFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    HeldMeetingFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _worker_is_the_test(settings, tmp_path, monkeypatch):
    """Nothing is made within a request; files go to a folder of the test."""
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    monkeypatch.setattr(documents, "_send", lambda _job: None)
    monkeypatch.setattr(documents, "wait_for", lambda job: job)


@pytest.fixture
def chair():
    return EngagementFactory().user


@pytest.fixture
def held(chair):
    ward = UnitFactory(name="Medicinsk afsnit M2")
    committee = CommitteeFactory(name="LMU Medicin")
    SeatFactory(committee=committee, user=chair, role="chair", role_word="Formand")
    CoverageFactory(committee=committee, unit=ward)
    for number in range(5):
        PlanFactory(unit=ward, owner=chair, title=f"Færre løft alene, stue {number}", **LATE)
    meeting = HeldMeetingFactory(committee=committee, approved_at=NOW, approved_by=chair)
    item = AgendaItemFactory(meeting=meeting, title="Støj", said="Det larmer", outcome="Vi måler", done_at=NOW, done_by=chair)
    Decision.objects.create(item=item, text="Vi køber en støjmåler", responsible=chair, due_on=TODAY, at=NOW, by=chair)
    coming = MeetingFactory(committee=committee)
    meetings.fill_agenda(meeting=coming, reader=chair, today=TODAY, now=NOW)
    return meeting


def fetched(page, name):
    """Two interactions: asking for the paper, and fetching it when the worker has made it. Its text."""
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/documents/*/")
    documents.make(DocumentJob.objects.latest("pk"), now=NOW)
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent PDF").click()
    with open(download.value.path(), "rb") as file:  # noqa: PTH123  a path of the browser's
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(file.read())).pages)


def test_from_the_start_page_the_package_is_two_interactions_away_and_minutes_say_what_was_decided(
    page_as, chair, held, axe, scrolls_one_way
):
    page = page_as(chair)
    page.goto(reverse("start"))
    axe(page)
    package = fetched(page, "Mødepakke (PDF)")
    assert "Færre løft alene, stue 4" in package
    assert "Vi køber en støjmåler" in package

    page = page_as(EngagementFactory().user)
    page.goto(held.get_absolute_url())
    scrolls_one_way(page)
    minutes = fetched(page, "Referat (PDF)")
    assert "Besluttet: Vi køber en støjmåler" in minutes
    assert chair.get_full_name() in minutes
