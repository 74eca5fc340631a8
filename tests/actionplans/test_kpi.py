"""The one figure: of published plans whose first date plus 14 days falls in the period, the share then evaluated."""

from datetime import date, timedelta

import pytest

from actionplans.models import ActionPlan, EffectEvaluation, PlanPlacement
from actionplans.reports import Figures, InTime, Period, figures_by_unit
from orgstructure.access import Scope
from tests.factories import NOW, TODAY, DraftFactory, EvaluationFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
LAST_DAY = TODAY - timedelta(days=30)  # first date + 14 days of every plan below
FIRST_DATE = LAST_DAY - timedelta(days=14)
PERIOD = Period(LAST_DAY - timedelta(days=100), TODAY)


def days(count):
    return timedelta(days=count)


def due(unit, first=FIRST_DATE, **fields):
    """A plan whose date as first published is `first`."""
    return PlanFactory(
        unit=unit,
        published_at=NOW - days(200),
        starts_on=first - days(60),
        implement_by=first - days(30),
        evaluate_on=first,
        **fields,
    )


def figures(unit, period=PERIOD):
    return Figures.total(figures_by_unit(Scope((unit.path,)), period, TODAY).values())


@pytest.mark.parametrize(
    ("verdicts", "counts"),
    [
        ([], False),
        ([("solved", LAST_DAY)], True),
        ([("solved", LAST_DAY + days(1))], False),
        ([("partly", FIRST_DATE)], True),
        ([("no_effect", FIRST_DATE + days(1))], True),
        ([("worse", FIRST_DATE - days(40))], True),
        ([("too_early", FIRST_DATE)], False),
        ([("too_early", FIRST_DATE), ("solved", LAST_DAY)], True),
        ([("too_early", FIRST_DATE), ("solved", LAST_DAY + days(1))], False),
    ],
)
def test_a_verdict_other_than_too_early_by_the_fourteenth_day_counts(verdicts, counts):
    unit = UnitFactory()
    plan = due(unit)
    for verdict, on in verdicts:
        EvaluationFactory(plan=plan, verdict=verdict, on=on, next_step="adjust")

    assert figures(unit).first == InTime(due=1, done=int(counts))


def test_without_the_fourteen_days_only_the_date_itself_counts():
    unit = UnitFactory()
    EvaluationFactory(plan=due(unit), on=FIRST_DATE)
    EvaluationFactory(plan=due(unit), on=FIRST_DATE + days(1))

    assert figures(unit).strict == InTime(due=2, done=1)
    assert figures(unit).first == InTime(due=2, done=2)


def test_an_undone_verdict_does_not_count():
    unit = UnitFactory()
    plan = due(unit)
    EvaluationFactory(plan=plan, on=FIRST_DATE, undone_at=NOW, undone_by=plan.owner)

    assert figures(unit).first == InTime(due=1, done=0)


def test_an_extension_moves_the_current_date_and_not_the_first():
    unit = UnitFactory()
    plan = due(unit)
    EvaluationFactory(plan=plan, on=LAST_DAY + days(5))
    ActionPlan.objects.filter(pk=plan.pk).update(expected_closing_on=FIRST_DATE + days(10))

    assert figures(unit).first == InTime(due=1, done=0)
    assert figures(unit).current == InTime(due=1, done=1)


def test_an_extension_beyond_the_period_takes_the_plan_out_of_the_current_measure_only():
    unit = UnitFactory()
    plan = due(unit)
    ActionPlan.objects.filter(pk=plan.pk).update(expected_closing_on=TODAY + days(90))

    assert figures(unit).first == InTime(due=1, done=0)
    assert figures(unit).current == InTime(due=0, done=0)


