"""Rights follow from what people are, reach as far as the table says, and end with the role."""

from datetime import timedelta

import pytest

from orgstructure.access import scope_of
from orgstructure.models import Engagement, RoleHolding, Seat, SeatRole, Unit, UnitUserPermission, User
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.roles import ROLES
from orgstructure.tasks import refresh_grants
from orgstructure.usecases.grants import bring_in_step
from tests.factories import LONG_AGO, TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory

pytestmark = pytest.mark.django_db
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=30)


def units_where(user: User, perm: Perm) -> set[Unit]:
    """As the next request would see it."""
    return set(Unit.objects.filter(scope_of(User.objects.get(pk=user.pk), perm).where("")))


@pytest.fixture
def hospital() -> Unit:
    return UnitFactory(manager=EngagementFactory().user)


@pytest.fixture
def ward(hospital) -> Unit:
    return UnitFactory(parent=hospital, manager=EngagementFactory().user)


@pytest.fixture
def group(ward):
    committee = CommitteeFactory(parent=CommitteeFactory(level=LevelFactory(code="test-lmu", is_group=False)))
    CoverageFactory(unit=ward, committee=committee)
    return committee


def seat(committee, role: str, unit: Unit, **fields: object) -> Seat:
    return SeatFactory(user=EngagementFactory(unit=unit).user, committee=committee, role=role, role_word=role, **fields)


def test_a_manager_edits_below_but_sees_closed_plans_on_the_managed_unit_alone(hospital, ward):
    bring_in_step(today=TODAY)

    assert units_where(hospital.manager, Perm.EDIT_PLANS) == {hospital, ward}
    assert units_where(hospital.manager, Perm.VIEW_CLOSED_PLANS) == {hospital}
    assert units_where(ward.manager, Perm.VIEW_CLOSED_PLANS) == {ward}


@pytest.mark.parametrize("role", [SeatRole.AMR, SeatRole.LEADER])
def test_a_seat_in_a_group_gives_exactly_the_units_it_covers(hospital, ward, group, role):
    team = UnitFactory(parent=ward)
    holder = seat(group, role, team).user

    bring_in_step(today=TODAY)

    assert units_where(holder, Perm.EDIT_PLANS) == {ward}
    assert units_where(holder, Perm.VIEW_CLOSED_PLANS) == {ward}


def test_a_representative_in_a_committee_above_the_groups_gets_no_closed_plans(hospital, ward, group):
    CoverageFactory(unit=hospital, committee=group.parent)
    holder = seat(group.parent, SeatRole.AMR, hospital).user

    bring_in_step(today=TODAY)

    assert units_where(holder, Perm.VIEW_CLOSED_PLANS) == set()


@pytest.mark.parametrize("role", [SeatRole.CHAIR, SeatRole.VICE_CHAIR])
def test_a_chair_reports_on_what_the_committee_and_those_below_cover_and_sees_no_closed_plan(hospital, ward, group, role):
    elsewhere = UnitFactory()
    CoverageFactory(unit=elsewhere)
    holder = seat(group.parent, role, hospital).user

    bring_in_step(today=TODAY)

    assert units_where(holder, Perm.RUN_REPORTS) == {ward}
    assert units_where(holder, Perm.VIEW_CLOSED_PLANS) == set()
    assert units_where(holder, Perm.EDIT_PLANS) == set()


@pytest.mark.parametrize("role", [SeatRole.MEMBER, SeatRole.STEWARD, SeatRole.DEPUTY, SeatRole.OTHER])
def test_other_seats_give_nothing(ward, group, role):
    holder = seat(group, role, ward).user

    bring_in_step(today=TODAY)

    assert not UnitUserPermission.objects.filter(user=holder).exists()


def test_a_second_run_changes_no_row(hospital, ward, group, django_assert_num_queries):
    seat(group, SeatRole.AMR, ward)
    bring_in_step(today=TODAY)
    before = list(RoleHolding.objects.values()), list(UnitUserPermission.objects.order_by("pk").values())

    bring_in_step(today=TODAY)

    assert (list(RoleHolding.objects.values()), list(UnitUserPermission.objects.order_by("pk").values())) == before


def test_the_number_of_queries_does_not_follow_the_number_of_people(ward, group, django_assert_max_num_queries):
    for _ in range(30):
        seat(group, SeatRole.AMR, ward)

    with django_assert_max_num_queries(20):
        bring_in_step(today=TODAY)


