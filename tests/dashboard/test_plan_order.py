import re

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, PlanRank
from orgstructure.access import Scope
from orgstructure.permissions import Perm, Reach
from tests.factories import TODAY, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(parent=UnitFactory())


@pytest.fixture
def plans(ward):
    return PlanFactory.create_batch(3, unit=ward)


def order_of(unit):
    return list(ActionPlan.objects.to_prioritise(Scope((unit.path,)), unit.pk).values_list("pk", flat=True))


def post(client, unit, move, seen, order=None):
    return client.post(reverse("plan-order", args=[unit.pk]), {"move": move, "seen": seen, "order": order or seen}, follow=True)


def test_buttons_move_a_plan_up_and_down_without_javascript(client_of, person_with, ward, plans):
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward))
    first, second, third = (plan.pk for plan in plans)

    post(client, ward, f"up:{third}", [first, second, third])
    assert order_of(ward) == [first, third, second]
    post(client, ward, f"down:{first}", [first, third, second])
    assert order_of(ward) == [third, first, second]


def test_a_drag_sends_the_whole_order(client_of, person_with, ward, plans):
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward))
    seen = [plan.pk for plan in plans]

    post(client, ward, "order", seen, order=list(reversed(seen)))
    assert order_of(ward) == list(reversed(seen))


def test_of_two_people_who_order_at_once_the_second_is_told_and_overwrites_nothing(client_of, person_with, ward, plans):
    first, second, third = seen = [plan.pk for plan in plans]
    anna, bo = (client_of(person_with(Perm.PRIORITISE_PLANS, on=ward)) for _ in range(2))

    post(anna, ward, f"up:{third}", seen)
    response = post(bo, ward, f"up:{second}", seen)
    assert order_of(ward) == [first, third, second]
    assert "alert-error" in response.content.decode()


def test_acute_plans_stand_first_whatever_is_chosen_and_standing_ones_last(ward, plans):
    ordinary, standing, other = plans
    acute = PlanFactory(unit=ward, urgency="acute", immediate_measure="Vagt sat på", immediate_measure_by=UserFactory())
    standing.move("make_standing", by=standing.owner, at=standing.created_at, review_on=TODAY)
    for place, plan in enumerate((standing, other, acute), start=1):
        PlanRank.objects.create(level=ward, plan=plan, position=place)

    assert order_of(ward) == [acute.pk, other.pk, ordinary.pk, standing.pk]


def test_a_level_without_an_order_of_its_own_shows_that_of_the_units(ward, plans):
    PlanRank.objects.create(level=ward, plan=plans[2], position=1)
    PlanRank.objects.create(level=UnitFactory(), plan=plans[1], position=1)
    assert order_of(ward.parent) == [plans[2].pk, plans[0].pk, plans[1].pk]

    PlanRank.objects.create(level=ward.parent, plan=plans[1], position=1)
    assert order_of(ward.parent) == [plans[1].pk, plans[2].pk, plans[0].pk]


@pytest.mark.parametrize("reach", [Reach.UNIT, Reach.SUBTREE])
def test_who_may_order_a_ward_may_not_order_the_hospital(client_of, person_with, ward, plans, reach):
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward, reach=reach))

    assert client.get(reverse("plan-order", args=[ward.pk])).status_code == 200
    assert client.get(reverse("plan-order", args=[ward.parent.pk])).status_code == 403
    assert client_of(UserFactory()).post(reverse("plan-order", args=[ward.pk])).status_code == 403
    assert not PlanRank.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"move": "up:1"},
        {"move": "order", "order": ["1", "x"], "seen": []},
        {"move": "sideways:1", "order": [], "seen": []},
        {"move": "order", "order": ["99999999999999999999"], "seen": ["1"]},
        {},
    ],
)
def test_an_order_that_cannot_be_read_saves_nothing_and_says_so(client_of, person_with, ward, plans, said):
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward))

    response = client.post(reverse("plan-order", args=[ward.pk]), said, follow=True)
    assert "alert-error" in response.content.decode()
    assert not PlanRank.objects.exists()


def test_plans_that_are_not_in_the_level_cannot_be_smuggled_into_its_order(client_of, person_with, ward, plans):
    stranger = PlanFactory()
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward))
    seen = [plan.pk for plan in plans]

    post(client, ward, "order", seen, order=[*seen, stranger.pk])
    assert not PlanRank.objects.exists()


def test_a_confidential_plan_is_not_on_the_page_of_those_who_may_only_order(client_of, person_with, ward, plans):
    PlanFactory(unit=ward, is_confidential=True, title="Hemmelig kanin")
    page = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward)).get(reverse("plan-order", args=[ward.pk])).content.decode()

    assert "Hemmelig kanin" not in page
    assert re.findall(r'name="seen" value="(\d+)"', page) == [str(plan.pk) for plan in plans]


@pytest.mark.parametrize("count", [2, 30])
def test_the_page_costs_the_same_queries_for_few_plans_and_many(client_of, person_with, ward, count, django_assert_max_num_queries):
    PlanFactory.create_batch(count, unit=ward)
    client = client_of(person_with(Perm.PRIORITISE_PLANS, on=ward))
    client.get(reverse("plan-order", args=[ward.pk]))

    with django_assert_max_num_queries(7):
        client.get(reverse("plan-order", args=[ward.pk]))
