"""Every figure in depth against a slow and plain count, and a past day's figures against what was said that day."""

from datetime import timedelta
from itertools import chain

import pytest

from actionplans.models import ActionPlan, EffectEvaluation, Measure
from actionplans.models.choices import FINAL_VERDICTS, OPEN_STATUSES
from actionplans.reports import LevelReport, Period
from actionplans.reports.asof import CODES
from actionplans.reports.completeness import CHECKS, missing_by_check
from actionplans.reports.depth import FEWEST_DRAFTS, TOP_STEPS, Depth, DepthReport, standpoint
from actionplans.reports.periods import a_year_before
from actionplans.reports.survival import FEWEST, Survival
from orgstructure.access import Scope
from orgstructure.levels import Level
from orgstructure.models import Unit
from orgstructure.past import units_below, units_covered
from safetynet.common import clock
from tests.dashboard.random_lives import Lives
from tests.dashboard.random_region import make_region
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    CriterionFactory,
    DraftFactory,
    EngagementFactory,
    EvaluationFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def day_of(instant):
    return instant.astimezone(clock.COPENHAGEN).date()


def verdicts_of(plan):
    return list(EffectEvaluation.objects.filter(plan=plan, undone_at=None, verdict__in=FINAL_VERDICTS).order_by("at", "pk"))


def unit_of(plan, day):
    return next(row.unit_id for row in plan.placements.all() if row.valid_from <= day and (row.valid_to is None or row.valid_to > day))


def plain_counts(units, period, today):
    """Plan by plan, in the words of the documentation."""
    counts = dict.fromkeys(CODES, 0)
    for plan in ActionPlan.objects.exclude(status="draft").prefetch_related("placements"):
        is_here = unit_of(plan, today) in units
        here = chain(codes_of_that_day(plan, period, today), codes_of_the_cohort(plan, period)) if is_here else ()
        for code in chain(here, codes_by_date(plan, units, period)):
            counts[code] += 1
    return counts


def last_verdict_of(plan):
    return next(reversed(verdicts_of(plan)), None)


def codes_of_that_day(plan, period, today):
    last = last_verdict_of(plan)
    if plan.status in OPEN_STATUSES:
        yield "open"
    if plan.status in ("awaiting", "standing"):
        yield plan.status
    if plan.status in ("active", "awaiting") and plan.expected_closing_on < today:
        yield "overdue"
    if last and period.first <= last.on <= period.last:
        yield "found"
        if last.verdict in ("no_effect", "worse"):
            yield "no-effect"


def codes_of_the_cohort(plan, period):
    last = last_verdict_of(plan)
    if not period.first <= day_of(plan.published_at) <= period.last:
        return
    yield "published"
    if plan.status in ("awaiting", "closed") or last:
        yield "carried-out"
    if last:
        yield "evaluated"
        if last.verdict in ("solved", "partly"):
            yield "worked"
    if plan.status == "closed":
        yield "closed"
    if plan.status == "not_carried_out":
        yield "left"


def codes_by_date(plan, units, period):
    due = plan.first_expected_closing_on + timedelta(days=14)
    placed = [row.unit_id for row in plan.placements.all() if row.valid_from <= due and (row.valid_to is None or row.valid_to > due)]
    if not (period.first <= due <= period.last and placed[:1] and placed[0] in units) or plan.status in ("standing", "not_carried_out"):
        return
    yield "due"
    in_time = [verdict for verdict in verdicts_of(plan) if verdict.on <= due]
    if in_time:
        yield "in-time"
        yield "in-time-named" if any(verdict.has_named_source for verdict in in_time) else "in-time-unnamed"


def followed_for(units, period, today):
    """Of each plan published in the period: days followed, and whether it was closed then."""
    for plan in ActionPlan.objects.exclude(status="draft").prefetch_related("placements"):
        if unit_of(plan, today) in units and period.first <= day_of(plan.published_at) <= period.last:
            until = day_of(plan.ended_at) if plan.ended_at else today
            yield (until - day_of(plan.published_at)).days, plan.status == "closed"


def plain_share_open(times, days):
    """Kaplan and Meier's product, written out: over each day with a closing, one minus closed by followed."""
    share = 1.0
    for day in sorted({length for length, is_closed in times if is_closed and length <= days}):
        followed = sum(1 for length, _closed in times if length >= day)
        share *= 1 - sum(1 for length, is_closed in times if is_closed and length == day) / followed
    return share


def units_today(level):
    return {unit.pk for unit in Unit.objects.all() if level.area.covers(unit.pk, unit.path)}


