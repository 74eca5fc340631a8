"""The annual discussion as a PDF: it documents in writing that it was held; open, it is a draft for who holds it."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from annualcycle.models import Discussion, DiscussionPoint, Participant
from annualcycle.usecases import discussions
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import NOW, TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, UnitFactory

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def leader():
    return EngagementFactory().user


@pytest.fixture
def discussion(leader):
    committee = CommitteeFactory(name="LMU Medicin")
    unit = UnitFactory(name="Afsnit M2", p_number="1003388394")
    CoverageFactory(committee=committee, unit=unit)
    EngagementFactory.create_batch(12, unit=unit)
    SeatFactory(committee=committee, user=leader, role="chair", role_word="Formand")
    CommitteeFactory(name="AMG Nat", parent=committee)
    made = discussions.start(place=committee, because="", submission_id=uuid.uuid4(), by=leader, now=NOW)
    DiscussionPoint.objects.filter(discussion=made).update(text=f"Vi sagde <b>{SECRET}</b>")
    Participant.objects.create(discussion=made, person=leader, role="formand")
    Participant.objects.create(discussion=made, name="Ida Holm", role="konsulent")
    Discussion.objects.filter(pk=made.pk).update(meeting_interval="hver anden måned", held_on=TODAY)
    given = {"text": "Vi køber en lift", "responsible": leader, "due_on": TODAY, "submission_id": uuid.uuid4()}
    discussions.decide(discussion=made, given=given, by=leader, now=NOW)
    return made


def html_of(discussion, by, language="da"):
    words = {"pk": discussion.pk}
    job = DocumentJob(kind=DocumentJob.Kind.DISCUSSION, words=words, by=by, language=language, created_at=NOW, expires_at=NOW)
    return papers.html_of(job, today=TODAY, advance=lambda _percent: None)


def test_every_employee_gets_the_completed_one_with_law_place_people_and_signatures(
    discussion, leader, client_of, django_capture_on_commit_callbacks
):
    client, address = client_of(EngagementFactory().user), reverse("discussion-pdf", args=[discussion.pk])
    assert client.post(address).status_code == 404
    discussions.complete(discussion=discussion, by=leader, now=NOW)
    discussions.sign(discussion=discussion, person=leader, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).status_code == 302
    job = DocumentJob.objects.get()
    assert documents.wait_for(job).state == "done"
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    reader = PdfReader(BytesIO(written))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert "LMU Medicin" in reader.metadata.title
    for word in (
        "§ 6 a", "Afsnit M2", "1003388394", "22. november 2026", leader.get_full_name(), "Skrevet under fra egen konto", "Ida Holm",
        "Gæst, ved navn", "hver anden måned", f"<b>{SECRET}</b>", "Vi køber en lift", "AMG Nat",
    ):  # fmt: skip
        assert word in text, word
    assert "udkast" not in text


def test_an_open_one_says_that_it_is_a_draft_and_shows_it_to_nobody_else(discussion, leader):
    html = html_of(discussion, leader)

    assert "udkast: drøftelsen er ikke afsluttet" in html
    assert f"&lt;b&gt;{SECRET}" in html
    member = SeatFactory(committee=discussion.committee, user=EngagementFactory().user, role="member").user
    assert SECRET in html_of(discussion, member)
    former = SeatFactory(committee=discussion.committee, user=EngagementFactory().user, role="member", valid_to=TODAY).user
    for stranger in (former, EngagementFactory().user):
        with pytest.raises(papers.NoLongerAllowedError):
            html_of(discussion, stranger)


def test_the_paper_keeps_the_figures_of_the_day(discussion, leader):
    discussions.complete(discussion=discussion, by=leader, now=NOW)
    part = {"code": "plans", "label": "planer", "sentence": "Da var der 17.", "lines": [], "missing": ""}
    Discussion.objects.filter(pk=discussion.pk).update(shown={"year": 2026, "parts": [part]})

    assert "Da var der 17." in html_of(discussion, leader)
