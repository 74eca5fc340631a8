"""The figures that the organisation picture can be coloured by, for every unit of a branch: each the same as elsewhere, with its rows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.filters import plan_list_url
from actionplans.reports import Figures, Period, figures_by_unit
from orgstructure.access import Scope
from orgstructure.gap_counts import gaps_by_subtree
from orgstructure.headcount import Headcount, ids_of
from orgstructure.models import Unit
from safetynet.common.fields import valid_on

KINDS = {
    "employees": _("Employees"),
    "open": _("Open plans"),
    "overdue": _("Overdue plans"),
    "in-time": _("Evaluated in time"),
    "gaps": _("Gaps"),
}


@dataclass(frozen=True)
class UnitFigures:
    """One unit with all below it; `children` are the units right below, by name."""

    unit: Unit
    depth: int
    employees: int
    plans: Figures
    gaps: int
    period: Period
    has_below: bool
    children: tuple["UnitFigures", ...] = ()

    def value(self, kind: str) -> int | None:
        """The chosen figure; None where there is nothing to take a share of."""
        if kind == "in-time":
            return self.plans.first.share
        return {"employees": self.employees, "open": self.plans.open, "overdue": self.plans.overdue, "gaps": self.gaps}[kind]

    def rows_url(self, kind: str) -> str:
        """Exactly the rows that the figure counted."""
        cohort: dict[str, Any] = {"first_due_from": self.period.first, "first_due_to": self.period.last}
        words: dict[str, dict[str, Any]] = {
            "open": {"state": "open"},
            "overdue": {"overdue": "plan"},
            "in-time": cohort,
            "done": {"in_time": "yes", **cohort},
        }
        if kind in words:
            return plan_list_url(unit=self.unit.pk, confidential="counted", **words[kind])
        return reverse("gap-list-unit" if kind == "gaps" else "organisation-under", args=[self.unit.pk])

    @property
    def open_url(self) -> str:
        """The open plans."""
        return self.rows_url("open")

    @property
    def overdue_url(self) -> str:
        """Those past their date."""
        return self.rows_url("overdue")

    @property
    def due_url(self) -> str:
        """Those whose date has come within the year."""
        return self.rows_url("in-time")

    @property
    def done_url(self) -> str:
        """Those of them that were evaluated in time."""
        return self.rows_url("done")

    @property
    def gaps_url(self) -> str:
        """The unit's list of gaps."""
        return self.rows_url("gaps")

    @property
    def height(self) -> int:
        """How many levels were read below it."""
        return max((1 + child.height for child in self.children), default=0)

    def all(self) -> list["UnitFigures"]:
        """This one and those below it that were read, from the top down."""
        return [self, *(line for child in self.children for line in child.all())]


def branch_of(unit: Unit, levels: int, today: date) -> UnitFigures:
    """The unit, and so many levels below it. A fixed number of queries, the same for two levels and for four."""
    return _Reader(unit, unit.depth + levels, today).branch(unit)


class _Reader:
    """What there is of the branch today: its units, people, plans and gaps."""

    def __init__(self, unit: Unit, deepest: int, today: date) -> None:
        self.deepest, self.today, self.period = deepest, today, Period.year_to(today)
        live = Unit.objects.filter(valid_on(today)).below(unit.path)
        paths = dict(live.values_list("pk", "path"))
        self.children: dict[int | None, list[Unit]] = defaultdict(list)
        for row in live.filter(depth__lte=deepest).exclude(pk=unit.pk).only("name", "path", "depth", "parent").named():
            self.children[row.parent_id].append(row)
        self.has_below = {part for path in paths.values() for part in ids_of(path)[:-1]}
        self.people = Headcount.of(today, None if unit.parent_id is None else paths).by_subtree(paths)
        self.gaps = gaps_by_subtree(unit, today)
        self.plans: dict[int, list[Figures]] = defaultdict(list)
        for path, figures in figures_by_unit(Scope((unit.path,)), self.period, today).items():
            for part in ids_of(path):
                self.plans[part].append(figures)

    def branch(self, unit: Unit) -> UnitFigures:
        return UnitFigures(
            unit=unit,
            depth=unit.depth,
            employees=self.people.get(unit.pk, 0),
            plans=Figures.total(self.plans[unit.pk]) if self.plans.get(unit.pk) else Figures(),
            gaps=self.gaps[unit.pk],
            period=self.period,
            has_below=unit.pk in self.has_below,
            children=tuple(self.branch(child) for child in self.children[unit.pk]),
        )
