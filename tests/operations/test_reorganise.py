"""A reorganisation loses nothing: units, plans, people, roles and history, by hand and through the feed."""

import random
import uuid
from datetime import timedelta

import pytest

from actionplans.models import ActionPlan, PlanPlacement
from orgstructure.feed.rows import ENGAGEMENTS, UNITS
from orgstructure.models import Coverage, Engagement, RoleHolding, Unit, UnitPeriod, UnitSuccession
from orgstructure.models.roles import HoldingSource
from orgstructure.past import units_below
from orgstructure.permissions import Perm, Role
from orgstructure.usecases.units import ReorganiseError, let_the_feed_decide
from safetynet.operations import reorganise
from safetynet.operations.waiting import Proposal, waiting
from tests.factories import NOW, TODAY, ClosedPlanFactory, CoverageFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory
from tests.orgstructure.feeds import SmallFeed, code

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
WHEN = {"today": TODAY, "now": NOW}


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospital")


@pytest.fixture
def wards(hospital):
    return UnitFactory(name="Afsnit A", parent=hospital), UnitFactory(name="Afsnit B", parent=hospital)


@pytest.fixture
def consultant(hospital, person_with):
    return person_with(Perm.REORGANISE, on=hospital)


def unit(name):
    return Unit.objects.get(source_key=code(name))


def test_merged_wards_leave_their_plans_drafts_people_coverage_and_roles_to_the_one_that_carries_on(wards, consultant):
    old, new = wards
    plan, draft, elsewhere = PlanFactory(unit=old), DraftFactory(unit=old), PlanFactory()
    nurse = EngagementFactory(unit=old).user
    group = CoverageFactory(unit=old).committee
    given = {"source": HoldingSource.MANUAL, "by": consultant, "reason": "Vikar", "submission_id": uuid.uuid4()}
    while_away = {"valid_from": YESTERDAY, "valid_to": TODAY + timedelta(days=30)}
    RoleHolding.objects.create(user=nurse, role=Role.COORDINATOR, unit=old, **given, **while_away)

    reorganise.merge(sources=[old], into=new, by=consultant, **WHEN)

    assert set(ActionPlan.objects.filter(unit=new)) == {plan, draft}
    assert ActionPlan.objects.get(pk=elsewhere.pk).unit == elsewhere.unit
    assert list(PlanPlacement.objects.filter(plan=plan).order_by("valid_from").values_list("unit", "valid_to")) == [
        (old.pk, TODAY),
        (new.pk, None),
    ]
    assert Engagement.objects.current(TODAY).get(user=nurse).unit == new
    assert Coverage.objects.get(committee=group, valid_to=None).unit == new
    assert RoleHolding.objects.current(TODAY).get(user=nurse, source=HoldingSource.MANUAL).unit == new
    assert UnitSuccession.objects.get(predecessor=old).successor == new
    assert Unit.objects.get(pk=old.pk).valid_to == TODAY


def test_a_closed_plan_stays_where_it_happened_and_one_placed_today_is_only_corrected(wards, consultant):
    closed, plan = ClosedPlanFactory(unit=wards[0]), PlanFactory(unit=wards[0])
    PlanPlacement.objects.filter(plan=plan).update(valid_from=TODAY)

    reorganise.merge(sources=[wards[0]], into=wards[1], by=consultant, **WHEN)

    assert ActionPlan.objects.get(pk=closed.pk).unit == wards[0]
    assert PlanPlacement.objects.get(plan=plan).unit == wards[1]


