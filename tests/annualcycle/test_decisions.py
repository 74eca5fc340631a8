"""A decision becomes a plan, a goal or an activity, and is handed to those below, who begin a plan each or say why not."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from annualcycle.errors import NotNowError, RefusedError
from annualcycle.models import Decision, HandedDecision, WheelActivity
from annualcycle.usecases import decisions, handing, meetings
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    AgendaItemFactory,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    DiscussionFactory,
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


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2")


@pytest.fixture
def committee():
    return CommitteeFactory(name="LMU Medicin")


@pytest.fixture
def groups(committee, ward):
    made = [CommitteeFactory(name=f"Gruppe {letter}", parent=committee) for letter in "AB"]
    CoverageFactory(committee=made[0], unit=ward)
    CoverageFactory(committee=made[1], unit=UnitFactory(name="Afsnit M3"))
    return made


@pytest.fixture
def leader_of():
    def make(committee):
        person = EngagementFactory().user
        SeatFactory(committee=committee, user=person, role="chair", role_word="Formand")
        return person

    return make


def decided(committee, by, *, is_approved=True, plan=None, **columns):
    approved = {"approved_at": NOW, "approved_by": by} if is_approved else {}
    meeting = HeldMeetingFactory(committee=committee, **approved)
    item = AgendaItemFactory(meeting=meeting, title="Løft", plan=plan, outcome="Besluttet", done_at=NOW, done_by=by)
    given = {"text": "Alle afsnit tjekker deres lifte", "responsible": by, "due_on": date(2027, 3, 1), **columns}
    return Decision.objects.create(item=item, at=NOW, by=by, **given)


def hand(decision, committees, by):
    return handing.hand_down(decision=decision, committees=committees, by=by, now=NOW)


def text(client, url):
    return client.get(url).content.decode()


def test_a_decision_is_handed_to_each_below_once_and_to_nobody_else(committee, groups, leader_of):
    by = leader_of(committee)
    decision = decided(committee, by)

    assert hand(decision, groups, by) == 2
    assert hand(decision, groups, by) == 0
    for wrong in ([], [committee], [CommitteeFactory()], [*groups, CommitteeFactory(parent=committee, valid_to=TODAY)]):
        with pytest.raises(RefusedError):
            hand(decision, wrong, by)
    assert HandedDecision.objects.count() == 2


def test_a_decision_about_a_plan_that_is_confidential_is_not_handed_on_nor_read_where_it_was(committee, groups, leader_of, client_of):
    by = leader_of(committee)
    plan = PlanFactory()
    decision = decided(committee, by, text=SECRET, plan=plan)
    hand(decision, groups, by)
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)

    with pytest.raises(NotNowError):
        hand(decision, groups, by)
    chair = client_of(leader_of(groups[0]))
    assert SECRET not in text(chair, reverse("meeting-committee", args=[groups[0].pk]))
    assert chair.get(reverse("decision-detail", args=[decision.pk])).status_code == 404
    assert handing.read(decision.handed.first().pk, by, TODAY) is None


def test_it_reaches_those_below_with_the_approved_minutes_and_stands_on_their_next_agenda(committee, groups, leader_of, client_of):
    by, receiver = leader_of(committee), leader_of(groups[0])
    decision = decided(committee, by, is_approved=False)
    hand(decision, groups, by)
    page = reverse("meeting-committee", args=[groups[0].pk])
    assert decision.text not in text(client_of(receiver), page)
    assert "når referatet er godkendt" in text(client_of(by), reverse("decision-detail", args=[decision.pk]))

    meetings.approve(meeting=decision.item.meeting, by=by, now=NOW)

    shown = text(client_of(receiver), page)
    assert (decision.text in shown, "LMU Medicin" in shown, "Gør det til en handleplan" in shown) == (True, True, True)
    meeting = MeetingFactory(committee=groups[0])
    for added in (1, 0):
        assert meetings.fill_agenda(meeting=meeting, reader=receiver, today=TODAY, now=NOW) == added
    assert meeting.items.get().title == decision.text


def test_each_begins_its_own_plan_or_answers_why_not_and_the_committee_sees_which(
    committee, groups, ward, leader_of, person_with, client_of
):
    by = leader_of(committee)
    decision = decided(committee, by)
    chair = client_of(by)
    given = {"committees": [group.pk for group in groups]}
    assert chair.post(reverse("decision-hand", args=[decision.pk]), {}).status_code == 422
    assert chair.post(reverse("decision-hand", args=[decision.pk]), given).url == reverse("decision-detail", args=[decision.pk])
    first, second = HandedDecision.objects.order_by("committee__name")

    manager = person_with(Perm.EDIT_PLANS, on=ward)
    form = client_of(manager).get(reverse("plan-new"), {"from": f"handed-{first.pk}"})
    assert decision.text in form.content.decode()
    plan = PlanFactory(unit=ward, title="Vores lifte")
    handing._begun(first.pk, PlanFactory(), manager, NOW)
    assert HandedDecision.objects.filter(plan=None).count() == 2
    handing._begun(first.pk, plan, manager, NOW)

    answerer = client_of(leader_of(groups[1]))
    assert answerer.post(reverse("handed-answer", args=[second.pk]), {"because": ""}).status_code == 422
    answerer.post(reverse("handed-answer", args=[second.pk]), {"because": "Vi har ingen lifte"})
    late = answerer.post(reverse("handed-answer", args=[second.pk]), {"because": "Noget andet"}, follow=True)
    assert "Der er allerede begyndt en plan, eller nogen har svaret." in late.content.decode()

    page = text(chair, reverse("decision-detail", args=[decision.pk]))
    assert "1 af 2 har begyndt en plan" in page
    for word in ("Vores lifte", "Vi har ingen lifte", "Gruppe A", "Gruppe B"):
        assert word in page
    chair.post(reverse("handed-take-back", args=[first.pk]))
    assert HandedDecision.objects.count() == 2


def test_only_who_runs_the_receiving_committee_answers_and_only_who_runs_the_deciding_one_hands_on(committee, groups, leader_of, client_of):
    by = leader_of(committee)
    decision = decided(committee, by)
    hand(decision, groups[:1], by)
    stranger, other = client_of(EngagementFactory().user), client_of(leader_of(groups[1]))
    for client in (stranger, other):
        assert client.get(reverse("decision-detail", args=[decision.pk])).status_code == 200
        assert client.post(reverse("handed-answer", args=[decision.handed.get().pk]), {"because": "Nej"}).status_code == 403
        for name in ("hand", "goal", "wheel"):
            assert client.post(reverse(f"decision-{name}", args=[decision.pk])).status_code == 403


def test_a_plan_of_a_handed_decision_that_the_reader_may_not_see_is_said_to_be_begun_without_its_name(
    committee, groups, ward, leader_of, client_of
):
    by = leader_of(committee)
    decision = decided(committee, by)
    hand(decision, groups[:1], by)
    HandedDecision.objects.update(plan=PlanFactory(unit=ward, title=SECRET, is_confidential=True), answered_at=NOW, answered_by=by)

    page = text(client_of(by), reverse("decision-detail", args=[decision.pk]))
    assert ("Der er begyndt en plan" in page, SECRET in page) == (True, False)


def test_a_decision_becomes_a_proposed_goal_and_an_activity_once_with_who_and_when(committee, groups, leader_of, client_of):
    by = leader_of(committee)
    decision = decided(committee, by)
    chair = client_of(by)
    for _ in range(2):
        to_goal = chair.post(reverse("decision-goal", args=[decision.pk]))
        to_wheel = chair.post(reverse("decision-wheel", args=[decision.pk]))

    decision.refresh_from_db()
    goal, activity = decision.goal, decision.activity
    assert (goal.status, goal.committee, goal.first_year, goal.last_year) == ("draft", committee, 2026, 2027)
    assert by.get_full_name() in goal.text
    assert "1. marts 2027" in goal.text
    assert (activity.month, activity.day, activity.owner, activity.first_year, activity.last_year) == (3, 1, by, 2027, 2027)
    assert WheelActivity.objects.count() == 1
    assert to_goal.url == goal.get_absolute_url()
    assert chair.get(to_wheel.url).status_code == 200
    assert goal.title in text(chair, reverse("decision-detail", args=[decision.pk]))


def test_a_decision_of_an_annual_discussion_is_read_when_it_is_completed_and_handed_the_same_way(committee, groups, ward, person_with):
    reader, by = person_with(Perm.EDIT_PLANS, on=ward), UserFactory()
    drafted = Decision.objects.create(discussion=DiscussionFactory(committee=committee, year=2025), text=SECRET, at=NOW, by=by)
    decision = Decision.objects.create(discussion=CompletedDiscussionFactory(committee=committee), text="Alle måler støj", at=NOW, by=by)
    for one in (drafted, decision):
        hand(one, groups, by)

    assert list(decisions.seen_by(reader, TODAY)) == [decision]
    assert [row.decision for row in handing.waiting_at(groups[0])] == [decision]
    small = Decision.objects.create(discussion=CompletedDiscussionFactory(committee=None, unit=ward), text="Vi ses", at=NOW, by=by)
    with pytest.raises(RefusedError):
        hand(small, groups, by)
    with pytest.raises(NotNowError):
        decisions.put_in_wheel(decision=small, by=by, now=NOW)
    assert decisions.make_goal(decision=small, by=by, now=NOW).unit == ward


@pytest.mark.parametrize("count", [1, 9])
def test_a_decisions_page_and_a_committees_list_ask_as_much_for_many_as_for_one(
    committee, leader_of, client_of, count, django_assert_max_num_queries
):
    by = leader_of(committee)
    below = [CommitteeFactory(parent=committee) for _ in range(count)]
    for group in below:
        CoverageFactory(committee=group, unit=UnitFactory())
    decision = decided(committee, by)
    hand(decision, below, by)
    for row in HandedDecision.objects.all():
        HandedDecision.objects.filter(pk=row.pk).update(plan=PlanFactory(), answered_at=NOW, answered_by=UserFactory())
    for _ in range(count):
        hand(decided(committee, by, submission_id=uuid.uuid4()), below[:1], by)
    client = client_of(by)
    client.get(reverse("decision-detail", args=[decision.pk]))

    with django_assert_max_num_queries(18):
        client.get(reverse("decision-detail", args=[decision.pk]))
    with django_assert_max_num_queries(21):
        client.get(reverse("meeting-committee", args=[below[0].pk]))


def test_filling_an_agenda_leaves_out_what_was_handed_long_ago_and_answered(committee, groups, leader_of):
    by = leader_of(committee)
    decision = decided(committee, by)
    hand(decision, groups, by)
    handing.answer(handed=decision.handed.get(committee=groups[0]), because="Har vi gjort", by=by, now=NOW + timedelta(days=1))

    assert list(handing.waiting_at(groups[0])) == []
    assert handing.waiting_at(groups[1]).count() == 1
