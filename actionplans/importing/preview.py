"""What bringing a spreadsheet in would make: every line as a plan or with what is wrong, and what only a person can answer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from actionplans.importing.columns import FIELDS, NEEDED
from actionplans.importing.finding import People, proposed_people
from actionplans.importing.lines import ASKED, LEAVE_OUT, MANAGER, NO_VERDICT, Line, Planned, Reading, answer_to, days_of
from actionplans.importing.words import state_of, verdict_of
from actionplans.models import ActionPlan, PlanImport, PlanImportRow, Status, Theme, Verdict
from actionplans.models.choices import FINAL_VERDICTS
from orgstructure.access import Scope
from orgstructure.models import User
from orgstructure.named_units import Units
from safetynet.common.cells import Problem, plain
from safetynet.common.questions import Question
from safetynet.common.tablefiles import plain_text

ASKED_AT_ONCE = 40
FEW_UNITS = 60
TEXTS = ("description", "causes", "criterion", "note", "reason", "reference")


class Shown(NamedTuple):
    """A line that would become a plan, with the names of its unit and owner."""

    line: Line
    unit: str
    owner: str


class _Answered(NamedTuple):
    """A cell's meaning; `is_left_out` when the person wants no such line."""

    value: str
    is_left_out: bool


class Preview:
    """The import as it stands on this day, for a person who may make plans in those units."""

    def __init__(self, plan_import: PlanImport, *, scope: Scope, today: date) -> None:
        """Reads units and people once; the lines are read when asked for."""
        self.plan_import, self.today = plan_import, today
        self.columns: dict[str, int] = plan_import.columns
        self.units = Units(scope, today)
        self.themes = _themes(today)

    @property
    def missing_columns(self) -> list[str]:
        """Fields without which no line can be a plan."""
        return [str(FIELDS[name][0]) for name in NEEDED if name not in self.columns]

    @cached_property
    def readings(self) -> list[tuple[int, Reading]]:
        """The cells of each line by field; lines are told apart by all that stands in them, and twins by their order."""
        twins: Counter[str] = Counter()
        found = []
        for number, cells in self.plan_import.lines:
            digest = sha256("\x1f".join(cells).encode()).hexdigest()
            twins[digest] += 1
            by_field = {name: plain_text(cells[n]) if n < len(cells) else "" for name, n in self.columns.items()}
            found.append((number, Reading.of(by_field, f"{digest}:{twins[digest]}")))
        return found

    @cached_property
    def people(self) -> People:
        """Those whom the owners' column may mean."""
        return People([reading.cells.get("owner", "") for _number, reading in self.readings], self.today)

    @cached_property
    def lines(self) -> list[Line]:
        """All of them, in the order of the file; a line that was brought in before is left out."""
        read = [] if self.missing_columns else [self._line(number, reading) for number, reading in self.readings]
        known = PlanImportRow.objects.filter(key__in=[line.key for line in read if line.key]).select_related("plan")
        before = {row.key: row.plan for row in known}
        first: dict[str, int] = {}
        return [self._only_once(line, before, first) for line in read]

    def _only_once(self, line: Line, before: Mapping[str, ActionPlan], first: dict[str, int]) -> Line:
        if line.key in before:
            note = _("Brought in before, as %(plan)s.") % {"plan": before[line.key].reference}
            return replace(line, planned=None, problems=(), is_left_out=True, notes=(note,))
        if first.setdefault(line.key, line.number) != line.number:
            text = _("The same number stands in line %(line)s.") % {"line": first[line.key]}
            return replace(line, planned=None, problems=(*line.problems, Problem("reference", str(FIELDS["reference"][0]), text)))
        return line

    @property
    def good(self) -> list[Line]:
        """Those that would become plans."""
        return [line for line in self.lines if line.planned]

    def sample(self, number: int) -> list[Shown]:
        """The first of them, with names."""
        lines = [(line, line.planned) for line in self.good[:number] if line.planned]
        names = {person.pk: str(person) for person in User.objects.filter(pk__in={planned.owner_id for _line, planned in lines})}
        return [Shown(line, self.units.names[planned.unit_id], names[planned.owner_id]) for line, planned in lines]

    @property
    def faulty(self) -> list[Line]:
        """Those with something to put right."""
        return [line for line in self.lines if line.problems]

    def faulty_rows(self) -> tuple[list[str], list[list[str]]]:
        """Headings and cells of those, with what is wrong in a column of its own at the end."""
        headings = self.plan_import.headings
        cells = dict(self.plan_import.lines)
        rows = []
        for line in self.faulty:
            padded = [*cells[line.number], *[""] * (len(headings) - len(cells[line.number]))]
            rows.append([*padded, " ".join(f"{problem.label}: {problem.sentence}" for problem in line.problems)])
        return [*headings, _("What is wrong")], rows

    @property
    def left_out(self) -> list[Line]:
        """Those that were here before, or that the person does not want."""
        return [line for line in self.lines if line.is_left_out]

    @property
    def by_state(self) -> list[tuple[str, str, int]]:
        """How many plans in each state."""
        counts = Counter(line.planned.status for line in self.good if line.planned)
        return [(state.value, str(state.label), counts[state]) for state in Status if counts[state]]

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
        elif kind == "owner":
            yield MANAGER, _("the manager of the plan's unit")
            yield from ((str(pk), name) for pk, name in proposed_people(text, self.today))
        elif kind == "status":
            states = (Status.ACTIVE, Status.AWAITING, Status.CLOSED, Status.NOT_CARRIED_OUT)
            yield from ((state.value, str(state.label)) for state in states)
        else:
            yield from ((verdict.value, str(verdict.label)) for verdict in FINAL_VERDICTS)
            yield NO_VERDICT, _("no verdict: ended as not carried out")
        yield LEAVE_OUT, _("leave these lines out")

    # --- One line ---------------------------------------------------------------------------------------
    def _line(self, number: int, reading: Reading) -> Line:
        texts = {name: reading.text(name) for name in TEXTS}
        texts["title"] = reading.title(texts)
        if not texts["title"]:
            reading.say("title", _("It says nothing."))
        unit, status = self._unit(reading), self._status(reading)
        owner = self._owner(reading, self._number(unit), status.value)
        verdict = self._verdict(reading, status.value)
        key = f"ref:{unit.value}:{plain(texts['reference'])}" if unit.value and plain(texts["reference"]) else f"line:{reading.digest}"
        if any(answer.is_left_out for answer in (unit, owner, status, verdict)):
            return Line(number, key, None, is_left_out=True, notes=(_("Left out, as you chose."),))
        state, theme, source, measures = self._state(status, verdict, texts), self._theme(reading), reading.source(), reading.measures()
        days = days_of(reading, state, self.today)
        if reading.problems or days is None:
            return Line(number, key, None, tuple(reading.problems))
        final = Verdict(verdict.value) if state == Status.CLOSED else None
        planned = Planned(int(unit.value), int(owner.value), state, texts, source, theme, *days, final, measures)
        return Line(number, key, planned, notes=tuple(reading.notes))

    def _unit(self, reading: Reading) -> _Answered:
        text = reading.cells.get("unit", "").strip()
        said = answer_to(self.plan_import.answers, "unit", text)
        if said == LEAVE_OUT:
            return _Answered("", is_left_out=True)
        found = self._number(_Answered(said, is_left_out=False)) or self.units.find(text)
        if found is None or found not in self.units.by_pk:
            reading.say("unit", _("None of your units, or more than one, is called “%(text)s”.") % {"text": text[:80]}, "unit", text)
            return _Answered("", is_left_out=False)
        return _Answered(str(found), is_left_out=False)

    def _owner(self, reading: Reading, unit_id: int | None, status: str) -> _Answered:
        text = reading.cells.get("owner", "").strip()
        said = answer_to(self.plan_import.answers, "owner", text)
        if said == LEAVE_OUT:
            return _Answered("", is_left_out=True)
        manager = self.units.by_pk[unit_id].manager_id if unit_id in self.units.by_pk else None
        found = manager if said == MANAGER else self._number(_Answered(said, is_left_out=False)) or self.people.find(text, unit_id)
        has_ended = status in (Status.CLOSED, Status.NOT_CARRIED_OUT)
        if found and (said or has_ended or self.people.is_employed(found)):
            return _Answered(str(found), is_left_out=False)
        sentence = _("“%(text)s” does not work here any more, so an open plan needs somebody else.") if found else _("Who is “%(text)s”?")
        reading.say("owner", sentence % {"text": text[:80] or "–"}, "owner", text)
        return _Answered("", is_left_out=False)

    def _status(self, reading: Reading) -> _Answered:
        text = reading.cells.get("status", "").strip()
        said = answer_to(self.plan_import.answers, "status", text)
        if said == LEAVE_OUT:
            return _Answered("", is_left_out=True)
        has_ended = bool(reading.cells.get("ended_on", "").strip() or reading.cells.get("verdict", "").strip())
        found = said or (state_of(text) if text else (Status.CLOSED if has_ended else Status.ACTIVE))
        if not found:
            reading.say("status", _("“%(text)s” is not known as a state.") % {"text": text[:40]}, "status", text)
        return _Answered(found or Status.ACTIVE, is_left_out=False)

    def _verdict(self, reading: Reading, status: str) -> _Answered:
        """Asked of closed plans only."""
        if status != Status.CLOSED:
            return _Answered("", is_left_out=False)
        text = reading.cells.get("verdict", "").strip()
        said = answer_to(self.plan_import.answers, "verdict", text)
        if said == LEAVE_OUT:
            return _Answered("", is_left_out=True)
        found = said or verdict_of(text)
        if not found:
            told = _("“%(text)s” is not known as a verdict.") if text else _("A closed plan says whether it helped.")
            reading.say("verdict", told % {"text": text[:40]} if text else told, "verdict", text)
        return _Answered(found or "", is_left_out=False)

    def _state(self, status: _Answered, verdict: _Answered, texts: dict[str, str]) -> Status:
        if verdict.value == NO_VERDICT:
            texts["reason"] = texts["reason"] or _("Closed in the old system, without a verdict on the effect.")
            return Status.NOT_CARRIED_OUT
        return Status(status.value)

    def _theme(self, reading: Reading) -> int | None:
        text = reading.text("theme")
        found = self.themes.get(plain(text))
        if text and found is None:
            reading.notes.append(_("“%(text)s” is not one of our themes; the plan gets none.") % {"text": text[:40]})
        return found

    def _number(self, answer: _Answered) -> int | None:
        return int(answer.value) if answer.value.isascii() and answer.value.isdecimal() else None


def _themes(today: date) -> dict[str, int]:
    """By name in every language, and by code."""
    return {plain(word): theme.pk for theme in Theme.objects.in_use(today) for word in (theme.code, *theme.name.values())}
