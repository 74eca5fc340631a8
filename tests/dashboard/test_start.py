"""The start page: what needs me, in the order written down in `start_page.py`."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import DeadlineChange, Follower
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard.start_page import Rank
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    DraftFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ward(db):
    return UnitFactory(name="Afsnit M2")


@pytest.fixture
def owner(ward):
    return EngagementFactory(unit=ward).user


@pytest.fixture
def start_of(client_of):
    def ask(user):
        response = client_of(user).get(reverse("start"))
        assert response.status_code == 200
        return response.context["page"]

    return ask


@pytest.fixture
def plan_of(owner, ward):
    """A plan of the owner whose dates are days from today: `plan_of(start=-90, carry_out=-30, evaluate=0)`."""

    def make(start=-90, carry_out=60, evaluate=90, close=None, **fields):
        days = {
            "starts_on": start,
            "implement_by": carry_out,
            "evaluate_on": evaluate,
            "expected_closing_on": evaluate if close is None else close,
        }
        return PlanFactory(**({"owner": owner, "unit": ward, **{name: TODAY + day * DAY for name, day in days.items()}} | fields))

    return make


def awaiting(plan):
    plan.move("carry_out", by=plan.owner, at=NOW)
    return plan


def tasks(page):
    return [(task.rank, task.plan) for task in ([page.first] if page.first else []) + page.small + page.rest]


def test_the_tasks_stand_in_the_order_that_is_written_down(start_of, plan_of, owner, person_with, ward):
    acute_one = {"urgency": "acute", "immediate_measure": "Lukket", "immediate_measure_by": owner}
    draft = DraftFactory(owner=owner, unit=ward)
    soon = plan_of(carry_out=10)
    review = plan_of()
    review.move("make_standing", by=owner, at=NOW, review_on=TODAY)
    done = MeasureFactory(plan=plan_of(), done_on=TODAY, done_by=owner).plan
    late_measure = MeasureFactory(plan=PlanFactory(), responsible=owner, due_on=TODAY - DAY).plan
    evaluate = awaiting(plan_of(carry_out=-30, evaluate=-5, close=20))
    acute = plan_of(**acute_one)
    plan_of()  # asks for nothing

    assert tasks(start_of(owner)) == [
        (Rank.ACUTE, acute),
        (Rank.EVALUATE, evaluate),
        (Rank.MEASURE_LATE, late_measure),
        (Rank.CARRIED_OUT, done),
        (Rank.REVIEW, review),
        (Rank.SOON, soon),
        (Rank.DRAFT, draft),
    ]


def test_one_action_is_large_three_are_small_and_the_rest_is_folded(start_of, plan_of, owner):
    for day in range(6):
        plan_of(carry_out=-30, evaluate=-day)

    page = start_of(owner)
    assert page.first.on == TODAY - 5 * DAY
    assert (len(page.small), len(page.rest)) == (3, 2)


@pytest.mark.parametrize(
    ("dates", "route", "why"),
    [
        ({"carry_out": -30, "evaluate": 0}, "plan-evaluate", "I dag skal I se på effekten"),
        ({"carry_out": -30, "evaluate": -1, "close": 5}, "plan-evaluate", "Effekten skulle være vurderet i går"),
        ({"carry_out": -30, "evaluate": -9, "close": -4}, "plan-evaluate", "Skulle være afsluttet for 4 dage siden"),
        ({"carry_out": -1, "evaluate": 60}, "plan-carry-out", "Skulle være gennemført 21. november"),
    ],
)
def test_each_task_says_why_and_has_the_button_that_does_it(start_of, plan_of, owner, dates, route, why):
    plan = plan_of(**dates)
    task = start_of(owner).first
    assert (task.url, task.why) == (reverse(route, args=[plan.pk]), why)


def test_a_plan_that_was_put_off_asks_for_nothing_before_its_day(start_of, plan_of, owner):
    plan_of(carry_out=-30, evaluate=-9, snoozed_until=TODAY + DAY)
    back = plan_of(carry_out=-30, evaluate=-9, snoozed_until=TODAY)
    assert tasks(start_of(owner)) == [(Rank.EVALUATE, back)]


def test_who_evaluates_is_asked_about_the_effect_and_nothing_else(start_of, plan_of):
    evaluator = EngagementFactory().user
    plan_of(carry_out=-3, evaluator=evaluator)
    asked = plan_of(carry_out=-3, evaluate=0, evaluator=evaluator)
    assert tasks(start_of(evaluator)) == [(Rank.EVALUATE, asked)]


def test_an_acute_plan_of_the_unit_is_shown_to_those_with_a_role_there(start_of, plan_of, owner, ward, person_with):
    plan = plan_of(urgency="acute", immediate_measure="Lukket", immediate_measure_by=owner)
    amr = person_with(Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)
    colleague = EngagementFactory(unit=ward).user

    assert tasks(start_of(amr)) == [(Rank.ACUTE_NEAR, plan)]
    assert tasks(start_of(colleague)) == []


def test_somebody_elses_plans_drafts_and_measures_are_not_my_tasks(start_of, plan_of, ward):
    awaiting(plan_of(carry_out=-30, evaluate=-5))
    MeasureFactory(plan=plan_of(), due_on=TODAY - DAY)
    DraftFactory(unit=ward)
    assert tasks(start_of(EngagementFactory(unit=ward).user)) == []


def test_an_employee_sees_what_happened_in_the_unit_and_to_followed_plans(start_of, plan_of, owner):
    closed = ClosedPlanFactory(unit=UnitFactory(parent=owner.engagements.get().unit))
    followed = PlanFactory()
    Follower.objects.create(plan=followed, user=owner, since=NOW)
    DeadlineChange.objects.create(plan=followed, at=NOW, by=followed.owner, old_on=TODAY, new_on=TODAY + 9 * DAY, code="absence")
    PlanFactory()
    PlanFactory(unit=closed.unit, is_confidential=True)

    news = start_of(owner).news
    assert {(one.plan, one.text) for one in news} == {
        (closed, "Vurderet og afsluttet"),
        (followed, "Datoen er flyttet til 1. december 2026"),
    }


def test_the_page_begins_with_the_readers_own_unit(start_of, owner, ward):
    page = start_of(owner)
    assert page.unit == ward
    assert page.figures.open == 0


@pytest.mark.parametrize("has_unit", [True, False])
def test_an_empty_start_page_says_so_and_offers_one_thing_to_do(client_of, owner, has_unit):
    user = owner if has_unit else UserFactory()
    page = client_of(user).get(reverse("start")).content.decode().split("</main>")[0]
    assert ("Intet venter på dig i dag" if has_unit else "Find den enhed") in page
    assert page.count("button-primary") == 1


def test_many_plans_cost_no_more_queries_than_few(client_of, plan_of, owner, django_assert_num_queries):
    client = client_of(owner)
    for many in (1, 8):
        for _ in range(many):
            plan_of(carry_out=-30, evaluate=-5)
            MeasureFactory(responsible=owner, due_on=TODAY)
            DraftFactory(owner=owner)
        with django_assert_num_queries(13):  # the last three: seats, what was answered in the unit, the next meeting one leads
            client.get(reverse("start"))
