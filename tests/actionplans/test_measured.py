"""Who counts in “evaluated and closed in time”, and where."""

from datetime import date, timedelta

import pytest

from actionplans.models import ActionPlan, PlanPlacement, Verdict
from tests.factories import NOW, ClosedPlanFactory, DraftFactory, EvaluationFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db

FIRST = date(2026, 11, 1)
PLANS = ActionPlan.objects


def plan_due(on=FIRST, **fields):
    dates = {"starts_on": on - timedelta(days=60), "implement_by": on - timedelta(days=30), "evaluate_on": on}
    return PlanFactory(**(dates | fields))


def test_the_period_holds_the_first_date_plus_fourteen_days():
    plan = plan_due()
    DraftFactory(first_expected_closing_on=FIRST)

    assert list(PLANS.due_first_between(date(2026, 11, 15), date(2026, 11, 15))) == [plan]
    assert list(PLANS.due_first_between(date(2026, 11, 16), None)) == []
    assert list(PLANS.due_first_between(None, date(2026, 11, 14))) == []
    assert list(PLANS.due_first_between(FIRST, FIRST, grace_days=0)) == [plan]


def test_an_extension_moves_the_current_date_and_not_the_first():
    plan = plan_due(expected_closing_on=date(2026, 12, 24), first_expected_closing_on=FIRST)

    assert list(PLANS.due_first_between(FIRST, FIRST, grace_days=0)) == [plan]
    assert list(PLANS.due_now_between(date(2026, 12, 24), date(2026, 12, 24), grace_days=0)) == [plan]


@pytest.mark.parametrize(
    ("days", "verdict", "undone_at", "in_time"),
    [
        (14, Verdict.SOLVED, None, True),
        (15, Verdict.SOLVED, None, False),
        (14, Verdict.WORSE, None, True),
        (0, Verdict.TOO_EARLY, None, False),
        (0, Verdict.SOLVED, NOW, False),
    ],
)
def test_in_time_is_a_standing_verdict_by_the_date_plus_fourteen_days(days, verdict, undone_at, in_time):
    plan = plan_due()
    undone = {"undone_at": undone_at, "undone_by": plan.owner if undone_at else None}
    next_step = {"next_step": "adjust"} if verdict == Verdict.WORSE else {}
    EvaluationFactory(plan=plan, verdict=verdict, on=FIRST + timedelta(days=days), **undone, **next_step)

    assert PLANS.evaluated_by_first_date().exists() is in_time


def test_a_verdict_after_the_grace_is_late_and_none_at_all_is_neither():
    late, _never = plan_due(), plan_due()
    EvaluationFactory(plan=late, on=FIRST + timedelta(days=15))

    assert list(PLANS.evaluated_too_late()) == [late]


def test_the_current_date_forgives_an_extension():
    plan = plan_due(expected_closing_on=date(2026, 12, 24), first_expected_closing_on=FIRST)
    EvaluationFactory(plan=plan, on=date(2026, 12, 24))

    assert list(PLANS.evaluated_by_first_date()) == []
    assert list(PLANS.evaluated_by_current_date()) == [plan]


def test_standing_and_left_plans_are_in_the_period_but_not_measured():
    open_one, closed = plan_due(), ClosedPlanFactory(starts_on=FIRST, implement_by=FIRST, evaluate_on=FIRST)
    plan_due().move("make_standing", by=open_one.owner, at=NOW, review_on=date(2027, 1, 1))
    plan_due().move("leave", by=open_one.owner, at=NOW, ended_at=NOW, ended_code="merged", ended_reason="Samlet i en anden")

    cohort = PLANS.due_first_between(FIRST, FIRST, grace_days=0)
    assert cohort.count() == 4
    assert set(cohort.measured()) == {open_one, closed}


def test_a_plan_counts_where_it_belonged_on_the_day_not_where_it_is_now():
    hospital = UnitFactory()
    then, now = UnitFactory(parent=hospital), UnitFactory()
    plan = plan_due(unit=then)
    PlanPlacement.objects.filter(plan=plan).update(valid_from=date(2026, 9, 1), valid_to=date(2026, 11, 16))
    PlanPlacement.objects.create(plan=plan, unit=now, valid_from=date(2026, 11, 16))
    ActionPlan.objects.filter(pk=plan.pk).update(unit=now)

    assert list(PLANS.placed_under(hospital.path)) == [plan]
    assert list(PLANS.placed_under(now.path)) == []
    assert list(PLANS.placed_under(now.path, grace_days=15)) == [plan]


def test_days_are_copenhagens():
    plan = ClosedPlanFactory()  # ended at 10 o'clock on the 22nd

    assert list(PLANS.ended_between(date(2026, 11, 22), date(2026, 11, 22))) == [plan]
    assert list(PLANS.ended_between(date(2026, 11, 23), None)) == []
    assert list(PLANS.published_between(None, date(2026, 10, 22))) == []
