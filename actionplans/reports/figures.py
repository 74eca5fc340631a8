"""The figures of a unit, a level, a region: counted by unit in two queries, then added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from django.db.models import Count, Expression, F, Func, Q, QuerySet, TextField, Value

from actionplans.models import ActionPlan, Status
from actionplans.models.choices import OPEN_STATUSES
from actionplans.models.querysets import OVERDUE_STATUSES
from actionplans.reports.cohort import in_time_by
from actionplans.reports.periods import Period
from orgstructure.access import Scope
from orgstructure.models import Unit


@dataclass(frozen=True)
class InTime:
    """How many of the plans that should have been evaluated by their date were."""

    due: int = 0
    done: int = 0

    @property
    def share(self) -> int | None:
        """In whole per cent; None where nothing was due. Never 100 while one is missing, never 0 while one is there."""
        if not self.due:
            return None
        rounded = round(100 * self.done / self.due)
        return min(max(rounded, 1 if self.done else 0), 100 if self.done == self.due else 99)

    @property
    def missed(self) -> int:
        """Due and not evaluated by then."""
        return self.due - self.done


class Figures(NamedTuple):
    """What one unit, or all units of a level together, amount to; a tuple, because thousands are added up by column.

    `first` is the one figure that measures us: of the plans whose date as first published plus 14 days falls in the
    period, those that by then had a verdict. `strict` leaves out the 14 days, `current` goes by the date as it is now.
    Plans not carried out and standing plans are in none of the three; of `first` they stand beside.
    """

    open: int = 0
    overdue: int = 0
    awaiting: int = 0
    standing: int = 0
    first_due: int = 0
    first_done: int = 0
    strict_due: int = 0
    strict_done: int = 0
    current_due: int = 0
    current_done: int = 0
    beside_left: int = 0
    beside_standing: int = 0

    @classmethod
    def total(cls, rows: Iterable["Figures"]) -> Self:
        """All rows added up."""
        return cls(*map(sum, zip(*rows, strict=True)))

    @property
    def first(self) -> InTime:
        """Evaluated no later than 14 days after the date as first published."""
        return InTime(self.first_due, self.first_done)

    @property
    def strict(self) -> InTime:
        """Evaluated no later than the date as first published: how others measure."""
        return InTime(self.strict_due, self.strict_done)

    @property
    def current(self) -> InTime:
        """Evaluated no later than 14 days after the date as it is now, extensions counted in."""
        return InTime(self.current_due, self.current_done)


FIRST_CHILD = 3  # in `/1/23/` of a root, the third piece between strokes is the child
COHORTS = (
    "first_due", "first_done", "strict_due", "strict_done", "current_due", "current_done", "beside_left", "beside_standing"
)  # fmt: skip


def figures_by_unit(area: Scope, period: Period, today: date) -> dict[str, Figures]:
    """The figures of each unit of the area, by its path; units with nothing are not in it. Two queries."""
    return _figures_by("path", F("unit__path"), area, period, today)


def figures_by_child(unit: Unit, area: Scope, period: Period, today: date) -> dict[str, Figures]:
    """The same added up by the database to the units right below this one, by id as text; "" is the unit itself."""
    place = unit.depth + FIRST_CHILD
    child = Func(F("unit__path"), Value("/"), Value(place), function="split_part", output_field=TextField())
    return _figures_by(f"split_part(path, '/', {place})", child, area, period, today)


def _figures_by(key: str, expression: Expression | F, area: Scope, period: Period, today: date) -> dict[str, Figures]:
    found: dict[str, dict[str, int]] = {row.pop("key"): row for row in _open_by(expression, area, today)}
    for one, *counts in in_time_by(key, area, period.first, period.last):
        if any(counts):
            found.setdefault(one, {}).update(zip(COHORTS, counts, strict=True))
    return {one: Figures(**row) for one, row in found.items()}


def _open_by(key: Expression | F, area: Scope, today: date) -> QuerySet[ActionPlan, dict[str, Any]]:
    rows = ActionPlan.objects.filter(area.where(), status__in=OPEN_STATUSES).order_by()
    counted: QuerySet[ActionPlan, dict[str, Any]] = (
        rows.annotate(key=key)
        .values("key")
        .annotate(
            open=Count("*"),
            overdue=Count("status", filter=Q(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)),
            awaiting=Count("status", filter=Q(status=Status.AWAITING)),
            standing=Count("status", filter=Q(status=Status.STANDING)),
        )
    )
    return counted
