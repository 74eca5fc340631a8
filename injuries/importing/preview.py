"""What bringing a file in would make: every line as a case or with what is wrong, and what only a person can answer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from injuries.importing.columns import CODED, FIELDS, NEEDED, SEALED
from injuries.importing.lines import (
    ASKED,
    LEAVE_OUT,
    TEXTS,
    Historic,
    Line,
    Reading,
    Told,
    absence_in,
    kind_in,
    perpetrator_in,
    place_in,
    sealed_in,
    told_in,
)
from injuries.importing.people import People
from injuries.models import WITHOUT_INJURED, Case, CaseImport, CaseKind, Decision, Report
from orgstructure.access import Scope
from orgstructure.named_units import Units
from safetynet.common.cells import Problem
from safetynet.common.questions import Question
from safetynet.common.tablefiles import plain_text

ASKED_AT_ONCE, FEW_UNITS = 40, 60
LONGEST_KEY = 120


class Shown(NamedTuple):
    """A line that would become a case, with the name of its unit."""

    line: Line
    unit: str


class Preview:
    """The import as it stands on this day, for a person who administers injuries in those units."""

    def __init__(self, case_import: CaseImport, *, scope: Scope, today: date) -> None:
        """Reads units and people once; the lines are read when asked for."""
        self.case_import, self.today = case_import, today
        self.columns: Mapping[str, int] = case_import.columns
        self.answers: Mapping[str, Mapping[str, str]] = case_import.answers
        self.units = Units(scope, today)

    @property
    def missing_columns(self) -> list[str]:
        """Fields without which no line can be a case."""
        return [str(FIELDS[name][0]) for name in NEEDED if name not in self.columns]

    @cached_property
    def readings(self) -> list[tuple[int, Reading]]:
        """The cells of each line by field."""
        found = []
        for number, cells in self.case_import.lines:
            by_field = {name: plain_text(cells[n]) if n < len(cells) else "" for name, n in self.columns.items()}
            found.append((number, Reading.of(by_field)))
        return found

    @cached_property
    def people(self) -> People:
        """Those whom the numbers of the file mean, within the person's units or who have left them."""
        return People(((reading.cell("cpr"), reading.cell("employee")) for _number, reading in self.readings), self.units.by_pk)

    @cached_property
    def lines(self) -> list[Line]:
        """All of them, in the order of the file; a line that was brought in before is left out."""
        read = [] if self.missing_columns else [self._line(number, reading) for number, reading in self.readings]
        keys = [line.key for line in read if line.key]
        before = set(Case.objects.filter(import_key__in=keys).values_list("import_key", flat=True))
        receipts = [line.historic.told.receipt for line in read if line.historic and line.historic.told.receipt]
        taken = set(Report.objects.filter(receipt_number__in=receipts).values_list("receipt_number", flat=True))
        first: dict[str, int] = {}
        return [self._only_once(line, before, taken, first) for line in read]

    def _only_once(self, line: Line, before: set[str], taken: set[str], first: dict[str, int]) -> Line:
        if line.key in before:
            return replace(line, historic=None, problems=(), is_left_out=True, notes=(_("Brought in before."),))
        problems = list(line.problems)
        receipt = line.historic.told.receipt if line.historic else ""
        for name, text, seen in (("number", line.key, f"number {line.key}"), ("receipt", receipt, f"receipt {receipt}")):
            if text and first.setdefault(seen, line.number) != line.number:
                problems.append(_problem(name, _("The same number stands in line %(line)s.") % {"line": first[seen]}))
        if receipt in taken:
            problems.append(_problem("receipt", _("The receipt number stands on another case already.")))
        return line if not problems else replace(line, historic=None, problems=tuple(problems))

    @cached_property
    def good(self) -> list[Line]:
        """Those that would become cases."""
        return [line for line in self.lines if line.historic]

    @cached_property
    def faulty(self) -> list[Line]:
        """Those with something to put right."""
        return [line for line in self.lines if line.problems]

    @cached_property
    def left_out(self) -> list[Line]:
        """Those that were here before, or that the person does not want."""
        return [line for line in self.lines if line.is_left_out]

    def sample(self, number: int) -> list[Shown]:
        """The first of them, with the names of their units."""
        return [Shown(line, self.units.names[line.historic.unit_id]) for line in self.good[:number] if line.historic]

    def faulty_rows(self) -> tuple[list[str], list[list[str]]]:
        """Headings and cells of those, with what is wrong in a column of its own at the end; CPR numbers are not handed out again."""
        headings = self.case_import.headings
        cells, hidden = dict(self.case_import.lines), self.columns.get("cpr")
        rows = []
        for line in self.faulty:
            padded = [*cells[line.number], *[""] * (len(headings) - len(cells[line.number]))]
            kept = ["" if place == hidden else cell for place, cell in enumerate(padded)]
            rows.append([*kept, " ".join(f"{problem.label}: {problem.sentence}" for problem in line.problems)])
        return [*headings, _("What is wrong")], rows

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """How many cases of each kind."""
        counts = Counter(line.historic.kind for line in self.good if line.historic)
        return [(str(kind.label), counts[kind]) for kind in CaseKind if counts[kind]]

    @property
    def by_year(self) -> list[tuple[int, int]]:
        """How many cases of each year."""
        return sorted(Counter(line.historic.happened_on.year for line in self.good if line.historic).items())

    @property
    def by_unit(self) -> list[tuple[str, int]]:
        """How many cases of each unit, most first."""
        counts = Counter(line.historic.unit_id for line in self.good if line.historic)
        return [(self.units.path_of(pk), number) for pk, number in counts.most_common()]

    @property
    def unmatched(self) -> int:
        """Lines that name an injured person whom nobody here is."""
        return self.people.unknown

    @cached_property
    def questions(self) -> list[Question]:
        """What a person must answer, the most frequent first; those answered already are not asked again."""
        asked = Counter((p.kind, p.text) for line in self.faulty for p in line.problems if p.kind)
        found = sorted(asked.items(), key=lambda pair: (ASKED.index(pair[0][0]), -pair[1], pair[0][1]))[:ASKED_AT_ONCE]
        return [Question(kind, str(FIELDS[kind][0]), text, lines, tuple(self._options(kind, text))) for (kind, text), lines in found]

    def _options(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        if kind == "unit":
            near = self.units.proposals(text)
            rest = [(pk, self.units.path_of(pk)) for pk in self.units.by_pk] if len(self.units.by_pk) <= FEW_UNITS else []
            yield from ((str(pk), name) for pk, name in dict.fromkeys([*near, *rest]))
        else:
            choices = CaseKind.choices if kind == "kind" else Decision.choices
            yield from ((value, str(label)) for value, label in choices)
        yield LEAVE_OUT, _("leave these lines out")

    # --- One line ---------------------------------------------------------------------------------------
    def _line(self, number: int, reading: Reading) -> Line:
        said = {kind: str(self.answers.get(kind, {}).get(reading.cell(kind), "")) for kind in ASKED}
        name = reading.needed("number")
        key = f"{self.case_import.system}:{name}"[:LONGEST_KEY] if name else ""
        if LEAVE_OUT in said.values():
            return Line(number, None, is_left_out=True, notes=(_("Left out, as you chose."),), key=key)
        historic = self._historic(reading, name, said)
        return Line(number, historic, tuple(reading.problems), notes=tuple(reading.notes), key=key)

    def _historic(self, reading: Reading, number: str, said: Mapping[str, str]) -> Historic | None:
        """The case, None where something is wrong: then all of it has been said."""
        kind, unit_id = kind_in(reading, said["kind"]), self._unit(reading, said["unit"])
        happened_on = self._happened(reading)
        place_kind, place = place_in(reading)
        injured_id = self._injured(reading, kind)
        hired_on = self._hired(reading, happened_on, injured_id)
        absence = absence_in(reading, happened_on, self.today)
        told = told_in(reading, said["decision"], happened_on, self.today)
        registered_on, closed_on = self._ends(reading, happened_on, told)
        identity, health = sealed_in(reading, kind, takes_health=self.case_import.takes_health)
        texts, codes = self._texts(reading), {name: reading.code(name) for name in CODED if name not in SEALED}
        happened_at, perpetrator = reading.clock("happened_at"), perpetrator_in(reading, kind)
        if reading.problems or kind is None or unit_id is None or happened_on is None:
            return None
        return Historic(
            number, kind, unit_id, happened_on, happened_at, place_kind, place, texts, codes, perpetrator, injured_id, hired_on, absence,
            registered_on, closed_on, told, identity, health,
        )  # fmt: skip

    def _texts(self, reading: Reading) -> dict[str, str]:
        texts = {name: reading.text(name) for name in TEXTS}
        if not texts["course"]:
            texts["course"] = _("No description in the earlier system.")
            reading.notes.append(_("The course of events is not told."))
        return texts

    def _unit(self, reading: Reading, said: str) -> int | None:
        text = reading.cell("unit")
        found = int(said) if said.isascii() and said.isdecimal() else self.units.find(text)
        if found is None or found not in self.units.by_pk:
            reading.say("unit", _("None of your units, or more than one, is called “%(text)s”.") % {"text": text[:80] or "–"}, "unit", text)
            return None
        return found

    def _happened(self, reading: Reading) -> date | None:
        found = reading.past_day("happened_on", self.today)
        if found is None and not reading.has_said("happened_on"):
            reading.say("happened_on", _("The day of the event is missing."))
        return found

    def _injured(self, reading: Reading, kind: CaseKind | None) -> int | None:
        """By CPR or number; whoever is not found is left out, and a near miss names nobody (R53)."""
        cpr, employee = reading.cell("cpr"), reading.cell("employee")
        if not (cpr or employee) or kind in WITHOUT_INJURED:
            return None
        found = self.people.find(cpr, employee)
        if found is None:
            reading.notes.append(_("The injured is not among the people of your units and is left out."))
        return found

    def _hired(self, reading: Reading, happened_on: date | None, injured_id: int | None) -> date | None:
        """As the file says, else as the organisation knows of the person."""
        found = reading.day("hired_on")
        if found and happened_on and found > happened_on:
            reading.say("hired_on", _("The person was hired after the event."))
        return found or (self.people.hired_on(injured_id, happened_on) if injured_id and happened_on else None)

    def _ends(self, reading: Reading, happened_on: date | None, told: Told) -> tuple[date, date]:
        registered = reading.past_day("registered_on", self.today)
        if registered and happened_on and registered < happened_on:
            reading.say("registered_on", _("The date lies before the event."))
        registered = registered or happened_on or self.today
        closed = reading.past_day("closed_on", self.today) or max(day for day in (registered, told.sent_on, told.decided_on) if day)
        if closed < registered:
            reading.say("closed_on", _("It was closed before it was registered."))
        return registered, closed


def _problem(name: str, sentence: str) -> Problem:
    return Problem(name, str(FIELDS[name][0]), sentence)
