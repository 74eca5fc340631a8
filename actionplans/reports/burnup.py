"""Plans taken on and plans ended, quarter by quarter, added up: the distance between the two is what is open.

By the unit that owns the plan now. A plan opened again after its end counts as never ended, as everywhere else.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncQuarter

from actionplans.models import ActionPlan
from actionplans.reports.periods import Quarter
from orgstructure.access import Scope
from safetynet.common.clock import at_hour


@dataclass(frozen=True)
class BurnUpQuarter:
    """One quarter: taken on and ended in it, and both added up since the first; `taken` begins with what was open before."""

    quarter: Quarter
    published: int
    ended: int
    taken: int
    done: int

    @property
    def open(self) -> int:
        """Open at its end."""
        return self.taken - self.done


@dataclass(frozen=True)
class BurnUp:
    """The last eight quarters; today's is not over yet."""

    before: int
    quarters: tuple[BurnUpQuarter, ...]

    @classmethod
    def of(cls, area: Scope, today: date) -> Self:
        """One query."""
        shown = Quarter.last_ones(today)
        published, ended, before = Counter[Quarter](), Counter[Quarter](), 0
        for began, over, plans in _counted(area, at_hour(shown[0].first, 0)):
            if began is None:
                before += plans
            else:
                published[Quarter.of(began)] += plans
            if over is not None:
                ended[Quarter.of(over)] += plans
        rows, taken, done = [], before, 0
        for quarter in shown:
            taken, done = taken + published[quarter], done + ended[quarter]
            rows.append(BurnUpQuarter(quarter, published[quarter], ended[quarter], taken, done))
        return cls(before, tuple(rows))

    def __bool__(self) -> bool:
        return any(row.published or row.ended for row in self.quarters)


def _counted(area: Scope, start: datetime) -> QuerySet[ActionPlan, Any]:
    """Quarter of publishing and of the end, nothing for one before the first or none; plans that ended before it are left out."""
    plans = ActionPlan.objects.published().filter(area.where()).filter(Q(ended_at=None) | Q(ended_at__gte=start))
    counted: QuerySet[ActionPlan, Any] = (
        plans.order_by()
        .annotate(began=_quarter("published_at", start), over=_quarter("ended_at", start))
        .values_list("began", "over")
        .annotate(plans=Count("*"))
    )
    return counted


def _quarter(column: str, start: datetime) -> Case:
    within = When(**{f"{column}__gte": start}, then=Cast(TruncQuarter(F(column)), DateField()))
    return Case(within, default=Value(None), output_field=DateField())
