"""The figures of a unit, a level, a region: counted by unit in two queries, then added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value

from actionplans.models import ActionPlan, EffectEvaluation, Status
from actionplans.models.choices import OPEN_STATUSES
from actionplans.models.measured import GRACE_DAYS
from actionplans.models.querysets import OVERDUE_STATUSES
from actionplans.reports.periods import Period
from orgstructure.access import Scope
from safetynet.common.fields import valid_on


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


# A measure: the date it goes by, and the days of grace.
MEASURES = {
    "first": ("first_expected_closing_on", GRACE_DAYS),
    "strict": ("first_expected_closing_on", 0),
    "current": ("expected_closing_on", GRACE_DAYS),
}
LEFT_OUT = (Status.STANDING, Status.NOT_CARRIED_OUT)


def figures_by_unit(area: Scope, period: Period, today: date) -> dict[tuple[int, str], Figures]:
    """The figures of each unit of the area, by its id and path; units with nothing are not in it. Two queries."""
    found: dict[tuple[int, str], dict[str, int]] = {}
    for row in _open_by_unit(area, today):
        unit = row.pop("unit_id"), row.pop("unit__path")
        found[unit] = row
    for measure, unit_id, path, due, done, left, standing in _in_time_by_unit(area, period):
        row = found.setdefault((unit_id, path), {})
        row |= {f"{measure}_due": due, f"{measure}_done": done}
        if measure == "first":
            row |= {"beside_left": left, "beside_standing": standing}
    return {unit: Figures(**row) for unit, row in found.items()}


def _open_by_unit(area: Scope, today: date) -> QuerySet[ActionPlan, dict[str, Any]]:
    rows = ActionPlan.objects.filter(area.where(), status__in=OPEN_STATUSES).order_by()
    return rows.values("unit_id", "unit__path").annotate(
        open=Count("*"),
        overdue=Count("status", filter=Q(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)),
        awaiting=Count("status", filter=Q(status=Status.AWAITING)),
        standing=Count("status", filter=Q(status=Status.STANDING)),
    )


def _in_time_by_unit(area: Scope, period: Period) -> QuerySet[ActionPlan, Any]:
    first, *others = [
        due_and_done(area, period, column, grace)
        .annotate(measure=Value(name))
        .values_list("measure", "placements__unit_id", "placements__unit__path")
        .annotate(
            due=Count("status", filter=Q(is_counted=True)),
            done=Count("status", filter=Q(is_counted=True, is_done=True)),
            left=Count("status", filter=Q(status=Status.NOT_CARRIED_OUT)),
            standing=Count("status", filter=Q(status=Status.STANDING)),
        )
        for name, (column, grace) in MEASURES.items()
    ]
    return first.union(*others, all=True)


def due_and_done(area: Scope, period: Period, column: str, grace: int) -> QuerySet[ActionPlan, Any]:
    """The plans whose date plus the grace falls in the period and which then lay in the area, each once.

    `is_counted` is false for the plans left out, `is_done` true with a verdict by then; the unit that owned the plan
    that day is `placements__unit`.
    """
    between = ActionPlan.objects.due_first_between if column.startswith("first") else ActionPlan.objects.due_now_between
    verdict = EffectEvaluation.objects.final().filter(plan=OuterRef("pk"), on__lte=OuterRef(column) + timedelta(days=grace))
    rows: QuerySet[ActionPlan, Any] = between(period.first, period.last, grace).order_by()
    return rows.filter(valid_on(F(column) + timedelta(days=grace), "placements__") & area.where("placements__unit")).annotate(
        day=ExpressionWrapper(F(column) + timedelta(days=grace), output_field=DateField()),
        is_counted=~Q(status__in=LEFT_OUT),
        is_done=Exists(verdict),
    )