@pytest.fixture
def lives():
    top = UnitFactory(name="Region Eksempel")
    hospitals = [UnitFactory(name=name, parent=top) for name in ("Hospitalet Øst", "Hospitalet Vest")]
    wards = [UnitFactory(name=f"Afsnit {number}", parent=hospitals[number % 2]) for number in range(4)]
    return top, hospitals, lambda seed: Lives(seed, wards, hospitals, TODAY - timedelta(days=420))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_what_a_plain_count_finds_and_a_past_day_says_what_it_said_then(lives, seed):
    top, hospitals, begin = lives
    playing, told = begin(seed), []
    for days_ago in (200, 120, 40, 0):
        playing.play(day := TODAY - timedelta(days=days_ago))
        for unit in (top, *hospitals):
            level = Level.of_unit(unit, day)
            period = Period(
                day - timedelta(days=playing.chance.choice([60, 150, 400])), day - timedelta(days=playing.chance.choice([0, 20]))
            )
            found = Depth.of(standpoint(level, period, day))
            assert found.counts == plain_counts(units_today(level), period, day)
            told.append((level, found))
    assert sum(found.counts["in-time-unnamed"] for _level, found in told) > 0

    for level, found in told:
        assert Depth.of(standpoint(level, found.period, found.day)) == found


@pytest.mark.parametrize("seed", [4, 5])
@pytest.mark.parametrize("past", [0, 90])
def test_the_rows_behind_each_figure_are_as_many_as_it_says(lives, seed, past):
    top, _hospitals, begin = lives
    begin(seed).play(TODAY)
    place = standpoint(Level.of_unit(top, TODAY), Period.year_to(TODAY - timedelta(days=past)), TODAY - timedelta(days=past))

    counts = Depth.of(place).counts
    assert {code: ActionPlan.objects.filter(pk__in=place.rows_behind(code)).count() for code in CODES} == counts
    assert all(counts[code] for code in ("open", "worked", "no-effect", "in-time-named", "left"))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["unit", "committee"])
def test_the_figures_of_today_agree_with_the_overview(lives, seed, kind):
    _top, hospitals, begin = lives
    begin(seed).play(TODAY)
    committee = CommitteeFactory()
    for ward in Unit.objects.filter(parent=hospitals[0]):
        CoverageFactory(unit=ward, committee=committee)
    level = Level.of_unit(hospitals[0], TODAY) if kind == "unit" else Level.of_committee(committee.pk, TODAY)
    period = Period.year_to(TODAY)
    overview, depth = LevelReport.of(level, period, TODAY), Depth.of(standpoint(level, period, TODAY))

    total, effects = overview.total, overview.trend.effects
    assert (depth.counts["open"], depth.counts["overdue"], depth.counts["awaiting"]) == (total.open, total.overdue, total.awaiting)
    assert depth.share("in-time", "due") == total.first
    assert depth.share("no-effect", "found").done == effects.without_effect
    assert depth.counts["found"] == effects.total


@pytest.mark.parametrize("seed", [6, 7, 8])
def test_the_curve_is_the_product_that_kaplan_and_meier_wrote_down(lives, seed):
    top, _hospitals, begin = lives
    begin(seed).play(TODAY)
    level, period = Level.of_unit(top, TODAY), Period(TODAY - timedelta(days=400), TODAY)
    curve = Depth.of(standpoint(level, period, TODAY)).survival
    times = list(followed_for(units_today(level), period, TODAY))

    assert curve.plans == len(times) > 20
    for days in range(curve.last_day + 1):
        assert curve.share_open(days) == pytest.approx(plain_share_open(times, days))
        assert curve.followed(days) == sum(1 for length, _closed in times if length >= days)
    assert curve.median == next((days for days in range(curve.last_day + 1) if plain_share_open(times, days) <= 0.5), None)
    assert curve.share_open(curve.last_day + 1) is None


def test_a_curve_with_known_answer_counts_open_plans_for_as_long_as_they_were_followed():
    # 10 plans: one closed on day 6, one open since day 6, two closed on day 10, the rest followed for longer.
    curve = Survival.of([(6, 10, 1), (10, 8, 2), (20, 6, 0), (30, 4, 4)])

    assert curve.share_open(5) == 1
    assert curve.share_open(6) == pytest.approx(0.9)
    assert curve.share_open(10) == pytest.approx(0.9 * 6 / 8)
    assert (curve.median, curve.last_day, curve.plans) == (None, 20, 10)


def test_no_curve_is_drawn_from_fewer_than_five_plans():
    assert not Survival.of([(10, FEWEST - 1, 1)])
    assert Survival.of([(10, FEWEST, 1)])
    assert not Survival.of([])