def test_plans_not_carried_out_and_standing_are_left_out_and_shown_beside():
    unit = UnitFactory()
    due(unit)
    left, standing = due(unit), due(unit)
    left.move("leave", by=left.owner, at=NOW, ended_at=NOW, ended_code="other", ended_reason="Bygningen lukkes")
    standing.move("make_standing", by=standing.owner, at=NOW, review_on=TODAY + days(300))
    EvaluationFactory(plan=standing, on=FIRST_DATE)

    counted = figures(unit)
    assert (counted.first, counted.beside_left, counted.beside_standing) == (InTime(due=1, done=0), 1, 1)


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        (Period(LAST_DAY, LAST_DAY), True),
        (Period(LAST_DAY + days(1), TODAY), False),
        (Period(TODAY - days(300), LAST_DAY - days(1)), False),
        (Period(FIRST_DATE, LAST_DAY - days(1)), False),
    ],
)
def test_the_fourteenth_day_decides_which_period_a_plan_belongs_to(period, counts):
    unit = UnitFactory()
    due(unit)

    assert figures(unit, period).first.due == int(counts)


@pytest.mark.parametrize(("moved_on", "old", "new"), [(LAST_DAY, 0, 1), (LAST_DAY + days(1), 1, 0)])
def test_a_plan_belongs_to_the_unit_that_owned_it_on_its_day(moved_on, old, new):
    before, after = UnitFactory(), UnitFactory()
    plan = due(before)
    PlanPlacement.objects.filter(plan=plan).update(valid_to=moved_on)
    PlanPlacement.objects.create(plan=plan, unit=after, valid_from=moved_on)
    ActionPlan.objects.filter(pk=plan.pk).update(unit=after)

    assert (figures(before).first.due, figures(after).first.due) == (old, new)
    assert (figures(before).open, figures(after).open) == (0, 1)


def test_a_plan_closed_late_counts_as_late_and_a_reopened_one_keeps_its_verdict_in_time():
    unit = UnitFactory()
    late, again = due(unit), due(unit)
    for plan, on in ((late, LAST_DAY + days(9)), (again, FIRST_DATE)):
        verdict = EvaluationFactory(plan=plan, on=on)
        plan.move("carry_out", by=plan.owner, at=NOW)
        plan.move("evaluate", by=plan.owner, at=NOW, closing_evaluation=verdict, ended_at=NOW)
    again.move("reopen", by=again.owner, at=NOW, closing_evaluation=None, ended_at=None)

    assert figures(unit).first == InTime(due=2, done=1)


def test_drafts_are_never_counted_and_confidential_plans_always():
    unit = UnitFactory()
    DraftFactory(unit=unit)
    EvaluationFactory(plan=due(unit, is_confidential=True), on=FIRST_DATE)

    assert figures(unit).first == InTime(due=1, done=1)
    assert figures(unit).open == 1


def test_a_level_is_the_sum_of_its_units_and_the_neighbour_is_not_in_it():
    hospital = UnitFactory()
    wards = [UnitFactory(parent=hospital) for _ in range(2)]
    neighbour = UnitFactory()
    for unit in (hospital, *wards, neighbour):
        due(unit)
    EvaluationFactory(plan=due(wards[0]), on=LAST_DAY)

    assert figures(hospital).first == InTime(due=4, done=1)
    assert figures(hospital).overdue == 4


@pytest.mark.parametrize(
    ("due_count", "done", "share"), [(0, 0, None), (3, 0, 0), (3, 1, 33), (3, 2, 67), (3, 3, 100), (1000, 999, 99), (1000, 1, 1)]
)
def test_a_share_is_whole_per_cent_and_never_says_all_or_none_when_it_is_not(due_count, done, share):
    assert InTime(due_count, done).share == share


def test_the_last_twelve_months_end_today_and_begin_the_day_after_a_year_ago():
    assert Period.year_to(TODAY) == Period(date(2025, 11, 23), TODAY)
    assert Period.year_to(date(2028, 2, 29)) == Period(date(2027, 3, 1), date(2028, 2, 29))


def test_each_evaluated_plan_is_counted_once_by_its_last_verdict():
    plan = due(UnitFactory())
    EvaluationFactory(plan=plan, verdict="no_effect", next_step="adjust", on=FIRST_DATE, at=NOW - days(40))
    last = EvaluationFactory(plan=plan, verdict="solved", on=LAST_DAY, at=NOW - days(20))
    EvaluationFactory(plan=plan, verdict="worse", next_step="adjust", on=TODAY, undone_at=NOW, undone_by=plan.owner)

    assert list(EffectEvaluation.objects.last_of_each_plan()) == [last]
