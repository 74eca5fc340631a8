"""The columns a list of plans may show, on the page and in its files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.steps import PlanRow
from safetynet.common.clock import COPENHAGEN
from safetynet.common.tablefiles import Cell

Label = str | Promise
Cells = tuple[tuple[Label, Callable[[PlanRow], Cell]], ...]


@dataclass(frozen=True)
class Column:
    """One column: its heading, the key of `SORTS` that sorts by it, and its cells in a file."""

    code: str
    label: Label
    cells: Cells
    sort: str = ""


def _day(moment: object) -> date | None:
    return moment.astimezone(COPENHAGEN).date() if moment else None  # type: ignore[attr-defined]  # a moment or None


def _one(code: str, label: Label, of: Callable[[PlanRow], Cell], sort: str = "") -> Column:
    return Column(code, label, ((label, of),), sort)


ALL: Final = {
    column.code: column
    for column in (
        _one("unit", gettext_lazy("Unit"), lambda row: row.plan.unit.name, "unit"),
        _one("owner", gettext_lazy("Owner"), lambda row: row.plan.owner.get_full_name() if row.plan.owner else "", "owner"),
        _one("due", gettext_lazy("Expected closing"), lambda row: row.plan.expected_closing_on, "due"),
        Column(
            "step",
            gettext_lazy("Next step"),
            (
                (gettext_lazy("Next step"), lambda row: str(row.step.text)),
                (gettext_lazy("Next step on"), lambda row: row.step.on),
            ),
        ),
        Column(
            "state",
            gettext_lazy("State"),
            (
                (gettext_lazy("Acute"), lambda row: _("Acute") if row.plan.is_acute else ""),
                (gettext_lazy("State"), lambda row: str(row.state[1])),
            ),
        ),
        _one("first_due", gettext_lazy("First expected closing"), lambda row: row.plan.first_expected_closing_on),
        _one("days_over", gettext_lazy("Days overdue"), lambda row: row.days_over or None),
        _one("implement_by", gettext_lazy("Carried out no later than"), lambda row: row.plan.implement_by),
        _one("evaluate_on", gettext_lazy("Effect evaluated"), lambda row: row.plan.evaluate_on),
        _one("theme", gettext_lazy("Theme"), lambda row: str(row.plan.theme or "")),
        _one("source", gettext_lazy("Source"), lambda row: str(row.plan.get_source_display())),
        _one("published", gettext_lazy("Published"), lambda row: _day(row.plan.published_at), "published"),
        _one("ended", gettext_lazy("Ended on"), lambda row: _day(row.plan.ended_at), "ended"),
    )
}
USUAL: Final = ("unit", "owner", "due", "step", "state")
IN_FILES: Final = ("state.0", "unit", "owner", "due", "first_due", "step", "state.1", "days_over")


def chosen(codes: Iterable[object]) -> list[Column]:
    """The columns with these codes in their order; the usual ones when none is known."""
    found = [ALL[code] for code in dict.fromkeys(codes) if isinstance(code, str) and code in ALL]
    return found or [ALL[code] for code in USUAL]


def cells_of(codes: Sequence[object]) -> Cells:
    """What a file holds after reference and plan: the chosen columns, or when nothing was chosen all that has always been there."""
    if codes:
        return tuple(cell for column in chosen(codes) for cell in column.cells)
    found: list[tuple[Label, Callable[[PlanRow], Cell]]] = []
    for name in IN_FILES:
        code, _dot, part = name.partition(".")
        found += [ALL[code].cells[int(part)]] if part else ALL[code].cells
    return tuple(found)
