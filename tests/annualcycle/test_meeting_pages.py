"""The pages of meetings: agenda for everybody, minutes for the members until they are approved, run by who leads."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.usecases import life, stalling
from actionplans.usecases.stalling import StallSaid
from annualcycle.models import AgendaItem, Decision, Meeting
from annualcycle.usecases import meetings
from orgstructure.permissions import Perm
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
    UnitFactory,
    UserFactory,
    default_checklist,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def chair(leader, client_of):
    return client_of(leader)


@pytest.fixture
def employee(client_of):
    return client_of(EngagementFactory().user)


def text(client, url):
    return client.get(url).content.decode()


def written(**changes):
    return {"day": "12-01-2027", "begins": "14:30", "minutes_long": "60", "place": "Lokale 4", "title": "", **changes}


def test_the_chair_plans_a_meeting_and_finds_what_waits_on_its_agenda(committee, ward, leader, chair):
    plan = PlanFactory(unit=ward, title="Liften mangler", **LATE)
    stalling.check(plan, StallSaid(default_checklist(), uuid.uuid4(), cause="decided_against"), by=leader, now=NOW)
    assert reverse("meeting-committee", args=[committee.pk]) in text(chair, reverse("year-start"))
    assert reverse("meeting-committee", args=[committee.pk]) in text(chair, reverse("goal-committee", args=[committee.pk]))
    assert reverse("meeting-new", args=[committee.pk]) in text(chair, reverse("meeting-committee", args=[committee.pk]))

    key = str(uuid.uuid4())
    for _ in range(2):
        answer = chair.post(reverse("meeting-new", args=[committee.pk]), written(submission_id=key))

    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    page = text(chair, answer.url)
    assert "12. januar 2027 kl. 14.30" in page
    assert "Liften mangler" in page
    assert "Hvorfor den er gået i stå" in page


def test_what_is_typed_wrong_is_told_beside_the_field_and_stays(committee, chair):
    answer = chair.post(reverse("meeting-new", args=[committee.pk]), written(day="i morgen", begins="halv tre", place="Kantinen"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"day", "begins"}
    assert "Kantinen" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_everybody_reads_the_agenda_and_nobody_else_the_minutes_until_they_are_approved(committee, chair, leader, employee):
    meeting = HeldMeetingFactory(committee=committee, opening_words=SECRET)
    item = AgendaItemFactory(meeting=meeting, title="Støj på stuen", said=SECRET, outcome=SECRET, done_at=NOW, done_by=leader)
    Decision.objects.create(item=item, text=SECRET, responsible=leader, due_on=TODAY, at=NOW, by=leader)

    page = text(employee, meeting.get_absolute_url())
    assert ("Støj på stuen" in page, SECRET in page) == (True, False)
    assert text(chair, meeting.get_absolute_url()).count(SECRET) >= 4
    chair.post(reverse("meeting-approve", args=[meeting.pk]))

    page = text(employee, meeting.get_absolute_url())
    assert page.count(SECRET) >= 4
    assert "Gør det til en handleplan" not in page


def test_an_item_about_a_plan_that_became_confidential_is_not_there(committee, ward, leader, employee, chair):
    meeting = MeetingFactory(committee=committee)
    plan = PlanFactory(unit=ward, title=SECRET, **LATE)
    meetings.fill_agenda(meeting=meeting, reader=leader, today=TODAY, now=NOW)
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)

    for client in (employee, chair):
        assert SECRET not in text(client, meeting.get_absolute_url())
    for name in ("meeting-item-out", "meeting-item-up"):
        assert chair.post(reverse(name, args=[meeting.items.get().pk])).status_code == 404


def test_a_matter_about_a_confidential_plan_stands_on_the_agenda_only_for_who_may_see_the_plan(
    committee, ward, chair, person_with, client_of
):
    manager = person_with(Perm.VIEW_CLOSED_PLANS, on=ward)
    asked = {"title": SECRET, "question": SECRET, "answer_by": TODAY, "asked_at": NOW, "asked_by": manager}
    plan = PlanFactory(unit=ward, title="Kun for lederen", is_confidential=True)
    hidden = LiftedMatter.objects.create(from_unit=ward, to_unit=UnitFactory(), plan=plan, **asked)
    open_one = LiftedMatter.objects.create(
        from_unit=ward, to_unit=UnitFactory(), **asked | {"title": "Liften", "question": "Kan vi få en?"}
    )
    meeting = MeetingFactory(committee=committee)
    for matter in (hidden, open_one):
        AgendaItemFactory(meeting=meeting, matter=matter, kind="matter", title=matter.title)

    shown = [text(client, meeting.get_absolute_url()) for client in (chair, client_of(manager))]

    assert [(SECRET in page, "Kan vi få en?" in page) for page in shown] == [(False, True), (True, True)]


def test_the_employee_changes_nothing(committee, employee):
    meeting = MeetingFactory(committee=committee)
    item = AgendaItemFactory(meeting=meeting)
    for name in ("edit", "minutes", "fill", "begin", "hold", "approve", "cancel", "item-new"):
        assert employee.post(reverse(f"meeting-{name}", args=[meeting.pk])).status_code == 403, name
    for name in ("item", "item-up", "item-down", "item-out", "item-back", "item-postpone"):
        assert employee.post(reverse(f"meeting-{name}", args=[item.pk])).status_code == 403, name
    assert employee.post(reverse("meeting-new", args=[committee.pk]), written()).status_code == 403
    assert "Begynd mødet" not in text(employee, meeting.get_absolute_url())


def test_items_are_added_moved_taken_off_and_put_back_with_buttons(committee, chair):
    meeting = MeetingFactory(committee=committee)
    for title in ("Først", "Så"):
        chair.post(reverse("meeting-item-new", args=[meeting.pk]), {"title": title, "text": "Vi skal tale om det"})
    first, second = meeting.items.order_by("position")

    chair.post(reverse("meeting-item-down", args=[first.pk]))
    assert list(meeting.items.order_by("position")) == [second, first]
    chair.post(reverse("meeting-item-out", args=[second.pk]))
    page = text(chair, meeting.get_absolute_url())
    assert "1 punkt taget af dagsordenen" in page
    chair.post(reverse("meeting-item-back", args=[second.pk]))
    chair.post(reverse("meeting-item-postpone", args=[first.pk]))

    assert list(meeting.items.left()) == [second]
    assert "Sat på næste mødes dagsorden" in text(chair, meeting.get_absolute_url())


def test_a_meeting_from_its_beginning_to_approved_minutes_and_a_plan(committee, ward, leader, chair, person_with, client_of):
    meeting = MeetingFactory(committee=committee)
    chair.post(reverse("meeting-item-new", args=[meeting.pk]), {"title": "Støj"})
    item = meeting.items.get()
    chair.post(reverse("meeting-begin", args=[meeting.pk]))
    given = {"said": "Det larmer", "outcome": "Vi måler", "version": item.version, "submission_id": str(uuid.uuid4())}
    refused = chair.post(reverse("meeting-item", args=[item.pk]), given | {"decision": "Vi køber målere"})
    assert set(refused.context["form"].errors) == {"responsible", "due_on"}
    told = {"decision": "Vi køber målere", "responsible": leader.pk, "due_on": "01-03-2027"}
    chair.post(reverse("meeting-item", args=[item.pk]), given | told)
    stale = chair.post(reverse("meeting-item", args=[item.pk]), given | {"outcome": "Noget andet"})
    assert (stale.status_code, "Noget andet" in stale.content.decode()) == (422, True)

    there = meeting.attendances.get()
    minutes = {"present": [there.pk], "opening_words": "Velkommen", "closing_words": "Tak", "version": Meeting.objects.get().version}
    chair.post(reverse("meeting-minutes", args=[meeting.pk]), minutes)
    chair.post(reverse("meeting-hold", args=[meeting.pk]))
    page = text(chair, meeting.get_absolute_url())
    for word in ("Velkommen", "Tak", "Vi måler", "Vi køber målere", f"{leader.get_full_name()} (Formand)"):
        assert word in page
    chair.post(reverse("meeting-approve", args=[meeting.pk]))

    decision = Decision.objects.get()
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    form = client_of(manager).get(reverse("plan-new"), {"from": f"decision-{decision.pk}"})
    assert form.status_code == 200
    assert "Vi køber målere" in form.content.decode()
    assert chair.post(reverse("meeting-decision-remove", args=[decision.pk])).status_code == 302
    assert Decision.objects.filter(pk=decision.pk).exists()
    assert chair.get(reverse("meeting-minutes", args=[meeting.pk])).status_code == 404


def test_a_decision_in_a_draft_is_no_proposal_to_somebody_outside_the_committee(committee, ward, leader, person_with, client_of):
    meeting = HeldMeetingFactory(committee=committee)
    item = AgendaItemFactory(meeting=meeting, outcome="x", done_at=NOW, done_by=leader)
    decision = Decision.objects.create(item=item, text=SECRET, at=NOW, by=leader)

    form = client_of(person_with(Perm.EDIT_PLANS, on=ward)).get(reverse("plan-new"), {"from": f"decision-{decision.pk}"})

    assert SECRET not in form.content.decode()


def test_what_changed_since_the_last_meeting_stands_in_figures(committee, ward, chair, employee):
    HeldMeetingFactory(committee=committee)
    meeting = MeetingFactory(committee=committee)
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=3))
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=3), is_confidential=True, title=SECRET)
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=300), **LATE | {"expected_closing_on": TODAY - timedelta(days=2)})
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=300), **LATE)
    closed = ClosedPlanFactory(unit=ward, published_at=NOW - timedelta(days=300))
    ActionPlan.objects.filter(pk=closed.pk).update(ended_at=NOW - timedelta(days=2))
    PlanFactory(published_at=NOW - timedelta(days=3))
    left = PlanFactory(unit=ward, published_at=NOW - timedelta(days=300))
    life.leave(left, code="merged", reason="Med i en ny", by=left.owner, now=NOW - timedelta(days=2))

    answer = employee.get(meeting.get_absolute_url())

    changes = answer.context["page"].changes
    assert (changes.new, changes.closed, changes.overdue) == (1, 1, 1)
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_a_meeting_asks_as_many_questions_for_a_long_agenda_as_for_a_short_one(
    committee, ward, leader, chair, count, django_assert_max_num_queries
):
    HeldMeetingFactory(committee=committee)
    for _ in range(count):
        PlanFactory(unit=ward, **LATE)
    meeting = MeetingFactory(committee=committee)
    meetings.begin(meeting=meeting, by=leader, now=NOW)
    for item in AgendaItem.objects.all():
        Decision.objects.create(item=item, text="Ja", responsible=UserFactory(), due_on=TODAY, plan=PlanFactory(), at=NOW, by=leader)
    chair.get(meeting.get_absolute_url())

    with django_assert_max_num_queries(20):
        chair.get(meeting.get_absolute_url())
    meetings.hold(meeting=meeting, by=leader, now=NOW)
    with django_assert_max_num_queries(6):
        chair.get(meeting.get_absolute_url())


@pytest.mark.parametrize("count", [1, 9])
def test_a_committees_list_asks_as_many_questions_for_many_meetings_as_for_one(committee, chair, count, django_assert_max_num_queries):
    for number in range(count):
        MeetingFactory(committee=committee, starts_at=NOW + timedelta(days=number))
        HeldMeetingFactory(committee=committee)

    with django_assert_max_num_queries(5):
        chair.get(reverse("meeting-committee", args=[committee.pk]))


def test_meetings_that_were_are_turned_page_by_page_the_last_first(committee, employee):
    for number in range(14):
        HeldMeetingFactory(committee=committee, title=f"Møde {number:02}", starts_at=NOW - timedelta(days=number + 1))
    HeldMeetingFactory(title=SECRET)
    url = reverse("meeting-committee", args=[committee.pk])

    first, second = text(employee, url), text(employee, f"{url}?page=2")

    assert [number for number in range(14) if f"Møde {number:02}" in first] == list(range(12))
    assert [number for number in range(14) if f"Møde {number:02}" in second] == [12, 13]
    assert SECRET not in first + second


def test_a_decision_that_became_a_plan_the_chair_may_not_see_is_not_offered_once_more(committee, ward, leader, chair):
    meeting = HeldMeetingFactory(committee=committee)
    item = AgendaItemFactory(meeting=meeting, outcome="x", done_at=NOW, done_by=leader)
    hidden = PlanFactory(unit=ward, title=SECRET, is_confidential=True)
    Decision.objects.create(item=item, text="Vi taler med de to", plan=hidden, at=NOW, by=leader)

    page = text(chair, meeting.get_absolute_url())

    assert ("Vi taler med de to" in page, SECRET in page) == (True, False)
    assert reverse("meeting-decision-remove", args=[Decision.objects.get().pk]) not in page