def test_a_seat_that_ends_gives_nothing_from_the_day_after_although_no_job_ran(ward, group, monkeypatch):
    from safetynet.common import clock

    holder = seat(group, SeatRole.AMR, ward, valid_to=LATER).user
    bring_in_step(today=TODAY)
    assert set(UnitUserPermission.objects.filter(user=holder).values_list("until", flat=True)) == {LATER - timedelta(days=1)}

    monkeypatch.setattr(clock, "today", lambda: LATER - timedelta(days=1))
    assert units_where(holder, Perm.VIEW_CLOSED_PLANS) == {ward}
    monkeypatch.setattr(clock, "today", lambda: LATER)
    assert units_where(holder, Perm.VIEW_CLOSED_PLANS) == set()


def test_a_role_ends_with_the_employment(ward, group):
    holder = seat(group, SeatRole.AMR, ward).user
    Engagement.objects.filter(user=holder).update(valid_to=LATER)

    bring_in_step(today=TODAY)

    assert RoleHolding.objects.get(user=holder).valid_to == LATER
    assert set(UnitUserPermission.objects.filter(user=holder).values_list("until", flat=True)) == {LATER - timedelta(days=1)}


def test_who_has_left_holds_nothing_not_even_what_was_given_by_hand(ward):
    given = {"role": Role.CONSULTANT, "unit": ward, "source": "appointment", "by": ward.manager, "reason": "Ansat som konsulent"}
    leaver = EngagementFactory(valid_to=TODAY).user
    stays = EngagementFactory().user
    for user in (leaver, stays):
        RoleHolding.objects.create(user=user, valid_from=LONG_AGO, **given)

    bring_in_step(today=TODAY)

    assert units_where(stays, Perm.IMPORT_ORGANISATION) == {ward}
    assert units_where(leaver, Perm.IMPORT_ORGANISATION) == set()


def test_an_ended_holding_is_closed_and_kept(ward, group):
    holder = seat(group, SeatRole.AMR, ward).user
    bring_in_step(today=TODAY)
    Seat.objects.filter(user=holder).update(valid_to=LATER)

    bring_in_step(today=LATER)

    assert RoleHolding.objects.get(user=holder).valid_to == LATER
    assert units_where(holder, Perm.EDIT_PLANS) == set()


def test_a_holding_withdrawn_on_its_first_day_gives_nothing_that_day(ward):
    bring_in_step(today=TODAY)
    former = ward.manager
    Unit.objects.filter(pk=ward.pk).update(manager=EngagementFactory().user)

    bring_in_step(today=TODAY)

    assert units_where(former, Perm.EDIT_PLANS) == set()


def test_of_two_holdings_the_widest_reach_counts_for_as_long_as_it_lasts(ward, hospital):
    both = hospital.manager
    Engagement.objects.filter(user=both).update(valid_to=None)
    hand = {"user": both, "unit": ward, "source": "appointment", "by": ward.manager, "reason": "Vikar", "valid_from": LONG_AGO}
    RoleHolding.objects.create(role=Role.AMR, **hand)
    RoleHolding.objects.create(role=Role.COORDINATOR, valid_to=LATER, **hand)

    bring_in_step(today=TODAY)

    grants = {g.permission.codename: (g.reach, g.until) for g in UnitUserPermission.objects.filter(user=both, content_object=ward)}
    assert grants["edit_plans"] == (Reach.SUBTREE, LATER - timedelta(days=1))
    assert grants["view_closed_plans"] == (Reach.UNIT, None)


def test_the_nightly_job_brings_in_what_began_today(ward, group):
    holder = seat(group, SeatRole.AMR, ward, valid_from=TODAY).user

    refresh_grants.delay()

    assert units_where(holder, Perm.EDIT_PLANS) == {ward}


@pytest.mark.parametrize("role", Role)
def test_no_role_sees_closed_plans_of_the_units_below(role):
    """The level above gets figures, never rows (architecture, section 3)."""
    assert ROLES[role].get(Perm.VIEW_CLOSED_PLANS, Reach.UNIT) == Reach.UNIT


@pytest.mark.parametrize("database_role", ["safetynet_web", "safetynet_worker"])
def test_the_web_and_worker_roles_of_the_database_may_do_it(ward, group, database_role):
    from django.db import connection

    holder = seat(group, SeatRole.AMR, ward).user
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {database_role}")
        bring_in_step(today=TODAY)
        cursor.execute("RESET ROLE")

    assert units_where(holder, Perm.EDIT_PLANS) == {ward}
