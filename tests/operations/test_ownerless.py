"""When nobody above is left: a named person is asked, who says whose the plans are; and what a closed unit leaves waiting."""

import uuid
from datetime import timedelta

import pytest

from actionplans.errors import RefusedError
from actionplans.models import ActionPlan, HandOver
from orgstructure.models import Engagement, RoleHolding, Unit
from orgstructure.permissions import Perm, Role
from safetynet.operations import reorganise
from safetynet.operations.handing_over import hand_over
from safetynet.operations.ownerless import decide_owner, ownerless
from safetynet.operations.waiting import waiting
from tests.factories import NOW, TODAY, DraftFactory, EngagementFactory, MeasureFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
WHEN = {"today": TODAY, "now": NOW}


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit A", parent=UnitFactory(name="Hospital", parent=UnitFactory(name="Region")))


@pytest.fixture
def orphans(ward):
    """A plan with a measure, and a draft, of somebody who left with every manager above."""
    leaver = EngagementFactory(unit=ward).user
    Unit.objects.update(manager=leaver)
    plan = PlanFactory(unit=ward, owner=leaver, evaluator=leaver, title="Lift mangler")
    MeasureFactory(plan=plan, responsible=leaver)
    draft = DraftFactory(unit=ward, owner=leaver, created_by=leaver, title="Hemmelig kladde")
    Engagement.objects.filter(user=leaver).update(valid_to=TODAY)
    hand_over(**WHEN)
    return plan, draft


def holds(role, unit, **person):
    user = UserFactory(**person)
    RoleHolding.objects.create(
        user=user, role=role, unit=unit, source="appointment", by=UserFactory(), reason="Udpeget", valid_from=TODAY - timedelta(days=9)
    )
    return user


def test_the_nearest_who_looks_after_the_work_environment_is_named_and_at_last_whoever_runs_the_system(ward, orphans):
    elsewhere = UnitFactory(name="En anden region")
    runs = holds(Role.SYSTEM_ADMINISTRATOR, elsewhere)
    (one,) = ownerless(TODAY)
    assert (one.unit, set(one.plans), one.decides) == (ward, set(orphans), runs)

    beside = holds(Role.CONSULTANT, UnitFactory(parent=ward.parent.parent))
    assert ownerless(TODAY)[0].decides == beside

    gone = holds(Role.HEAD_OF_WORK_ENVIRONMENT, ward.parent)
    EngagementFactory(user=gone, valid_to=TODAY)
    assert ownerless(TODAY)[0].decides == beside

    head = holds(Role.HEAD_OF_WORK_ENVIRONMENT, ward.parent)
    assert ownerless(TODAY)[0].decides == head


def test_of_two_with_the_same_role_the_one_who_is_still_here_has_the_plans(ward, orphans):
    helper, gone = holds(Role.COORDINATOR, ward), holds(Role.COORDINATOR, ward)
    EngagementFactory(user=gone, valid_to=TODAY)

    hand_over(**WHEN)

    assert {plan.owner for plan in ActionPlan.objects.all()} == {helper}


def test_the_named_person_says_whose_they_are_without_reading_what_is_closed_to_them(ward, orphans, client_of):
    head, new = holds(Role.HEAD_OF_WORK_ENVIRONMENT, ward.parent), EngagementFactory(unit=ward).user
    stranger = EngagementFactory(unit=ward).user
    address, words = f"/reorganisations/waiting/{ward.pk}/owner/", {f"owner-{ward.pk}-person": new.pk}

    page = client_of(head).get("/reorganisations/waiting/").content.decode()
    assert "Lift mangler" in page
    assert "Hemmelig kladde" not in page
    assert client_of(stranger).post(address, words).status_code == 404
    refused = client_of(head).post(address, {f"owner-{ward.pk}-person": "x"})
    assert refused.status_code == 422
    client_of(head).post(address, words)

    plan, draft = (ActionPlan.objects.get(pk=one.pk) for one in orphans)
    assert (plan.owner, plan.evaluator, plan.measures.get().responsible, draft.owner) == (new, new, new, new)
    assert ownerless(TODAY) == []
    assert {card.to for card in HandOver.objects.all()} == {new}
    assert client_of(head).post(address, words).status_code == 404  # somebody was before


def test_nobody_who_has_left_is_given_anything(ward, orphans):
    gone = EngagementFactory(unit=ward, valid_to=TODAY).user
    with pytest.raises(RefusedError):
        decide_owner(unit=ward, to=gone, by=UserFactory(), **WHEN)
    assert len(ownerless(TODAY)[0].plans) == 2


def test_a_unit_that_closes_without_successor_leaves_people_and_roles_waiting_and_they_go_where_is_decided(ward, person_with):
    by = person_with(Perm.REORGANISE, on=ward.parent)
    other, nurse = UnitFactory(name="Afsnit B", parent=ward.parent), EngagementFactory(unit=ward).user
    given = {"source": "manual", "by": by, "reason": "Vikar", "submission_id": uuid.uuid4()}
    RoleHolding.objects.create(
        user=nurse, role=Role.AMR, unit=ward, valid_from=TODAY - timedelta(days=1), valid_to=TODAY + timedelta(days=30), **given
    )
    runs = holds(Role.SYSTEM_ADMINISTRATOR, ward.parent.parent)

    reorganise.close(unit=ward, by=by, **WHEN)

    (waits,) = waiting(TODAY)
    assert (waits.unit, waits.people, [row.user for row in waits.roles], waits.decides) == (ward, (nurse,), [nurse], runs)
    reorganise.decide_unit(old=ward, new=other, by=runs, **WHEN)
    assert waiting(TODAY) == []
    assert Engagement.objects.current(TODAY).get(user=nurse).unit == other
    assert RoleHolding.objects.current(TODAY).get(user=nurse, source="manual").unit == other


def test_a_plan_of_somebody_gone_on_a_closed_unit_gets_the_new_units_manager_with_the_decision(ward, orphans, person_with):
    by = person_with(Perm.REORGANISE, on=ward.parent)
    other = UnitFactory(name="Afsnit B", parent=ward.parent, manager=EngagementFactory().user)
    reorganise.close(unit=ward, by=by, **WHEN)

    reorganise.decide_unit(old=ward, new=other, by=by, **WHEN)

    assert {(plan.unit, plan.owner) for plan in ActionPlan.objects.all()} == {(other, other.manager)}


@pytest.mark.parametrize("number", [1, 6])
def test_the_lists_cost_the_same_queries_however_much_waits(ward, person_with, django_assert_max_num_queries, number):
    by = person_with(Perm.REORGANISE, on=ward.parent)
    for _number in range(number):
        unit = UnitFactory(parent=ward.parent)
        EngagementFactory.create_batch(number, unit=unit)
        PlanFactory.create_batch(number, unit=unit)
        reorganise.close(unit=unit, by=by, **WHEN)
    with django_assert_max_num_queries(9):
        assert len(waiting(TODAY)) == number
