"""Meetings: an agenda that fills itself, what becomes of its items, and minutes that are approved once."""

import uuid
from datetime import date, timedelta

import pytest

from actionplans.models import LiftedMatter
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import AgendaItem, Decision, Meeting
from annualcycle.usecases import meetings
from orgstructure.models import DeputyAct
from tests.factories import (
    LATE,
    NOW,
    TODAY,
    CommitteeFactory,
    DraftFactory,
    HeldMeetingFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def by():
    return UserFactory()


def fill(meeting, by):
    return meetings.fill_agenda(meeting=meeting, reader=by, today=TODAY, now=NOW)


def agenda(meeting):
    return [(item.kind, item.title) for item in meeting.items.left().order_by("position")]


def lifted(unit, to, **columns):
    given = {"title": "Liften", "question": "Kan vi få en?", "answer_by": TODAY, "asked_at": NOW, "asked_by": UserFactory(), **columns}
    return LiftedMatter.objects.create(from_unit=unit, to_unit=to, **given)


def running(committee, by):
    meeting = MeetingFactory(committee=committee)
    meetings.begin(meeting=meeting, by=by, now=NOW)
    return meeting


def test_the_agenda_fills_itself_in_order_and_filling_it_again_adds_nothing(committee, ward, by):
    answered = {"answer": "Ja", "answered_at": NOW - timedelta(days=3), "answered_by": by}
    lifted(ward, UnitFactory(), title="Svaret", **answered)
    lifted(ward, UnitFactory(), title="Gammelt svar", answer="Ja", answered_at=NOW - timedelta(days=200), answered_by=by)
    lifted(UnitFactory(), ward, title="Løftet hertil")
    PlanFactory(unit=ward, title="Stået stille", starts_on=date(2026, 8, 1), touched_at=NOW - timedelta(days=90))
    PlanFactory(unit=ward, title="Forsinket", **LATE)
    PlanFactory(unit=ward, title="Vurderes", status="awaiting", **LATE)
    PlanFactory(unit=ward, title="Går godt")
    PlanFactory(title="Et andet sted", **LATE)
    meeting = MeetingFactory(committee=committee)

    assert fill(meeting, by) == 5
    assert agenda(meeting) == [
        ("evaluate", "Vurderes"), ("overdue", "Forsinket"), ("stalled", "Stået stille"),
        ("matter", "Løftet hertil"), ("answer", "Svaret"),
    ]  # fmt: skip
    assert fill(meeting, by) == 0


def test_a_plan_to_be_evaluated_by_the_day_of_the_meeting_is_on_its_agenda(committee, ward, by):
    due = {"starts_on": date(2026, 1, 1), "implement_by": date(2026, 6, 1), "expected_closing_on": date(2027, 1, 1)}
    PlanFactory(unit=ward, title="I morgen", status="awaiting", evaluate_on=TODAY + timedelta(days=1), **due)
    PlanFactory(unit=ward, title="Senere", status="awaiting", evaluate_on=TODAY + timedelta(days=20), **due)
    meeting = MeetingFactory(committee=committee)

    fill(meeting, by)

    assert agenda(meeting) == [("evaluate", "I morgen")]


def test_confidential_plans_and_drafts_are_never_on_an_agenda_not_even_of_who_may_read_them(committee, ward, by):
    PlanFactory(unit=ward, title=SECRET, owner=by, is_confidential=True, **LATE)
    DraftFactory(unit=ward, title=SECRET, created_by=by)
    closed = PlanFactory(unit=ward, title=SECRET, owner=by, is_confidential=True)
    lifted(UnitFactory(), ward, title=SECRET, plan=closed)
    meeting = MeetingFactory(committee=committee)

    assert fill(meeting, by) == 0
    assert not AgendaItem.objects.filter(title=SECRET).exists()


def test_what_turns_confidential_later_is_no_longer_read_on_the_agenda(committee, ward, by):
    plan = PlanFactory(unit=ward, title=SECRET, **LATE)
    lifted(UnitFactory(), ward, title=SECRET, plan=plan)
    meeting = MeetingFactory(committee=committee)
    assert fill(meeting, by) == 2

    type(plan).objects.filter(pk=plan.pk).update(is_confidential=True)

    assert list(AgendaItem.objects.with_plan_rights_of(UserFactory())) == []


def test_a_committee_that_covers_nothing_has_an_empty_agenda(by):
    PlanFactory(**LATE)

    assert fill(MeetingFactory(committee=CommitteeFactory()), by) == 0


def test_what_was_taken_out_stays_out_until_it_is_put_back_at_its_old_place(committee, ward, by):
    for title in ("A", "B"):
        PlanFactory(unit=ward, title=title, **LATE)
    meeting = MeetingFactory(committee=committee)
    fill(meeting, by)
    first = meeting.items.get(title="A")

    meetings.take_out(item=first, by=by, now=NOW)
    assert fill(meeting, by) == 0
    assert agenda(meeting) == [("overdue", "B")]
    with pytest.raises(NotNowError):
        meetings.take_out(item=first, by=by, now=NOW)
    meetings.put_back(item=first)

    assert agenda(meeting) == [("overdue", "A"), ("overdue", "B")]


def test_items_move_past_each_other_and_keep_their_places_when_more_comes(committee, ward, by):
    for title in ("A", "B", "C"):
        PlanFactory(unit=ward, title=title, **LATE)
    meeting = MeetingFactory(committee=committee)
    fill(meeting, by)
    meetings.take_out(item=meeting.items.get(title="B"), by=by, now=NOW)

    meetings.move(item=meeting.items.get(title="C"), is_up=True)
    meetings.move(item=meeting.items.get(title="C"), is_up=True)
    meetings.add_item(meeting=meeting, title="Kaffe", text="")
    meetings.add_item(meeting=meeting, title="Kaffe", text="Med kage")
    PlanFactory(unit=ward, title="D", **LATE)
    fill(meeting, by)

    assert [title for _kind, title in agenda(meeting)] == ["C", "A", "Kaffe", "D"]
    assert meeting.items.get(title="Kaffe").text == "Med kage"


def test_an_item_put_off_is_on_the_next_agenda_at_once_or_as_soon_as_there_is_one(committee, by):
    first = MeetingFactory(committee=committee)
    for title in ("Nu", "Siden"):
        meetings.add_item(meeting=first, title=title, text="Hvorfor")
    meetings.postpone(item=first.items.get(title="Siden"), by=by, now=NOW)
    given = {"starts_at": first.starts_at + timedelta(days=30)}
    second = meetings.plan(committee=committee, given=given, submission_id=uuid.uuid4(), by=by, now=NOW)
    assert agenda(second) == [("own", "Siden")]

    meetings.postpone(item=first.items.get(title="Nu"), by=by, now=NOW)

    assert agenda(second) == [("own", "Siden"), ("own", "Nu")]
    assert agenda(first) == []
    assert fill(second, by) == 0


def test_a_meeting_called_off_hands_its_own_items_on(committee, by):
    meeting = MeetingFactory(committee=committee)
    following = MeetingFactory(committee=committee, starts_at=meeting.starts_at + timedelta(days=30))
    meetings.add_item(meeting=meeting, title="Indeklima", text="")

    meetings.cancel(meeting=meeting, by=by, now=NOW)

    assert agenda(following) == [("own", "Indeklima")]
    for act in (lambda: meetings.cancel(meeting=meeting, by=by, now=NOW), lambda: meetings.begin(meeting=meeting, by=by, now=NOW)):
        with pytest.raises(NotNowError):
            act()
    with pytest.raises(NotNowError):
        meetings.change(meeting=meeting, given={"place": "x"}, version=meeting.version)


def test_a_meeting_sent_twice_is_one(committee, by):
    words = {"committee": committee, "given": {"starts_at": NOW + timedelta(days=9)}, "submission_id": uuid.uuid4(), "by": by, "now": NOW}

    assert meetings.plan(**words) == meetings.plan(**words)
    assert Meeting.objects.count() == 1


def test_two_who_change_a_meeting_at_once_are_told(committee):
    meeting = MeetingFactory(committee=committee)
    meetings.change(meeting=meeting, given={"place": "Lokale 1"}, version=1)

    with pytest.raises(StaleError):
        meetings.change(meeting=meeting, given={"place": "Lokale 2"}, version=1)
    assert Meeting.objects.get().place == "Lokale 1"


def test_a_meeting_is_begun_dealt_with_held_and_approved(committee, by):
    SeatFactory(committee=committee, user=UserFactory(), role="member", role_word="Medlem")
    meeting = MeetingFactory(committee=committee)
    meetings.add_item(meeting=meeting, title="Støj", text="")
    meetings.add_item(meeting=meeting, title="Nåede vi ikke", text="")
    item = meeting.items.get(title="Støj")
    with pytest.raises(NotNowError):
        meetings.deal(item=item, words={"said": "", "outcome": "Vi måler"}, version=1, by=by, now=NOW)

    meetings.begin(meeting=meeting, by=by, now=NOW)
    with pytest.raises(RefusedError):
        meetings.deal(item=item, words={"said": "", "outcome": ""}, version=1, by=by, now=NOW)
    meetings.deal(item=item, words={"said": "Det larmer", "outcome": "Vi måler"}, version=1, by=by, now=NOW)
    with pytest.raises(StaleError):
        meetings.deal(item=item, words={"said": "Andet", "outcome": "Andet"}, version=1, by=by, now=NOW)
    there = meeting.attendances.get()
    assert (there.role, there.was_there) == ("Medlem", True)
    meetings.write_minutes(meeting=meeting, words={"opening_words": "Velkommen"}, present=[], version=meeting.version)
    meetings.hold(meeting=meeting, by=by, now=NOW)

    assert (meeting.status, meeting.held_at) == ("held", NOW)
    assert meeting.items.get(title="Nåede vi ikke").is_postponed
    assert not meeting.attendances.get().was_there
    meetings.approve(meeting=meeting, by=by, now=NOW)
    assert (meeting.approved_at, meeting.approved_by) == (NOW, by)
    with pytest.raises(NotNowError):
        meetings.deal(item=item, words={"said": "", "outcome": "Om igen"}, version=item.version, by=by, now=NOW)
    with pytest.raises(NotNowError):
        meetings.approve(meeting=meeting, by=by, now=NOW)


def test_the_plan_that_was_not_reached_comes_to_the_next_meeting_though_its_date_is_moved(committee, ward, by):
    plan = PlanFactory(unit=ward, **LATE)
    meeting = running(committee, by)
    meetings.hold(meeting=meeting, by=by, now=NOW)
    type(plan).objects.filter(pk=plan.pk).update(expected_closing_on=TODAY + timedelta(days=400))

    following = MeetingFactory(committee=committee, starts_at=meeting.starts_at + timedelta(days=30))
    fill(following, by)

    assert [item.plan for item in following.items.all()] == [plan]


def test_a_decision_has_somebody_and_a_day_and_is_taken_back_only_while_nothing_has_become_of_it(committee, ward, by):
    meeting = running(committee, by)
    item = meetings.add_item(meeting=meeting, title="Støj", text="")
    given = {"text": "Vi køber målere", "responsible": by, "due_on": TODAY, "submission_id": uuid.uuid4()}
    one = meetings.decide(item=item, given=given, by=by, now=NOW)
    assert meetings.decide(item=item, given=given, by=by, now=NOW) == one

    two = meetings.decide(item=item, given=given | {"submission_id": uuid.uuid4()}, by=by, now=NOW)
    Decision.objects.filter(pk=two.pk).update(plan=PlanFactory(unit=ward))
    meetings.take_back_decision(decision=one)
    with pytest.raises(NotNowError):
        meetings.take_back_decision(decision=two)
    assert list(Decision.objects.all()) == [two]


def test_answers_count_since_the_meeting_before(committee, ward, by):
    HeldMeetingFactory(committee=committee)
    lifted(ward, UnitFactory(), title="Før sidst", answer="Ja", answered_at=NOW - timedelta(days=40), answered_by=by)
    lifted(ward, UnitFactory(), title="Siden sidst", answer="Ja", answered_at=NOW - timedelta(days=4), answered_by=by)
    meeting = MeetingFactory(committee=committee)

    fill(meeting, by)

    assert agenda(meeting) == [("answer", "Siden sidst")]


def test_of_very_many_plans_the_longest_waiting_come_and_filling_again_brings_no_more(committee, ward, by):
    for number in range(meetings.MOST_OF_A_KIND + 3):
        PlanFactory(unit=ward, title=f"P{number:02}", **LATE)
    meeting = MeetingFactory(committee=committee)

    assert fill(meeting, by) == meetings.MOST_OF_A_KIND
    assert fill(meeting, by) == 0


def test_who_holds_the_meeting_in_own_name_is_nobodys_deputy(committee, by):
    running(committee, by)

    assert not DeputyAct.objects.exists()
