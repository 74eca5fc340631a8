"""What bringing an earlier year in would make: every audit with its lines or what is wrong with them, and what only a person can answer."""

from collections import Counter
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from apv.audit_cells import AuditCells
from apv.audit_columns import FIELDS, NEEDED, NUMBERS, WHO_FIELDS, WHO_NEEDED
from apv.audit_lines import ASKED, EarlierAudit, Line, People, Place
from apv.models import Answer, AuditImport, AuditPlace, AuditSet, AuditYear, Part, SelfAudit
from orgstructure.access import Scope
from orgstructure.models import Unit, User
from safetynet.common.cells import Problem
from safetynet.common.questions import Question
from safetynet.common.tablefiles import Sheet

ASKED_AT_ONCE = 40
ALL_FIELDS = {**FIELDS, **WHO_FIELDS}


class Faulty(NamedTuple):
    """A line with something to put right, as the page names it."""

    number: str
    problems: list[Problem]


class Shown(NamedTuple):
    """An audit that would be made, in words."""

    audit: EarlierAudit
    units: str
    managers: str
    actions: int
    people: int


class Sum(NamedTuple):
    """What one question would show: to compare with the report that was printed then."""

    position: int
    text: str
    counts: list[int]
    actions: int


class AuditPreview:
    """The table as it stands on this day, for a person who runs self-audits at the unit chosen as its top."""

    def __init__(self, found: AuditImport, *, scope: Scope, today: date) -> None:
        """Reads the top, the set and the year; the rest when asked for."""
        self.found, self.today = found, today
        self.columns: dict[str, int] = found.columns
        self.top = Unit.objects.existing(today).within(scope.where("")).filter(pk=found.facts.get("top")).first()
        chosen = found.facts.get("set")
        self.set = AuditSet.objects.usable().filter(pk=chosen).first() if chosen else None
        self.year = AuditYear.objects.filter(top=self.top, question_set=self.set).first() if self.top and self.set else None
        self.cells = AuditCells(found, top=self.top, audit_set=self.set, today=today)

    @property
    def blocked(self) -> str:
        """Why nothing can be made whatever the lines say; "" where nothing stands in the way."""
        if self.top is None:
            return _("The unit is closed, or you no longer run self-audits there. Choose another one.")
        if self.found.facts.get("set") and self.set is None:
            return _("The set of questions is no longer in use. Choose another one.")
        if self.year and not self.year.is_imported:
            return _("The unit answers this set here. Choose another set, or make a new one of the table's questions.")
        return ""

    @property
    def missing_columns(self) -> list[str]:
        """Fields without which no line can be an answer."""
        needed = (*NEEDED, *(WHO_NEEDED if self.found.people else ()))
        return [str(ALL_FIELDS[name][0]) for name in needed if name not in self.columns]

    # --- The audits -------------------------------------------------------------------------------------
    @cached_property
    def audits(self) -> list[EarlierAudit]:
        """All of them, in the order of the table; those with a faulty line among them."""
        if self.blocked or self.missing_columns:
            return []
        made: dict[str, EarlierAudit] = {}
        for number, reading in self.cells.readings:
            line = self.cells.line(number, reading)
            made.setdefault(line.audit, EarlierAudit(line.audit)).lines.append(line)
        for audit in made.values():
            _gather(audit)
        self._add_people(made)
        self._refuse_what_is_here(made)
        return list(made.values())

    def _add_people(self, made: dict[str, EarlierAudit]) -> None:
        """The lines of the participants, each to its audit; an unknown number gets an audit of its own, which is never good."""
        in_columns = {number: {one.part for one in audit.people} for number, audit in made.items()}
        for number, reading in self.cells.who_readings:
            line = self.cells.who(number, reading)
            if line.audit not in in_columns:
                reading.say("who_audit", _("No audit among the answers has this number."))
            elif in_columns[line.audit].intersection(one.part for one in line.people):
                reading.say("who_part", _("How many of these took part is told in the columns of the answers already."))
            made.setdefault(line.audit, EarlierAudit(line.audit)).lines.append(line)
            if not line.is_left_out:
                made[line.audit].people += line.people

    def _refuse_what_is_here(self, made: dict[str, EarlierAudit]) -> None:
        """A number of the year that was brought in before, and a manager who stands for the unit in another audit."""
        here: set[str] = set()
        stands: dict[Place, str] = {}
        if self.year:
            here |= set(SelfAudit.objects.filter(year=self.year).values_list("earlier_number", flat=True))
            stands |= dict.fromkeys(AuditPlace.objects.standing().filter(year=self.year).values_list("unit", "manager"), "")
        for audit in made.values():
            if audit.number in here:
                _say(audit.lines[0], "audit", _("Audit %(number)s of this year was brought in before.") % {"number": audit.number})
            for place in audit.places:
                if place[1] and stands.setdefault(place, audit.number) != audit.number:
                    words = {"number": stands[place] or "–"}
                    _say(audit.lines[0], "manager", _("The manager stands for the same unit in audit %(number)s already.") % words)

    @cached_property
    def good(self) -> list[EarlierAudit]:
        """Those that would be made."""
        return [audit for audit in self.audits if audit.is_good]

    @cached_property
    def held_back(self) -> list[EarlierAudit]:
        """Those with a line to put right: an audit comes in whole or not at all."""
        return [audit for audit in self.audits if any(line.problems for line in audit.lines)]

    @cached_property
    def faulty(self) -> list[Faulty]:
        """The lines with something to put right."""
        found = sorted((line.table, line.number, line) for audit in self.held_back for line in audit.lines if line.problems)
        return [Faulty(_shown(line), line.problems) for _table, _number, line in found]

    def faulty_sheets(self) -> list[Sheet]:
        """The lines of all audits held back, with what is wrong beside: to put right and bring in."""
        lines = [line for audit in self.held_back for line in audit.lines]
        sheets = []
        for title, name, headings, rows in (
            (_("Answers"), "", self.found.headings, self.found.lines),
            (_("Participants"), "who", self.found.people_headings, self.found.people),
        ):
            wrong = {line.number: _sentences(line) for line in lines if line.table == name}
            width = len(headings)
            told = [[*cells, *[""] * (width - len(cells)), wrong[number]] for number, cells in rows if number in wrong]
            if told:
                sheets.append(Sheet(title, [*headings, _("What is wrong")], told))
        return sheets

    # --- In counts --------------------------------------------------------------------------------------
    @property
    def answer_count(self) -> int:
        """Of the good audits."""
        return sum(len(audit.answers) for audit in self.good)

    @property
    def left_out(self) -> int:
        """Lines that the person does not want."""
        return sum(line.is_left_out for audit in self.audits for line in audit.lines)

    @property
    def unknown_managers(self) -> int:
        """Audits with a manager who is nobody here: their place has none."""
        return sum(any(line.notes for line in audit.lines) for audit in self.good)

    @cached_property
    def unit_count(self) -> int:
        """Units with an audit."""
        return len({unit for audit in self.good for unit, _manager in audit.places})

    @property
    def joint_count(self) -> int:
        """Audits of several managers or units."""
        return sum(len(audit.places) > 1 for audit in self.good)

    @cached_property
    def by_part(self) -> list[tuple[str, int]]:
        """How many took part as what, roles in the table's words."""
        counts: Counter[tuple[Part, str]] = Counter()
        for audit in self.good:
            for one in audit.people:
                counts[one.part, one.role] += one.number
        order = list(Part)
        return [
            (role or str(part.label), n) for (part, role), n in sorted(counts.items(), key=lambda pair: (order.index(pair[0][0]), -pair[1]))
        ]

    @cached_property
    def sums(self) -> list[Sum]:
        """Question by question, what the year would show."""
        counts: Counter[tuple[str, str]] = Counter()
        actions: Counter[str] = Counter()
        for audit in self.good:
            for told in audit.answers:
                counts[told.question, told.answer] += 1
                actions[told.question] += len(told.actions)
        answers = Answer.values
        return [
            Sum(one.position, one.text, [counts[one.code, answer] for answer in answers], actions[one.code])
            for one in self.cells.asked.questions
        ]

    def sample(self, number: int) -> list[Shown]:
        """The first of them, in words."""
        shown = self.good[:number]
        people = User.objects.in_bulk({manager for audit in shown for _unit, manager in audit.places if manager})
        return [
            Shown(
                audit,
                ", ".join(dict.fromkeys(self.cells.units.names[unit] for unit, _manager in audit.places)),
                ", ".join(dict.fromkeys(str(people[manager]) for _unit, manager in audit.places if manager)),
                sum(len(told.actions) for told in audit.answers),
                sum(one.number for one in audit.people),
            )
            for audit in shown
        ]

    # --- What is asked ----------------------------------------------------------------------------------
    @cached_property
    def questions(self) -> list[Question]:
        """What a person must answer, the most frequent first; those answered already are not asked again."""
        problems = (problem for audit in self.held_back for line in audit.lines for problem in line.problems if problem.kind)
        asked = Counter((problem.kind, problem.text) for problem in problems)
        found = sorted(asked.items(), key=lambda pair: (ASKED.index(pair[0][0]), -pair[1], pair[0][1]))[:ASKED_AT_ONCE]
        return [
            Question(kind, str(ALL_FIELDS[kind][0]), text, lines, tuple(self.cells.options(kind, text))) for (kind, text), lines in found
        ]


