"""One line of a spreadsheet as a plan, or every thing that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.importing.columns import FIELDS
from actionplans.importing.words import source_of
from actionplans.models import Source, Status, Verdict
from safetynet.common.cells import CellReading, Problem
from safetynet.common.letters import one_line
from safetynet.common.opentext import cpr_in, tidy

LIMITS = {"title": 160, "description": 4000, "causes": 1000, "note": 2000, "reason": 1000, "criterion": 500, "reference": 60}
DATES = ("created_on", "implement_by", "evaluate_on", "closing_on", "ended_on")
MEASURE_LIMIT, MOST_MEASURES = 1000, 20
LEAVE_OUT, MANAGER, NO_VERDICT = "leave_out", "manager", "no_verdict"
ASKED = ("unit", "owner", "status", "verdict")


@dataclass(frozen=True)
class Planned:
    """The plan that a line becomes: everything but who brings it in."""

    unit_id: int
    owner_id: int
    status: Status
    texts: Mapping[str, str]
    source: Source
    theme_id: int | None
    created_on: date
    implement_by: date
    evaluate_on: date
    closing_on: date
    ended_on: date | None
    verdict: Verdict | None
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line as it was understood."""

    number: int
    key: str
    planned: Planned | None
    problems: tuple[Problem, ...] = ()
    is_left_out: bool = False
    notes: tuple[str, ...] = ()


class Reading(CellReading):
    """The cells of one line of plans by field, and what is found wrong on the way."""

    @classmethod
    def of(cls, cells: Mapping[str, str], digest: str) -> Self:
        """A line with our columns and their limits."""
        return cls(cells, FIELDS, LIMITS, digest)

    def title(self, texts: dict[str, str]) -> str:
        """A long one is cut between words, and stands whole before the description."""
        whole = " ".join(tidy(self.cells.get("title", "")).split())
        if cpr_in(whole) or len(whole) <= LIMITS["title"]:
            return self.text("title")
        texts["description"] = f"{whole}\n\n{texts['description']}".strip()[: LIMITS["description"]]
        self.notes.append(_("The problem is longer than a line: all of it stands in the description."))
        return one_line(whole, LIMITS["title"])

    def measures(self) -> tuple[str, ...]:
        """One a line of the cell, or between semicolons."""
        whole = self.text("measures").replace(";", "\n")
        found = [part.strip(" -•*\t") for part in whole.split("\n")]
        return tuple(part[:MEASURE_LIMIT] for part in found if part)[:MOST_MEASURES]

    def source(self) -> Source:
        """What the plan springs from; a word that is not known is no obstacle."""
        value = self.text("source")
        found = source_of(value) if value else Source.OWN_IDEA
        if found is None:
            self.notes.append(_("“%(text)s” is not known as a source; the plan gets “own idea”.") % {"text": value[:40]})
        return found or Source.OWN_IDEA


class Days(NamedTuple):
    """The dates of a plan in order, those that were missing filled in."""

    created_on: date
    implement_by: date
    evaluate_on: date
    closing_on: date
    ended_on: date | None


def days_of(reading: Reading, status: Status, today: date) -> Days | None:
    """What is given, and for what is not: evaluated when closed, carried out when evaluated, begun on the earliest date of all."""
    given = {name: reading.day(name) for name in DATES}
    ended_on = given["ended_on"] if status in (Status.CLOSED, Status.NOT_CARRIED_OUT) else None
    if status in (Status.CLOSED, Status.NOT_CARRIED_OUT) and ended_on is None:
        ended_on = min(given["closing_on"] or today, today)
    closing_on = given["closing_on"] or given["evaluate_on"] or ended_on
    if closing_on is None:
        if not reading.has_said("closing_on"):
            reading.say("closing_on", _("An open plan needs the date on which it is expected to be closed."))
        return None
    evaluate_on = given["evaluate_on"] or closing_on
    implement_by = given["implement_by"] or evaluate_on
    created_on = given["created_on"] or min(implement_by, ended_on or today, today)
    days = Days(created_on, implement_by, evaluate_on, closing_on, ended_on)
    _check(reading, days, today)
    return days


def _check(reading: Reading, days: Days, today: date) -> None:
    for (earlier, first), (later, second) in pairwise(list(zip(DATES, days, strict=True))[:4]):
        if first and second and second < first:
            words = {"later": FIELDS[later][0], "earlier": FIELDS[earlier][0], "date": date_format(first, "SHORT_DATE_FORMAT")}
            reading.say(later, _("“%(later)s” must not be before “%(earlier)s” (%(date)s).") % words)
    for name, day in (("created_on", days.created_on), ("ended_on", days.ended_on)):
        if day and day > today:
            reading.say(name, _("The date lies in the future."))
    if days.ended_on and days.ended_on < days.created_on:
        reading.say("ended_on", _("The plan was closed before it was begun."))


def answer_to(answers: Mapping[str, Any], kind: str, text: str) -> str:
    """What the person has said that the text means; empty when nothing."""
    return str(answers.get(kind, {}).get(text, ""))
