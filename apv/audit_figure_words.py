"""Numbers of a self-audit's report as people write them, and lists with bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apv.audit_bars import single
from apv.reports.audit_counts import Placed
from apv.reports.audit_parts import Actions

DASH, SPACE = "–", "\N{NO-BREAK SPACE}"
UNGROUPED = 1000  # below it every language writes a number alike; a report has two thousand of them


@dataclass(frozen=True)
class Line:
    """One line of a list with bars."""

    label: str
    number: int
    bar: SafeString


def lines(named: Iterable[tuple[str, int]]) -> list[Line]:
    """With bars as long as their share of the largest."""
    rows = list(named)
    highest = max((number for _label, number in rows), default=0)
    return [Line(label, number, single(number, highest)) for label, number in rows]


def states_words(actions: Actions) -> str:
    """“3 under way, 1 overdue”."""
    return ", ".join(f"{said(number)} {state.label}" for state, number in actions.states)


def said(number: int | None) -> str:
    """A number as people write it; a dash for what is not known."""
    if number is None:
        return DASH
    return str(number) if 0 <= number < UNGROUPED else number_format(number, force_grouping=True)


def percent(share: int | None) -> str:
    """A share as people write it."""
    return DASH if share is None else f"{share}{SPACE}%"


def covered(placed: Placed, *, is_known: bool) -> str:
    """Places answered of those expected."""
    numbers = {"answered": said(placed.answered), "expected": said(placed.expected)}
    return _("%(answered)s of %(expected)s") % numbers if is_known else _("%(answered)s, expected not known") % numbers
