"""How it has gone, quarter by quarter, and what the evaluated plans came to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import TruncQuarter

from actionplans.models import ActionPlan, Verdict
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.models.measured import GRACE_DAYS
from actionplans.reports.cohort import in_time_by_day
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
        in_time = _in_time(in_time_by_day(area, trend.first, trend.last))
        effects: dict[Quarter, Counter[str]] = {quarter: Counter() for quarter in shown}
        chosen: Counter[str] = Counter()
        for day, in_period, verdict, count in _verdicts_by_quarter(area, period, today):
            if in_period:
                chosen[verdict] += count
            if (quarter := Quarter.of(day)) in effects:
                effects[quarter][verdict] += count
        rows = tuple(QuarterFigures(quarter, *in_time[quarter], effects=Effects(effects[quarter])) for quarter in shown)
        return cls(rows, Effects(chosen))

    def __bool__(self) -> bool:
        return any(self.quarters)


def _in_time(by_day: Iterable[tuple[date, int, int, int, int]]) -> Mapping[Quarter, tuple[InTime, InTime]]:
    """Days added up to quarters: with the grace by the day plus the grace, strictly by the day."""
    sums: dict[Quarter, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for day, first_due, first_done, strict_due, strict_done in by_day:
        first, strict = sums[Quarter.of(day + timedelta(days=GRACE_DAYS))], sums[Quarter.of(day)]
        first[0] += first_due
        first[1] += first_done
        strict[2] += strict_due
        strict[3] += strict_done
    found = {quarter: (InTime(*counts[:2]), InTime(*counts[2:])) for quarter, counts in sums.items()}
    return defaultdict(lambda: (InTime(), InTime()), found)


def _verdicts_by_quarter(area: Scope, period: Period, today: date) -> QuerySet[ActionPlan, Any]:
    """By the unit that owns the plan now, and a quarter that reaches over the period's edge in two parts."""
    trend, chosen = Period.quarters(today), Q(last_verdict_on__range=(period.first, period.last))
    rows = ActionPlan.objects.filter(area.where(), chosen | Q(last_verdict_on__range=(trend.first, trend.last)))
    counted: QuerySet[ActionPlan, Any] = (
        rows.order_by()
        .annotate(
            quarter=TruncQuarter("last_verdict_on"),
            in_period=Case(When(chosen, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()),
        )
        .values_list("quarter", "in_period", "last_verdict")
        .annotate(plans=Count("*"))
    )
    return counted
