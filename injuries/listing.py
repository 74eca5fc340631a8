"""The list of cases: number, kind, date, state and what presses, by what the reader may see; its rows are logged as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from injuries import rights
from injuries.clock_words import ClockLine, ClockState, line_of
from injuries.models import OPEN_STATES, Case, CaseState, Feedback, Report
from injuries.reading import listed
from injuries.usecases.answering import Awaited, awaited
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.given import read_id

PER_PAGE = 25
OPEN, TO_SIGN, ALL = "open", "to-sign", "all"
CHOICES: tuple[tuple[str, Any], ...] = (
    (OPEN, _("open")),
    (TO_SIGN, _("waiting for a signature")),
    (CaseState.CLOSED.value, _("closed")),
    (CaseState.WITHDRAWN.value, _("withdrawn")),
    (ALL, _("all")),
)


@dataclass(frozen=True)
class Row:
    """One case of the list; the clock for whoever may see the report."""

    case: Case
    clock: ClockLine | None
    awaited: Awaited | None
    is_to_sign: bool


@dataclass(frozen=True)
class CaseList:
    """One page of the list."""

    rows: list[Row]
    page: "Page[Any]"
    state: str
    unit: Unit | None
    choices: tuple[tuple[str, Any], ...] = CHOICES


def case_list(reader: User, *, state: str, unit: str, number: str, now: datetime) -> CaseList:
    """What the address asks for; unknown words mean the open ones. As many queries for many rows as for few."""
    state = state if state in dict(CHOICES) else OPEN
    chosen = Unit.objects.filter(pk=read_id(unit) or 0).first() if unit else None
    cases = Case.objects.visible_to(reader)
    if chosen:
        cases = cases.filter(unit__path__startswith=chosen.path)
    if state == OPEN:
        cases = cases.filter(state__in=OPEN_STATES)
    elif state == TO_SIGN:
        cases = cases.filter(state__in=OPEN_STATES, signed_at=None)
    elif state != ALL:
        cases = cases.filter(state=state)
    by_clock = scope_of(reader, Perm.SIGN_INJURIES) or scope_of(reader, Perm.ADMINISTER_INJURIES)
    ordered = cases.by_clock() if by_clock else cases.order_by("-happened_on", "-pk")  # the order would tell of absence
    page = Paginator(ordered, PER_PAGE).get_page(number)
    found = listed(reader, page.object_list, now=now)  # type: ignore[arg-type]  # the paginator cuts the queryset
    return CaseList(_rows(found, now), page, state, chosen)


def _rows(cases: Sequence[Case], now: datetime) -> list[Row]:
    told = set(Report.objects.filter(case__in=cases).values_list("case", flat=True))
    said: dict[int, list[Feedback]] = {}
    for one in Feedback.objects.filter(case__in=cases, by__isnull=False):
        said.setdefault(one.case_id, []).append(one)
    return [_row(case, told, said.get(case.pk, []), now) for case in cases]


def _row(case: Case, told: set[int], said: list[Feedback], now: datetime) -> Row:
    line = line_of(case, is_told=case.pk in told, now=now) if rights.sees_clock(case) else None
    if line and line.state == ClockState.NONE:
        line = None
    asked = awaited(case, said, now=now) if rights.may_tell_reporter(case) else None
    return Row(case, line, asked, rights.may_sign_now(case) or rights.may_answer_now(case))
