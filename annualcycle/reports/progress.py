"""How a measured goal stands: its baseline, its line to the target, its figures year by year; written in or counted from our data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

from actionplans.models import ActionPlan
from actionplans.models.choices import FINAL_VERDICTS, Verdict
from actionplans.reports.cohort import in_time_by_day
from annualcycle.models import Goal, GoalCount
from annualcycle.reports.wholes import wholes_of
from apv.models import ResultCell, Subject
from injuries.indicators import Indicator
from injuries.models import CaseKind, InjuryPolicy
from injuries.reports.figures import Moment, Sight, part_of_years, years_of
from orgstructure.access import Scope
from orgstructure.levels import Level
from orgstructure.models import Unit

HUNDRED = 100
TENTH = Decimal("0.1")
YEARS_BACK: Final = 12


@dataclass(frozen=True)
class YearPoint:
    """One year's figure, and where the line from baseline to target stands that year; None is hidden or not known."""

    year: int
    value: Decimal | None
    line: Decimal | None
    source: str = ""


@dataclass(frozen=True)
class Progress:
    """A goal's figures for every reader: what only some may see is never in them."""

    goal: Goal
    baseline: Decimal | None
    target: Decimal | None
    points: tuple[YearPoint, ...]

    @classmethod
    def of(cls, goal: Goal, *, now: datetime, today: date) -> Self | None:
        """None for a goal in words only. Figures of finished years, those written in for whichever year.

        Counted by night (decision 0171); then without a query for goals read `with_figures()`.
        """
        if not goal.measured_by:
            return None
        values = _values_of(goal, now, today)
        baseline = goal.baseline_value if goal.baseline_value is not None else values.get(goal.baseline_year or 0, (None, ""))[0]
        target = _target(goal, baseline)
        points = (YearPoint(year, value, _line(goal, baseline, target, year), told) for year, (value, told) in sorted(values.items()))
        return cls(goal, baseline, target, tuple(points))

    @property
    def newest(self) -> YearPoint | None:
        """The last year that has a figure."""
        return next((one for one in reversed(self.points) if one.value is not None), None)

    @property
    def share(self) -> int | None:
        """How much of the way from baseline to target is gone, in per cent, 0–100; None where it cannot be told."""
        newest = self.newest
        if newest is None or newest.value is None or self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        gone = (self.baseline - newest.value) / (self.baseline - self.target)
        return min(max(int(gone * HUNDRED), 0), HUNDRED)

    @property
    def is_on_track(self) -> bool | None:
        """The newest figure is at or beyond the line; None where there is no line."""
        newest = self.newest
        if newest is None or newest.value is None or newest.line is None:
            return None
        return newest.value <= newest.line if self.goal.is_lower_better else newest.value >= newest.line


def _target(goal: Goal, baseline: Decimal | None) -> Decimal | None:
    if goal.target_value is not None:
        return goal.target_value
    if goal.target_change is None or baseline is None:
        return None
    return (baseline * (HUNDRED + goal.target_change) / HUNDRED).quantize(TENTH, ROUND_HALF_UP)


def _line(goal: Goal, baseline: Decimal | None, target: Decimal | None, year: int) -> Decimal | None:
    first, last = goal.baseline_year, goal.target_year
    if baseline is None or target is None or first is None or last is None or year < first:
        return None
    gone = Decimal(1) if last == first else Decimal(min(year, last) - first) / (last - first)
    return (baseline + (target - baseline) * gone).quantize(TENTH, ROUND_HALF_UP)


Values = Mapping[int, tuple[Decimal | None, str]]


def _values_of(goal: Goal, now: datetime, today: date) -> Values:
    counted = COUNTED.get(Goal.MeasuredBy(goal.measured_by))
    if counted is None:
        return {one.year: (one.value, one.source) for one in goal.values.all()}
    kept = getattr(goal, "counted", None)  # a query where the goals were not read `with_figures()`
    if kept is None or (kept.counted_on, kept.goal_version) != (today, goal.version):
        return counted(goal, _first_year(goal, today), now, today)
    return {year: (None if value is None else Decimal(value), told) for year, value, told in kept.years}


def _first_year(goal: Goal, today: date) -> int:
    return max(min(goal.baseline_year or goal.first_year, goal.first_year), today.year - YEARS_BACK)


def count_goals(*, now: datetime, today: date) -> None:
    """All measured goals that somebody may look at today, anew. Where nothing is known nothing is kept; looking at a goal never writes."""
    looked_at = Goal.objects.exclude(status=Goal.Status.ENDED).filter(measured_by__in=COUNTED, last_year__gte=today.year - 1)
    for goal in looked_at.select_related("committee", "unit").iterator(chunk_size=500):
        counted = COUNTED[Goal.MeasuredBy(goal.measured_by)](goal, _first_year(goal, today), now, today)
        years = [(year, None if value is None else str(value), told) for year, (value, told) in sorted(counted.items())]
        if any(value is not None for _year, value, _told in years):
            said = {"counted_on": today, "goal_version": goal.version, "years": years}
            GoalCount.objects.update_or_create(goal=goal, defaults=said)


