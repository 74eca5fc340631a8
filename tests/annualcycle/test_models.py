"""What the tables of the year refuse, and who plans whose year."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annualcycle.models import AgendaItem, Discussion, Goal, GoalJudgement, GoalLink, Meeting, WheelActivity, runs_committee
from orgstructure.models import Committee
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    AgendaItemFactory,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    DiscussionFactory,
    GoalFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
    WheelActivityFactory,
)

pytestmark = pytest.mark.django_db


def refuses(name, act):
    """By the constraint or trigger of that name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert error.value.__cause__.diag.constraint_name == name


def run_by(user):
    return set(Committee.objects.filter(runs_committee(user, TODAY, "pk")))


def test_a_committees_year_is_planned_by_who_leads_it_and_by_who_has_the_right_on_all_it_covers(person_with):
    region = UnitFactory()
    hospital, other = UnitFactory(parent=region), UnitFactory(parent=region)
    top = CommitteeFactory()
    committee, elsewhere = CommitteeFactory(parent=top), CommitteeFactory(parent=top)
    CoverageFactory(committee=committee, unit=hospital)
    CoverageFactory(committee=elsewhere, unit=other)
    chair, member = UserFactory(), UserFactory()
    SeatFactory(committee=committee, user=chair, role="chair")
    SeatFactory(committee=committee, user=member, role="member")
    SeatFactory(committee=elsewhere, user=chair, role="chair", valid_to=TODAY - timedelta(days=1))

    assert run_by(chair) == {committee}
    assert run_by(member) == set()
    assert run_by(person_with(Perm.RUN_YEAR, on=hospital, reach=Reach.SUBTREE)) == {committee}
    assert run_by(person_with(Perm.RUN_YEAR, on=region, reach=Reach.SUBTREE)) == {top, committee, elsewhere}
    assert run_by(person_with(Perm.KEEP_ORGANISATION, on=region, reach=Reach.SUBTREE)) == set()


def test_a_draft_goal_is_seen_by_who_plans_that_year_and_an_adopted_one_by_everybody(person_with):
    committee = CommitteeFactory()
    chair = UserFactory()
    SeatFactory(committee=committee, user=chair, role="chair")
    adopted, draft = GoalFactory(), GoalFactory(committee=committee, status="draft")
    of_the_nation = GoalFactory(committee=None, status="draft")
    region = person_with(Perm.RUN_YEAR, on=UnitFactory(), reach=Reach.SUBTREE)

    assert set(Goal.objects.visible_to(chair, TODAY)) == {adopted, draft}
    assert set(Goal.objects.visible_to(UserFactory(), TODAY)) == {adopted}
    assert set(Goal.objects.visible_to(region, TODAY)) == {adopted, draft, of_the_nation}
    assert {one.may_edit for one in Goal.objects.with_rights_of(chair, TODAY) if one == draft} == {True}
    assert {one.may_edit for one in Goal.objects.with_rights_of(chair, TODAY) if one != draft} == {False}


def test_no_goal_stands_above_itself_however_long_the_way_round():
    nation, region, ward = GoalFactory(), GoalFactory(), GoalFactory()
    GoalLink.objects.create(goal=region, parent=nation)
    GoalLink.objects.create(goal=ward, parent=region)

    refuses("goal_links_have_no_cycle", lambda: GoalLink.objects.create(goal=nation, parent=ward))
    refuses("goal_links_have_no_cycle", lambda: GoalLink.objects.create(goal=nation, parent=nation))
    GoalLink.objects.create(goal=ward, parent=nation)
    assert set(ward.parents.all()) == {nation, region}


def test_a_target_without_a_number_is_refused():
    TargetFactory()
    refuses("goal_target_has_a_number_and_a_year", lambda: TargetFactory(target_change=None))
    refuses("goal_target_has_a_number_and_a_year", lambda: TargetFactory(measured_by="", figure_name=""))
    refuses("goal_baseline_has_year_and_comes_before_the_target", lambda: TargetFactory(baseline_year=2031))


def test_a_goal_not_reached_says_why_and_is_judged_once_a_year():
    goal = GoalFactory()

    def judged(verdict):
        return GoalJudgement.objects.create(goal=goal, year=2025, verdict=verdict, at=NOW, by=goal.made_by)

    refuses("goal_not_reached_says_why", lambda: judged("not_reached"))
    judged("reached")
    refuses("goal_is_judged_once_a_year", lambda: judged("reached"))