def test_history_keeps_the_old_name_and_the_old_tree(hospital, wards, consultant):
    clinic = UnitFactory(name="Klinik", parent=hospital)

    reorganise.rename(unit=wards[0], name="Akutafsnit", by=consultant, today=TODAY)
    reorganise.move(unit=wards[0], parent=clinic, by=consultant, **WHEN)

    before, after = UnitPeriod.objects.filter(unit=wards[0]).order_by("valid_from")
    assert (before.name, before.parent, before.valid_to) == ("Afsnit A", hospital, TODAY)
    assert (after.name, after.parent, after.valid_to) == ("Akutafsnit", clinic, None)
    assert wards[0].pk not in units_below(clinic, YESTERDAY)
    assert wards[0].pk in units_below(clinic, TODAY)


def test_paths_are_the_parents_path_and_the_own_key_after_random_moves(hospital, consultant):
    chance = random.Random(4)
    made = [hospital]
    for _number in range(25):
        made.append(UnitFactory(parent=Unit.objects.get(pk=chance.choice(made).pk)))
    for _number in range(40):
        one, other = chance.sample(made[1:], 2)
        try:
            reorganise.move(unit=one, parent=other, by=consultant, **WHEN)
        except ReorganiseError:
            assert Unit.objects.get(pk=other.pk).path.startswith(Unit.objects.get(pk=one.pk).path)

    for one in Unit.objects.exclude(parent=None).select_related("parent"):
        assert one.path == f"{one.parent.path}{one.pk}/"
        assert one.depth == one.parent.depth + 1
        assert UnitPeriod.objects.get(unit=one, valid_to=None).path == one.path


def test_a_unit_is_not_moved_under_itself_nor_to_a_taken_name_nor_after_it_closed(hospital, wards, consultant):
    below = UnitFactory(parent=wards[0], name="Team")
    with pytest.raises(ReorganiseError):
        reorganise.move(unit=wards[0], parent=below, by=consultant, **WHEN)
    with pytest.raises(ReorganiseError):
        reorganise.rename(unit=wards[0], name="afsnit b", by=consultant, today=TODAY)
    with pytest.raises(ReorganiseError):
        reorganise.close(unit=wards[0], by=consultant, **WHEN)
    reorganise.merge(sources=[wards[0]], into=wards[1], by=consultant, **WHEN)
    with pytest.raises(ReorganiseError):
        reorganise.merge(sources=[wards[0]], into=hospital, by=consultant, **WHEN)
    assert Unit.objects.get(pk=below.pk).parent == wards[1]


def test_a_unit_that_moved_today_can_be_closed_today(hospital, wards, consultant):
    reorganise.move(unit=wards[0], parent=wards[1], by=consultant, **WHEN)

    reorganise.close(unit=wards[0], by=consultant, **WHEN)

    assert list(UnitPeriod.objects.filter(unit=wards[0]).values_list("parent", "valid_to")) == [(hospital.pk, TODAY)]


def test_only_who_holds_the_right_above_all_units_touched_may_reorganise(hospital, wards, person_with):
    elsewhere = UnitFactory(name="Andet hospital")
    of_one_ward = person_with(Perm.REORGANISE, on=wards[0])
    of_the_hospital = person_with(Perm.REORGANISE, on=hospital)
    with pytest.raises(PermissionError):
        reorganise.merge(sources=[wards[0]], into=wards[1], by=of_one_ward, **WHEN)
    with pytest.raises(PermissionError):
        reorganise.move(unit=wards[0], parent=elsewhere, by=of_the_hospital, **WHEN)
    assert not Unit.objects.exclude(valid_to=None).exists()


def test_plans_of_a_unit_closed_without_successor_wait_with_a_named_person_until_somebody_decides(hospital, wards, consultant):
    head = EngagementFactory(unit=hospital).user
    Unit.objects.filter(pk=hospital.pk).update(manager=head)
    plan = PlanFactory(unit=wards[0])
    PlanFactory(unit=wards[1])

    assert reorganise.close(unit=wards[0], by=consultant, **WHEN) == 1
    (waits,) = waiting(TODAY)
    assert (waits.plans, waits.decides) == ((plan,), head)

    reorganise.decide_unit(old=wards[0], new=wards[1], by=head, **WHEN)
    assert waiting(TODAY) == []


