"""One year of a committee's wheel: its own activities and those handed down, as it has adapted them, and how each stands."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annualcycle.models import WheelActivity, WheelMark
from orgstructure.models import Committee


class State(models.TextChoices):
    """How an activity stands; what was missed stays so until somebody says what became of it (R61)."""

    DONE = "done", gettext_lazy("done")
    NOT_DONE = "not_done", gettext_lazy("not done")
    MISSED = "missed", gettext_lazy("missed")
    DUE = "due", gettext_lazy("due now")
    COMING = "coming", gettext_lazy("not due yet")
    LEFT_OUT = "left_out", gettext_lazy("left out here")


@dataclass(frozen=True)
class Entry:
    """One activity in this wheel. `root` is as it was first written; `row` says month and owner here, perhaps by an adaptation."""

    number: int
    root: WheelActivity
    row: WheelActivity
    committee: Committee
    year: int
    mark: WheelMark | None
    state: State

    @property
    def is_inherited(self) -> bool:
        """Written by a committee above."""
        return self.root.committee_id != self.committee.pk

    @property
    def is_adapted_here(self) -> bool:
        """By this committee itself."""
        return self.is_inherited and self.row.committee_id == self.committee.pk

    @property
    def on(self) -> date:
        """The day, or the first of its month; the last where the month is too short."""
        return _day_of(self.row, self.year)

    @property
    def owner(self) -> str:
        """Who sees to it, in words."""
        row = self.row if self.row.owner_id or self.row.owner_words else self.root
        name = row.owner.get_full_name() if row.owner else ""
        return f"{row.owner_words} ({name})" if row.owner_words and name else row.owner_words or name

    @property
    def is_meeting_to_plan(self) -> bool:
        """A meeting whose time is not past."""
        return self.root.kind == WheelActivity.Kind.MEETING and self.state in (State.DUE, State.COMING)

    @property
    def reason(self) -> str:
        """Why it is left out here."""
        return self.row.text if self.row.is_left_out else ""


@dataclass(frozen=True)
class Month:
    """A month with what falls in it."""

    number: int
    is_now: bool
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return str(MONTHS[self.number])


@dataclass(frozen=True)
class WheelYear:
    """The wheel of one committee for one year: page, picture and calendar show the same entries."""

    committee: Committee
    year: int
    today: date
    entries: tuple[Entry, ...]
    left_out: tuple[Entry, ...]

    @classmethod
    def of(cls, committee: Committee, year: int, today: date) -> Self:
        """Two queries, however many activities."""
        rows = WheelActivity.objects.in_wheels_of(committee).select_related("owner", "committee")
        marks = WheelMark.objects.filter(committee=committee, year=year).select_related("by")
        marked = {mark.activity_id: mark for mark in marks}
        placed = sorted(_effective(rows, year), key=lambda pair: (pair[1].month, pair[1].day or 32, pair[0].title, pair[0].pk))
        entries: list[Entry] = []
        left_out: list[Entry] = []
        for root, row in placed:
            mark = marked.get(root.pk)
            state = _state(row, mark, year, today)
            there = left_out if state == State.LEFT_OUT else entries
            there.append(Entry(len(there) + 1, root, row, committee, year, mark, state))
        return cls(committee, year, today, tuple(entries), tuple(left_out))

    @property
    def months(self) -> list[Month]:
        """All twelve."""
        by_month: dict[int, list[Entry]] = {}
        for entry in self.entries:
            by_month.setdefault(entry.row.month, []).append(entry)
        return [Month(n, (self.year, n) == (self.today.year, self.today.month), tuple(by_month.get(n, ()))) for n in range(1, 13)]

    def entry(self, pk: int) -> Entry | None:
        """The entry of that activity, left out or not."""
        return next((one for one in (*self.entries, *self.left_out) if one.root.pk == pk), None)

    def count(self, state: State) -> int:
        """How many stand so."""
        return sum(entry.state == state for entry in self.entries)

    @property
    def sentence(self) -> str:
        """The wheel in a sentence or two."""
        many = len(self.entries)
        said = ngettext("%(count)s activity in %(year)s", "%(count)s activities in %(year)s", many) % {"count": many, "year": self.year}
        told = [f"{self.count(state)} {state.label}" for state in State if self.count(state)]
        return f"{said}: {', '.join(told)}." if told else _("No activities in %(year)s.") % {"year": self.year}


def _effective(rows: Iterable[WheelActivity], year: int) -> Iterator[tuple[WheelActivity, WheelActivity]]:
    """Each activity that falls in the year, with the row that counts: the nearest committee's adaptation, or itself."""
    roots: list[WheelActivity] = []
    nearest: dict[int, WheelActivity] = {}
    for row in rows:
        if row.adapts_id is None:
            roots.append(row)
        elif row.first_year <= year:
            before = nearest.get(row.adapts_id)
            if before is None or before.committee.depth < row.committee.depth:
                nearest[row.adapts_id] = row
    for root in roots:
        if root.falls_in(year):
            yield root, nearest.get(root.pk, root)


def _state(row: WheelActivity, mark: WheelMark | None, year: int, today: date) -> State:
    if mark:
        return State(mark.state)
    if row.is_left_out:
        return State.LEFT_OUT
    if today > date(year, row.month, monthrange(year, row.month)[1]):
        return State.MISSED
    is_near = _day_of(row, year) - timedelta(days=row.lead_days) <= today
    return State.DUE if is_near else State.COMING


def _day_of(row: WheelActivity, year: int) -> date:
    return date(year, row.month, min(row.day or 1, monthrange(year, row.month)[1]))