def tops_of(goal: Goal, today: date) -> list[Unit]:
    """The units whose subtrees a goal is about: its own, those that its committee holds the whole of, or the whole region's."""
    if goal.unit:
        return [goal.unit]
    if goal.committee_id is None:
        return list(Unit.objects.existing(today).filter(parent=None))
    return tops_of_committee(goal.committee_id, today)


def tops_of_committee(pk: int, today: date) -> list[Unit]:
    """The units of which the committee and those below it cover all that lies under them."""
    return wholes_of(Level.of_committee(pk, today), today)


def area_of(goal: Goal, today: date) -> Scope:
    """The units whose plans a goal is about: all that its committee covers, its own unit with all below, or the whole region."""
    if goal.committee_id is not None:
        return Level.of_committee(goal.committee_id, today).area
    return Scope(tuple(unit.path for unit in tops_of(goal, today)))


def _new_with_absence(goal: Goal, first: int, now: datetime, today: date) -> Values:
    found = [Indicator.of(unit, now=now, today=today) for unit in tops_of(goal, today)]
    return {year: (_sum([one.value(year) for one in found]), "") for year in range(_begin(goal, first), today.year)}


def _with_absence(goal: Goal, first: int, now: datetime, today: date) -> Values:
    moment = Moment(now, today, InjuryPolicy.in_force())
    rows = [years_of(unit, _begin(goal, first), today.year - 1, Sight(), moment) for unit in tops_of(goal, today)]
    return {years[0].year: (_sum([one.absent for one in years]), "") for years in zip(*rows, strict=True)}


def _violence(goal: Goal, first: int, now: datetime, today: date) -> Values:
    moment, years = Moment(now, today, InjuryPolicy.in_force()), range(_begin(goal, first), today.year)
    rows = [part_of_years(unit, years, moment, axis="kind", code=CaseKind.VIOLENCE) for unit in tops_of(goal, today)]
    return {year: (_sum([row[year] for row in rows]), "") for year in years}


def _begin(goal: Goal, first: int) -> int:
    return min(first, goal.baseline_year or first)


def _sum(values: list[int | None]) -> Decimal | None:
    """Of several units together; hidden as soon as one is."""
    return None if not values or None in values else Decimal(sum(value or 0 for value in values))


def _in_time(goal: Goal, first: int, now: datetime, today: date) -> Values:  # noqa: ARG001  one shape for all
    rows = in_time_by_day(area_of(goal, today), date(first, 1, 1), date(today.year - 1, 12, 31))
    due: dict[int, int] = {}
    done: dict[int, int] = {}
    for day, first_due, first_done, *_strict in rows:
        due[day.year] = due.get(day.year, 0) + first_due
        done[day.year] = done.get(day.year, 0) + first_done
    return {year: (_per_cent(done[year], due[year]), "") for year in sorted(due)}


def _helped(goal: Goal, first: int, now: datetime, today: date) -> Values:  # noqa: ARG001  one shape for all
    plans = ActionPlan.objects.filter(area_of(goal, today).where("unit"), last_verdict__in=FINAL_VERDICTS, last_verdict_on__year__gte=first)
    found: dict[int, list[bool]] = {}
    for day, verdict in plans.filter(last_verdict_on__year__lt=today.year).values_list("last_verdict_on", "last_verdict"):
        found.setdefault(day.year, []).append(verdict in (Verdict.SOLVED, Verdict.PARTLY))
    return {year: (_per_cent(sum(helped), len(helped)), "") for year, helped in sorted(found.items())}


def _survey(goal: Goal, first: int, now: datetime, today: date) -> Values:  # noqa: ARG001  one shape for all
    cells = ResultCell.objects.published().whole().filter(subject=Subject.DIMENSION, code=goal.survey_theme, mean__isnull=False)
    tops = tops_of(goal, today)
    if len(tops) != 1:
        return {}
    rows = cells.filter(round_unit__unit=tops[0], round__closed_on__year__gte=first).select_related("round")
    return {
        cell.round.closed_on.year: (cell.mean, str(cell.round)) for cell in rows.order_by("round__closed_on", "pk") if cell.round.closed_on
    }


def _per_cent(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) * HUNDRED / whole).quantize(Decimal(1), ROUND_HALF_UP) if whole else None


Counted = Callable[[Goal, int, datetime, date], Values]
COUNTED: Final[Mapping[Goal.MeasuredBy, Counted]] = {
    Goal.MeasuredBy.NEW_WITH_ABSENCE: _new_with_absence,
    Goal.MeasuredBy.WITH_ABSENCE: _with_absence,
    Goal.MeasuredBy.VIOLENCE: _violence,
    Goal.MeasuredBy.IN_TIME: _in_time,
    Goal.MeasuredBy.HELPED: _helped,
    Goal.MeasuredBy.SURVEY: _survey,
}
