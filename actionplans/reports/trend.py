"""How it has gone, quarter by quarter, and what the evaluated plans came to."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncQuarter

from actionplans.models import ActionPlan, Verdict
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.reports.cohort import in_time_by_quarter
from actionplans.reports.figures import InTime
from actionplans.reports.periods import Period, Quarter
from orgstructure.access import Scope


@dataclass(frozen=True)
class Effects:
    """What came of it: plans by their last verdict, each counted once."""

    by_verdict: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Plans with a verdict."""
        return self.by_verdict.total()

    @property
    def worked(self) -> int:
        """Solved or partly solved."""
        return self.by_verdict[Verdict.SOLVED] + self.by_verdict[Verdict.PARTLY]

    @property
    def without_effect(self) -> int:
        """No effect, or worse."""
        return self.by_verdict[Verdict.NO_EFFECT] + self.by_verdict[Verdict.WORSE]

    @property
    def rows(self) -> list[tuple[Verdict, int]]:
        """Each verdict with its count, best first."""
        return [(verdict, self.by_verdict[verdict]) for verdict in FINAL_VERDICTS]


@dataclass(frozen=True)
class QuarterFigures:
    """One quarter: how many were evaluated in time, with and without the 14 days, and the verdicts given in it."""

    quarter: Quarter
    first: InTime = field(default_factory=InTime)
    strict: InTime = field(default_factory=InTime)
    effects: Effects = field(default_factory=Effects)

    def __bool__(self) -> bool:
        return bool(self.first.due or self.strict.due or self.effects.total)


@dataclass(frozen=True)
class Trend:
    """The last eight quarters, and the verdicts of the period that the reader has chosen."""

    quarters: tuple[QuarterFigures, ...]
    effects: Effects

    @classmethod
    def of(cls, area: Scope, period: Period, today: date) -> Self:
        """Two queries."""
        shown, trend = Quarter.last_ones(today), Period.quarters(today)
        in_time: dict[Quarter, dict[str, InTime]] = {quarter: {} for quarter in shown}
        for measure, day, due, done in in_time_by_quarter(area, trend.first, trend.last):
            in_time[Quarter.of(day)][measure] = InTime(due, done)
        effects: dict[Quarter, Counter[str]] = {quarter: Counter() for quarter in shown}
        chosen: Counter[str] = Counter()
        for day, in_period, verdict, count in _verdicts_by_quarter(area, period, today):
            if in_period:
                chosen[verdict] += count
            if (quarter := Quarter.of(day)) in effects:
                effects[quarter][verdict] += count
        rows = tuple(QuarterFigures(quarter, effects=Effects(effects[quarter]), **in_time[quarter]) for quarter in shown)
        return cls(rows, Effects(chosen))

    def __bool__(self) -> bool:
        return any(self.quarters)


def _verdicts_by_quarter(area: Scope, period: Period, today: date) -> QuerySet[ActionPlan, Any]:
    """By the unit that owns the plan now, and a quarter that reaches over the period's edge in two parts."""
    trend, chosen = Period.quarters(today), Q(last_verdict_on__range=(period.first, period.last))
    rows = ActionPlan.objects.filter(area.where(), chosen | Q(last_verdict_on__range=(trend.first, trend.last)))
    return (
        rows.order_by()
        .annotate(
            quarter=TruncQuarter("last_verdict_on"),
            in_period=Case(When(chosen, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()),
        )
        .values_list("quarter", "in_period", "last_verdict")
        .annotate(plans=Count("*"))
    )