@pytest.mark.parametrize("kind", ["unit", "committee"])
def test_the_units_of_today_are_those_of_the_level(kind):
    region = make_region(1, plans=0)
    level = Level.of_unit(region.hospital, TODAY) if kind == "unit" else Level.of_committee(region.committee.pk, TODAY)
    found = units_below(region.hospital, TODAY) if kind == "unit" else units_covered(region.committee, TODAY)

    assert found == units_today(level)


def test_a_closed_unit_keeps_its_place_in_the_figures():
    top = UnitFactory()
    ward = UnitFactory(parent=top)
    Unit.objects.filter(pk=ward.pk).update(valid_to=TODAY - timedelta(days=10))
    ward.periods.update(valid_to=TODAY - timedelta(days=10))

    assert ward.pk in units_below(top, TODAY)


def test_drafts_are_counted_only_where_they_point_at_nobody():
    unit = UnitFactory()
    PlanFactory(unit=unit)
    level, period = Level.of_unit(unit, TODAY), Period.year_to(TODAY)

    for number in range(1, FEWEST_DRAFTS + 1):
        DraftFactory(unit=unit)
        assert Depth.of(standpoint(level, period, TODAY)).drafts == (number if number == FEWEST_DRAFTS else 0)


def test_measures_on_the_top_two_steps_are_a_share_of_those_with_a_step_and_confidential_ones_are_in_none():
    unit = UnitFactory()
    plan, secret = PlanFactory(unit=unit), PlanFactory(unit=unit, is_confidential=True)
    for ladder in ("eliminate", "change", "individual", ""):
        MeasureFactory(plan=plan, ladder=ladder)
    MeasureFactory(plan=secret, ladder="individual")
    found = Depth.of(standpoint(Level.of_unit(unit, TODAY), Period.year_to(TODAY), TODAY))

    assert found.ladder == {"eliminate": 1, "change": 1, "individual": 1, "": 1}
    assert (found.top_steps.done, found.top_steps.due) == (2, 3)
    assert Measure.objects.filter(ladder__in=TOP_STEPS).count() == 2


def test_a_verdict_without_a_source_does_not_raise_the_rate_with_one():
    unit = UnitFactory()
    dates = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=40), "evaluate_on": TODAY - timedelta(days=30)}
    for source in ("own_impression", "staff_asked"):
        plan = PlanFactory(unit=unit, published_at=NOW - timedelta(days=60), **dates)
        EvaluationFactory(plan=plan, on=TODAY - timedelta(days=25), source=source)
    counts = Depth.of(standpoint(Level.of_unit(unit, TODAY), Period.year_to(TODAY), TODAY)).counts

    assert [counts[code] for code in ("due", "in-time", "in-time-named", "in-time-unnamed")] == [2, 2, 1, 1]


def test_what_is_missing_is_found_plan_by_plan():
    unit, here = UnitFactory(), EngagementFactory().user
    gone = EngagementFactory(valid_to=TODAY - timedelta(days=1)).user
    whole = {"unit": unit, "owner": here, "evaluation_method": "Vi spørger"}

    def plan(**fields):
        made = PlanFactory(**(whole | fields))
        return MeasureFactory(plan=made, ladder="change").plan, CriterionFactory(plan=made)

    plan()
    plan(evaluator=gone)
    plan(owner=gone, evaluator=here)
    plan(evaluation_method="")
    CriterionFactory(plan=plan()[0], kind="measured", baseline="4", target="")
    MeasureFactory(plan=plan()[0], ladder="change", responsible=gone)
    MeasureFactory(plan=plan()[0], due_on=None)
    PlanFactory(**whole)
    found = {gap.code: (gap.plans, gap.of) for gap in missing_by_check(Scope((unit.path,)), TODAY)}

    assert found == {
        "owner-left": (1, 8), "evaluator-left": (1, 8), "no-method": (1, 8), "no-target": (1, 8),
        "measure-nobody": (3, 8), "no-ladder": (1, 8), "no-measure": (1, 8), "no-criterion": (1, 8),
    }  # fmt: skip
    assert set(found) == set(CHECKS)


def test_what_is_missing_is_told_of_today_only(django_assert_max_num_queries):
    unit = UnitFactory()
    PlanFactory(unit=unit)
    level, today = Level.of_unit(unit, TODAY), Period.year_to(TODAY)
    before = today.a_year_before(), a_year_before(TODAY)
    yesterday = TODAY - timedelta(days=1)

    with django_assert_max_num_queries(6):
        assert DepthReport.of(level, today, TODAY, before=before, today=TODAY).missing
    assert not DepthReport.of(level, today, yesterday, before=before, today=TODAY).missing