def test_an_activity_left_out_says_why_and_others_have_an_owner():
    above = WheelActivityFactory(goes_down=True)
    refuses("wheel_activity_left_out_says_why", lambda: WheelActivityFactory(adapts=above, is_left_out=True))
    refuses("wheel_activity_has_an_owner", lambda: WheelActivityFactory(owner_words=""))
    below = WheelActivityFactory(committee=CommitteeFactory(parent=above.committee), month=9)
    WheelActivityFactory(committee=above.committee, goes_down=False)

    assert list(WheelActivity.objects.in_wheels_of(below.committee)) == [above, below]


def test_an_activity_falls_in_every_year_or_every_third():
    third = WheelActivityFactory(first_year=2024, every=3, last_year=2030)

    assert [year for year in range(2022, 2036) if third.falls_in(year)] == [2024, 2027, 2030]


def test_a_plan_stands_once_on_an_agenda_and_is_hidden_from_who_may_not_see_it():
    plan, secret = PlanFactory(), PlanFactory(is_confidential=True)
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting, plan=plan)
    AgendaItemFactory(meeting=meeting, plan=secret, title="Kvabbelsnask")

    refuses("agenda_has_a_plan_once", lambda: AgendaItemFactory(meeting=meeting, plan=plan))
    assert [item.plan for item in AgendaItem.objects.with_plan_rights_of(UserFactory())] == [plan]


def test_minutes_being_written_are_read_by_the_members_and_run_by_who_leads():
    meeting = MeetingFactory()
    member, chair, stranger = UserFactory(), UserFactory(), UserFactory()
    SeatFactory(committee=meeting.committee, user=member, role="member")
    SeatFactory(committee=meeting.committee, user=chair, role="chair")

    def rights(user):
        row = Meeting.objects.with_rights_of(user, TODAY).get()
        return row.may_run, row.may_read_draft

    assert [rights(one) for one in (chair, member, stranger)] == [(True, True), (False, True), (False, False)]


def test_a_discussion_being_held_is_read_by_the_members_of_that_day_and_held_by_who_leads():
    discussion = DiscussionFactory(committee=CommitteeFactory(parent=CommitteeFactory()))
    committee = discussion.committee
    chair, member, former, above, below = UserFactory.create_batch(5)
    SeatFactory(committee=committee, user=chair, role="chair")
    SeatFactory(committee=committee, user=member, role="member")
    SeatFactory(committee=committee, user=former, role="chair", valid_to=TODAY)
    SeatFactory(committee=committee.parent, user=above, role="member")
    SeatFactory(committee=CommitteeFactory(parent=committee), user=below, role="chair")
    small = DiscussionFactory(committee=None, unit=UnitFactory())

    def rights(user):
        row = Discussion.objects.with_rights_of(user, TODAY).get(pk=discussion.pk)
        return row.may_hold, row.may_read, discussion in Discussion.objects.visible_to(user, TODAY)

    assert [rights(one) for one in (chair, member)] == [(True, True, True), (False, True, True)]
    assert [rights(one) for one in (former, above, below, UserFactory())] == [(False, False, False)] * 4
    assert small not in Discussion.objects.visible_to(member, TODAY)


def test_one_discussion_a_place_and_year():
    discussion = DiscussionFactory()

    refuses("discussion_of_a_committee_is_one_a_year", lambda: DiscussionFactory(committee=discussion.committee))
    refuses("discussion_is_of_one_place", lambda: DiscussionFactory(committee=None))
    DiscussionFactory(committee=discussion.committee, year=2027)
    small = DiscussionFactory(committee=None, unit=UnitFactory())
    refuses("discussion_is_of_one_place", lambda: DiscussionFactory(unit=UnitFactory()))
    refuses("discussion_of_a_unit_is_one_a_year", lambda: DiscussionFactory(committee=None, unit=small.unit))


@pytest.mark.parametrize(
    "columns",
    [{"held_on": None}, {"meeting_interval": ""}, {"completed_at": None}, {"completed_by": None}, {"status": "open"}],
    ids=["day", "interval", "time", "name", "open again"],
)
def test_a_discussion_is_completed_with_day_interval_time_and_name_or_is_open(columns):
    refuses("discussion_completed_has_day_interval_and_name", lambda: CompletedDiscussionFactory(**columns))