# --- With the feed --------------------------------------------------------------------------------------
@pytest.fixture
def brought_in(tmp_path, person_with):
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    return feed, person_with(Perm.REORGANISE, on=unit("Region"))


def tomorrow(feed):
    return feed.bring_in(today=TOMORROW, is_confirmed=True)


def test_a_feed_that_still_tells_the_old_tree_undoes_no_reorganisation(brought_in):
    feed, by = brought_in
    plan = PlanFactory(unit=unit("Afsnit"))
    team = reorganise.create(name="Nyt team", parent=unit("Klinik"), by=by, **WHEN)
    reorganise.merge(sources=[unit("Afsnit")], into=unit("Klinik"), by=by, **WHEN)
    reorganise.rename(unit=unit("Klinik"), name="Ny klinik", by=by, today=TODAY)

    result = tomorrow(feed)

    counts = result.run.counts
    assert {kind: n for kind, n in counts["units"].items() if n and kind != "unchanged"} in ({}, {"changed": 1}, {"changed": 2})
    assert unit("Klinik").name == "Ny klinik"
    assert unit("Afsnit").valid_to == TOMORROW  # it began today, and a unit is there for a day at least
    assert Unit.objects.get(pk=team.pk).valid_to is None
    assert set(Engagement.objects.current(TOMORROW).filter(number__in=("300", "301")).values_list("unit", flat=True)) == {unit("Klinik").pk}
    assert Coverage.objects.get(committee__name="AMG 1", valid_to=None).unit == unit("Klinik")
    assert ActionPlan.objects.get(pk=plan.pk).unit == unit("Klinik")


def test_a_hold_is_lifted_when_the_feed_says_the_same_or_somebody_lets_it_decide(brought_in):
    feed, by = brought_in
    reorganise.rename(unit=unit("Klinik"), name="Ny klinik", by=by, today=TODAY)
    reorganise.rename(unit=unit("Afsnit"), name="Andet afsnit", by=by, today=TODAY)
    let_the_feed_decide(unit=unit("Afsnit"))

    tomorrow(feed.change(UNITS, "Klinik", **{feed_name_column(): "Ny klinik"}))

    assert (unit("Klinik").name, unit("Klinik").held_since) == ("Ny klinik", None)
    assert unit("Afsnit").name == "Afsnit"


def feed_name_column():
    from orgstructure.feed.reader import COLUMNS

    return COLUMNS[UNITS][0]


def test_a_unit_put_below_another_by_hand_which_the_feed_puts_above_follows_the_feed(brought_in):
    feed, by = brought_in
    reorganise.move(unit=unit("Afsnit"), parent=unit("Klinik"), by=by, **WHEN)

    tomorrow(feed.drop(UNITS, "Klinik").unit("Klinik", "Afsnit"))

    assert unit("Klinik").parent == unit("Afsnit")
    assert unit("Afsnit").parent == unit("Hospital")


def test_plans_of_a_unit_that_the_feed_closed_follow_a_known_successor_else_wait_with_a_proposal(brought_in):
    feed, _by = brought_in
    plan = PlanFactory(unit=unit("Afsnit"))
    feed.drop(UNITS, "Afsnit").change(ENGAGEMENTS, "300", **moved()).change(ENGAGEMENTS, "301", **moved())

    tomorrow(feed)

    (waits,) = waiting(TOMORROW)
    assert (waits.plans, waits.proposed) == ((plan,), Proposal(unit("Klinik"), 100))
    UnitSuccession.objects.create(predecessor=unit("Afsnit"), successor=unit("Klinik"), on=TOMORROW)
    reorganise.after_feed(today=TOMORROW, now=NOW)
    assert waiting(TOMORROW) == []


def moved():
    from orgstructure.feed.reader import COLUMNS

    return {COLUMNS[ENGAGEMENTS][5]: code("Klinik")}