def _gather(audit: EarlierAudit) -> None:
    """Places and participants of all its lines; a question stands once, and a number that is told again is the same."""
    lines = [line for line in audit.lines if not line.is_left_out]
    places = dict.fromkeys(place for line in lines for place in line.places)
    managed = {unit for unit, manager in places if manager}
    audit.places = [place for place in places if place[1] or place[0] not in managed]
    told: dict[tuple[Part, str], tuple[int, int]] = {}
    answered: dict[str, int] = {}
    for line in lines:
        if line.told and answered.setdefault(line.told.question, line.number) != line.number:
            _say(line, "question", _("The same question of this audit stands in line %(line)s.") % {"line": answered[line.told.question]})
        for one in line.people:
            number, first = told.setdefault((one.part, one.role), (one.number, line.number))
            if number != one.number:
                _say(line, _column_of(one.part), _("Another number stands in line %(line)s of the same audit.") % {"line": first})
    audit.people = [People(part, role, number) for (part, role), (number, _first) in told.items()]
    if lines and not audit.places and not any(line.problems for line in lines):
        _say(lines[0], "unit", _("No line of this audit names a unit."))


def _column_of(part: Part) -> str:
    return next(name for name, counted in NUMBERS.items() if counted == part)


def _say(line: Line, name: str, sentence: str) -> None:
    line.problems.append(Problem(name, str(ALL_FIELDS[name][0]), sentence))


def _shown(line: Line) -> str:
    return _("Participants, line %(line)s") % {"line": line.number} if line.table else str(line.number)


def _sentences(line: Line) -> str:
    return " ".join(f"{problem.label}: {problem.sentence}" for problem in line.problems)
