"""One line of a file as a closed case, or every thing that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from injuries.importing.columns import CODED, FIELDS, LIMITS, SEALED
from injuries.importing.words import code_of, decision_of, kind_of, perpetrator_of, place_of, sex_of, time_of
from injuries.models import WITHOUT_INJURED, CaseKind, Decision, Perpetrator, Place
from injuries.sealing import Health, Identity
from safetynet.common.cells import CellReading, Problem

LEAVE_OUT = "leave_out"
ASKED = ("unit", "kind", "decision")
MOST_DAYS, OLDEST, YOUNGEST = 2000, 100, 13
TEXTS = ("course", "suggestion", "comment", "done_now", "label")
HURTS = ("injury", "body")


class Told(NamedTuple):
    """What the authority was told and answered; all empty where nothing was."""

    sent_on: date | None
    receipt: str
    decision: Decision | None
    decided_on: date | None


@dataclass(frozen=True)
class Historic:
    """The case that a line becomes: everything but who brings it in."""

    number: str
    kind: CaseKind
    unit_id: int
    happened_on: date
    happened_at: time | None
    place_kind: Place
    place: str
    texts: Mapping[str, str]
    codes: Mapping[str, str]
    perpetrator: str
    injured_id: int | None
    hired_on: date | None
    absence: tuple[date, date] | None
    registered_on: date
    closed_on: date
    told: Told
    identity: Identity | None
    health: Health | None


@dataclass(frozen=True)
class Line:
    """One line as it was understood."""

    number: int
    historic: Historic | None
    problems: tuple[Problem, ...] = ()
    is_left_out: bool = False
    notes: tuple[str, ...] = ()
    key: str = ""


class Reading(CellReading):
    """The cells of one line by field, and what is found wrong on the way."""

    @classmethod
    def of(cls, cells: Mapping[str, str]) -> Self:
        """A line with our columns and their limits."""
        return cls(cells, FIELDS, LIMITS)

    def needed(self, name: str) -> str:
        """The text, which must be there."""
        value = self.text(name)
        if not value:
            self.say(name, _("It says nothing."))
        return value

    def past_day(self, name: str, today: date) -> date | None:
        """A date that is not ahead."""
        found = self.day(name)
        if found and found > today:
            self.say(name, _("The date lies in the future."))
        return found

    def clock(self, name: str) -> time | None:
        """The time of day; none that can be read is left out with a note."""
        value = self.cell(name)
        found = time_of(value) if value else None
        if value and found is None:
            self.notes.append(_("“%(text)s” is not a time of day; it is left out.") % {"text": value[:20]})
        return found

    def code(self, name: str) -> str:
        """The code of the classification; one that is not known is told."""
        value = self.cell(name)
        found = code_of(CODED[name], value) if value else ""
        if found is None:
            self.say(name, _("“%(text)s” is not in the classification. Write the code, or our words for it.") % {"text": value[:60]})
        return found or ""

    def whole_number(self, name: str, least: int, most: int) -> int | None:
        """A number within bounds."""
        value = self.cell(name).removesuffix(",0").removesuffix(".0")
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 6 and least <= int(value) <= most):  # noqa: PLR2004
            self.say(name, _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most})
            return None
        return int(value)


def kind_in(reading: Reading, said: str) -> CaseKind | None:
    """By our words, or as the person has answered."""
    text = reading.cell("kind")
    found = CaseKind(said) if said in CaseKind.values else kind_of(text)
    if found is None:
        reading.say("kind", _("“%(text)s” is not known as a kind of case.") % {"text": text[:40] or "–"}, "kind", text)
    return found


def place_in(reading: Reading) -> tuple[Place, str]:
    """The kind of place, and its words; a kind that is not known is another place, with the words kept."""
    kind, words = reading.text("place_kind"), reading.text("place")
    found = place_of(kind or words)
    if found is None and kind:
        words = ", ".join(part for part in (kind, words) if part)[: LIMITS["place"]]
    return found or Place.OTHER, words


def decision_in(reading: Reading, said: str) -> Decision | None:
    """What the authority decided; a word that is not known is asked about."""
    text = reading.cell("decision")
    found = Decision(said) if said in Decision.values else decision_of(text)
    if text and found is None:
        reading.say("decision", _("“%(text)s” is not known as a decision.") % {"text": text[:40]}, "decision", text)
    return found


def perpetrator_in(reading: Reading, kind: CaseKind | None) -> str:
    """At violence and offensive acts only (R54)."""
    text = reading.cell("perpetrator")
    if not text or kind in (CaseKind.ACCIDENT, CaseKind.DISEASE):
        return ""
    found = perpetrator_of(text)
    if found is None:
        reading.notes.append(_("“%(text)s” is not known; “somebody else” is kept.") % {"text": text[:40]})
    return (found or Perpetrator.OTHER).value


def absence_in(reading: Reading, happened_on: date | None, today: date) -> tuple[date, date] | None:
    """From the days, or from how many there were: the day of injury never counts (R40)."""
    begins, ends = reading.past_day("absent_from", today), reading.day("absent_to")
    count = reading.whole_number("absent_days", 0, MOST_DAYS)
    if happened_on is None or not (begins or ends or count):
        return None
    begins = begins or happened_on + timedelta(days=1)
    if begins <= happened_on:
        words = {"date": date_format(happened_on, "SHORT_DATE_FORMAT")}
        reading.say(
            "absent_from", _("Absence begins the day after the event (%(date)s) at the earliest; the day itself never counts.") % words
        )
        return None
    if ends is None:
        ends = begins + timedelta(days=(count or 1) - 1)
        if not count:
            reading.notes.append(_("No last day of absence is told; it is counted as one day."))
    if ends < begins:
        reading.say("absent_to", _("The absence ends before it begins."))
        return None
    return begins, ends


def told_in(reading: Reading, said: str, happened_on: date | None, today: date) -> Told:
    """Sent, receipt and decision, in the order in which they must have come."""
    sent_on, decided_on = reading.past_day("sent_on", today), reading.past_day("decided_on", today)
    receipt, decision = reading.text("receipt"), decision_in(reading, said)
    for name, day in (("sent_on", sent_on), ("decided_on", decided_on)):
        if day and happened_on and day < happened_on:
            reading.say(name, _("The date lies before the event."))
    if sent_on and decided_on and decided_on < sent_on:
        reading.say("decided_on", _("It was decided before it was sent."))
    if (receipt or decision) and not (sent_on or decided_on):
        reading.say("sent_on", _("With a receipt or a decision the day must be told on which it was sent or decided."))
    return Told(sent_on, receipt, decision, decided_on if decision else None)


def sealed_in(reading: Reading, kind: CaseKind | None, *, takes_health: bool) -> tuple[Identity | None, Health | None]:
    """What goes under seal; nothing where nobody was hurt (R53), or where the person wants the columns left out."""
    given = [name for name in SEALED if reading.cell(name)]
    if not takes_health or kind is None or not given:
        return None, None
    if kind in WITHOUT_INJURED:
        if any(reading.cell(name) for name in HURTS):
            words = _("Nobody is hurt in a near miss or an observation. Was somebody, it is an accident; else empty the injury's columns.")
            reading.say("kind", words)
        return None, None
    sex = sex_of(reading.cell("sex")) if reading.cell("sex") else ""
    if sex is None:
        reading.notes.append(_("The sex could not be read and is left out."))
    age, body = reading.whole_number("age", YOUNGEST, OLDEST), reading.code("body")
    health = Health(reading.code("injury"), (body,) if body else (), harm=reading.text("harm"))
    return Identity(sex=sex or "", age=age, nationality=reading.text("nationality")), health
