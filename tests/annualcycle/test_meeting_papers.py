"""A meeting on paper: the package for who sits in the committee, the minutes for everybody once they are approved."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from actionplans.models import ActionPlan, FollowUp, LiftedMatter
from annualcycle.models import Attendance, Decision
from annualcycle.reports.since_last import SinceLast
from annualcycle.usecases import meetings
from orgstructure.levels import covered_by
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.papers import html_of, may_fetch
from safetynet.dashboard.year_meeting_paper import context_of
from tests.factories import (
    LATE,
    NOW,
    TODAY,
    AgendaItemFactory,
    ClosedPlanFactory,
    EngagementFactory,
    HeldMeetingFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def held(committee, leader, ward):
    """The last meeting, with a decision that became a plan, one that nothing came of, and one about a plan that is confidential now."""
    meeting = HeldMeetingFactory(committee=committee, opening_words="Velkommen <b>alle</b>")
    for number, (title, plan) in enumerate((("Lifte", None), (SECRET, PlanFactory(unit=ward, title=SECRET, is_confidential=True)))):
        done = {"said": title, "outcome": "Vi køber to", "done_at": NOW, "done_by": leader}
        item = AgendaItemFactory(meeting=meeting, position=number + 1, title=title, plan=plan, **done)
        Decision.objects.create(item=item, text=f"Gør noget ved {title}", responsible=leader, due_on=TODAY, at=NOW, by=leader)
    item = meeting.items.get(title="Lifte")
    Decision.objects.create(item=item, text="Køb lifte", plan=PlanFactory(unit=ward, title="Loftlift på stue 4"), at=NOW, by=leader)
    AgendaItemFactory(meeting=meeting, position=3, title="Næste gang", is_postponed=True, done_at=NOW, done_by=leader)
    Attendance.objects.create(meeting=meeting, person=leader, role="Formand")
    Attendance.objects.create(meeting=meeting, name="Ida Holm", role="fysioterapeut")
    return meeting


@pytest.fixture
def coming(committee, leader, ward, held):
    plan = PlanFactory(unit=ward, title="For travlt om natten", **LATE)
    FollowUp.objects.create(plan=plan, text="Nattevagten er presset", at=NOW, by=leader, submission_id=held.submission_id)
    PlanFactory(unit=ward, title=SECRET, owner=leader, is_confidential=True, **LATE)
    asked = {"title": "Flere hænder", "question": "Kan vi få en vikar?", "answer_by": TODAY, "asked_at": NOW - timedelta(days=20)}
    LiftedMatter.objects.create(from_unit=UnitFactory(), to_unit=ward, asked_by=UserFactory(), **asked)
    meeting = MeetingFactory(committee=committee)
    meetings.fill_agenda(meeting=meeting, reader=leader, today=TODAY, now=NOW)
    return meeting


def job(kind, meeting, by):
    return DocumentJob(kind=kind, words={"pk": meeting.pk}, by=by, language="da", created_at=NOW)


def html(kind, meeting, by):
    with translation.override("da"):
        return html_of(job(kind, meeting, by), today=TODAY, advance=lambda _share: None)


def test_the_package_has_the_picture_the_agenda_with_what_is_known_and_what_became_of_last_time(coming, leader):
    paper = html(DocumentJob.Kind.MEETING, coming, leader)

    for word in ("Mødepakke: LMU Medicin", "For travlt om natten", "Nattevagten er presset", "Afsnit M2", "20 dage", "Køb lifte"):
        assert word in paper
    assert "En plan: Loftlift på stue 4" in paper
    assert "Gør noget ved Lifte" in paper
    assert "Der er ikke kommet noget ud af det endnu" in paper
    assert "2 fortrolige planer er talt med her" in paper
    assert SECRET not in paper


@pytest.mark.parametrize("held_ago", [None, 20])
def test_page_paper_and_overview_tell_of_one_meeting_the_same_and_leave_confidential_plans_out(
    committee, leader, ward, client_of, held_ago
):
    HeldMeetingFactory(committee=committee, starts_at=NOW - timedelta(days=40), held_at=NOW - timedelta(days=40))
    ago = timedelta(days=held_ago or 0)
    meeting = (
        HeldMeetingFactory(committee=committee, starts_at=NOW - ago, held_at=NOW - ago) if held_ago else MeetingFactory(committee=committee)
    )
    long_ago, lately, day = NOW - timedelta(days=300), NOW - ago - timedelta(days=3), TODAY - ago - timedelta(days=2)
    for is_confidential in (False, True):
        plans = {"unit": ward, "owner": leader, "is_confidential": is_confidential}
        PlanFactory(**plans, published_at=lately)
        PlanFactory(**plans, published_at=long_ago, **LATE | {"expected_closing_on": day})
        closed = ClosedPlanFactory(**plans, published_at=long_ago)
        ActionPlan.objects.filter(pk=closed.pk).update(ended_at=lately)
        PlanFactory(**plans, published_at=NOW - timedelta(days=1))

    page = client_of(leader).get(meeting.get_absolute_url()).context["page"].changes
    paper = context_of(meeting, leader, TODAY)["since"]
    told = [(one.since, one.new, one.closed, one.overdue) for one in (page, paper)]

    assert told == [(TODAY - timedelta(days=40), 1 if held_ago else 2, 1, 1)] * 2
    if not held_ago:
        overview = SinceLast.of(committee, covered_by(committee, TODAY), today=TODAY)
        assert (overview.new, overview.closed, overview.overdue) == told[0][1:]


def test_the_package_is_for_members_and_who_runs_it_also_when_it_is_fetched_later(coming, leader, committee):
    member, stranger = EngagementFactory().user, EngagementFactory().user
    seat = SeatFactory(committee=committee, user=member)
    allowed = [may_fetch(job(DocumentJob.Kind.MEETING, coming, person), TODAY) for person in (leader, member, stranger)]
    assert allowed == [True, True, False]
    seat.delete()
    assert not may_fetch(job(DocumentJob.Kind.MEETING, coming, member), TODAY)


def test_minutes_say_who_was_there_what_was_said_and_decided_and_nothing_confidential_to_anybody(held, leader):
    paper = html(DocumentJob.Kind.MINUTES, held, leader)

    for word in (
        "Udkast: ikke godkendt",
        "Velkommen &lt;b&gt;alle&lt;/b&gt;",
        "Vi køber to",
        "Køb lifte",
        "Ida Holm (fysioterapeut)",
        "Næste gang",
    ):
        assert word in paper
    assert "1 punkt handler om noget fortroligt og er ikke trykt." in paper
    assert SECRET not in paper
    assert paper.count("Gør noget ved") == 1


def test_a_draft_is_the_members_and_approved_minutes_are_everybodys(held, leader, client_of):
    stranger = EngagementFactory().user
    fetched = [may_fetch(job(DocumentJob.Kind.MINUTES, held, person), TODAY) for person in (leader, stranger)]
    assert fetched == [True, False]
    assert client_of(stranger).post(reverse("minutes-pdf", args=[held.pk])).status_code == 404
    meetings.approve(meeting=held, by=leader, now=NOW)
    assert may_fetch(job(DocumentJob.Kind.MINUTES, held, stranger), TODAY)
    assert "Udkast" not in html(DocumentJob.Kind.MINUTES, held, stranger)
    assert not may_fetch(job(DocumentJob.Kind.MINUTES, MeetingFactory(), leader), TODAY)


def test_a_draft_is_marked_on_every_page_and_the_paper_has_title_and_language(held, leader):
    for number in range(30):
        AgendaItemFactory(meeting=held, position=10 + number, said="Det blev sagt. " * 30, outcome="Ja", done_at=NOW, done_by=leader)
    asked = documents.ask_for(DocumentJob.Kind.MINUTES, {"pk": held.pk}, by=leader, language="da", now=NOW)
    documents.make(asked, now=NOW)
    asked.refresh_from_db()
    with documents.default_storage.open(asked.file) as file:
        paper = PdfReader(BytesIO(file.read()))

    assert len(paper.pages) > 2
    assert all("Udkast: ikke godkendt" in page.extract_text() for page in paper.pages)
    assert paper.metadata.title == "Referat: LMU Medicin, 23. oktober 2026"
    assert paper.root_object["/Lang"] == "da"


@pytest.mark.parametrize("count", [1, 12])
def test_a_package_asks_as_much_for_a_long_agenda_as_for_a_short_one(committee, leader, ward, count, django_assert_max_num_queries):
    HeldMeetingFactory(committee=committee)
    for _ in range(count):
        PlanFactory(unit=ward, **LATE)
    meeting = MeetingFactory(committee=committee)
    meetings.fill_agenda(meeting=meeting, reader=leader, today=TODAY, now=NOW)

    with django_assert_max_num_queries(75):
        html(DocumentJob.Kind.MEETING, meeting, leader)


def test_the_start_page_shows_who_leads_the_next_meeting_with_its_package(coming, leader, committee, client_of):
    package = reverse("meeting-package", args=[coming.pk])
    page = client_of(leader).get(reverse("start")).content.decode()
    assert "Møde om 7 dage: LMU Medicin" in " ".join(page.split())
    assert package in page
    member = EngagementFactory().user
    SeatFactory(committee=committee, user=member, role="other")
    assert package not in client_of(member).get(reverse("start")).content.decode()
    assert package in client_of(member).get(reverse("meeting-committee", args=[committee.pk])).content.decode()
    assert package not in client_of(EngagementFactory().user).get(coming.get_absolute_url()).content.decode()
