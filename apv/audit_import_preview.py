"""What bringing an earlier year in would make: every audit with its lines or what is wrong with them, and what only a person can answer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from actionplans.importing.finding import People as KnownPeople
from actionplans.models import Theme
from apv.audit_asked import Asked
from apv.audit_columns import FIELDS, LIMITS, NEEDED, NUMBERS, WHO_FIELDS, WHO_LIMITS, WHO_NEEDED
from apv.audit_import_words import answer_of, part_of, role_of
from apv.audit_lines import (
    ASKED,
    LEAVE_OUT,
    MOST_PEOPLE,
    NO_THEME,
    SEVERAL,
    EarlierAudit,
    Line,
    NewAction,
    People,
    Place,
    Reading,
    Told,
    actions_of,
    places_of,
)
from apv.models import Answer, AuditImport, AuditPlace, AuditSet, AuditYear, Part, SelfAudit
from orgstructure.access import Scope
from orgstructure.models import Unit, User
from orgstructure.named_units import Units
from safetynet.common.cells import Problem, plain
from safetynet.common.questions import Question
from safetynet.common.tablefiles import Sheet, plain_text

ASKED_AT_ONCE, FEW_UNITS = 40, 60
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
        self.columns: Mapping[str, int] = found.columns
        self.said: Mapping[str, Mapping[str, str]] = found.answers
        self.top = Unit.objects.existing(today).within(scope.where("")).filter(pk=found.facts.get("top")).first()
        chosen = found.facts.get("set")
        self.set = AuditSet.objects.usable().filter(pk=chosen).first() if chosen else None
        self.year = AuditYear.objects.filter(top=self.top, question_set=self.set).first() if self.top and self.set else None

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

    # --- What the cells may mean ------------------------------------------------------------------------
    @cached_property
    def units(self) -> Units:
        """The top and everything below it."""
        return Units(Scope(paths=(self.top.path,)) if self.top else Scope(), self.today)

    @cached_property
    def readings(self) -> list[tuple[int, Reading]]:
        """The cells of each line by field."""
        return _readings(self.found.lines, {name: n for name, n in self.columns.items() if name in FIELDS}, "")

    @cached_property
    def who_readings(self) -> list[tuple[int, Reading]]:
        """The same of the participants."""
        return _readings(self.found.people, {name: n for name, n in self.columns.items() if name in WHO_FIELDS}, "who")

    @cached_property
    def managers(self) -> KnownPeople:
        """Those whom the cells may mean."""
        cells = {reading.cell("manager") for _number, reading in self.readings}
        return KnownPeople({part for cell in cells for part in (cell, *SEVERAL.split(cell))} - {""}, self.today)

    @cached_property
    def asked(self) -> Asked:
        """The questions of the chosen set, or those that the table makes."""
        if self.set:
            return Asked.of_set(self.set)
        return Asked.of_table((reading.cell("question"), reading.cell("question_text")) for _number, reading in self.readings)

    @cached_property
    def themes(self) -> dict[str, int]:
        """By name in every language, and by code."""
        return {plain(word): theme.pk for theme in Theme.objects.in_use(self.today) for word in (theme.code, *theme.name.values())}

    @cached_property
    def roles(self) -> dict[str, str]:
        """What the columns that count managers and employers are called."""
        headings = self.found.headings
        return {name: headings[n] for name, n in self.columns.items() if name in NUMBERS and n < len(headings)}

    # --- The audits -------------------------------------------------------------------------------------
    @cached_property
    def audits(self) -> list[EarlierAudit]:
        """All of them, in the order of the table; those with a faulty line among them."""
        if self.blocked or self.missing_columns:
            return []
        made: dict[str, EarlierAudit] = {}
        for number, reading in self.readings:
            line = self._line(number, reading)
            made.setdefault(line.audit, EarlierAudit(line.audit)).lines.append(line)
        for audit in made.values():
            _gather(audit)
        self._add_people(made)
        self._refuse_what_is_here(made)
        return list(made.values())

    def _add_people(self, made: dict[str, EarlierAudit]) -> None:
        """The lines of the participants, each to its audit; an unknown number gets an audit of its own, which is never good."""
        for number, reading in self.who_readings:
            line = self._who(number, reading)
            there = made.get(line.audit)
            if there is None:
                reading.say("who_audit", _("No audit among the answers has this number."))
            elif {(one.part, one.role) for one in there.people} & {(one.part, one.role) for one in line.people if not one.name}:
                reading.say("who_part", _("The number of these is told already; the same role of one audit stands once."))
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
            Sum(one.position, one.text, [counts[one.code, answer] for answer in answers], actions[one.code]) for one in self.asked.questions
        ]

    def sample(self, number: int) -> list[Shown]:
        """The first of them, in words."""
        shown = self.good[:number]
        people = User.objects.in_bulk({manager for audit in shown for _unit, manager in audit.places if manager})
        return [
            Shown(
                audit,
                ", ".join(dict.fromkeys(self.units.names[unit] for unit, _manager in audit.places)),
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
        return [Question(kind, str(ALL_FIELDS[kind][0]), text, lines, tuple(self._options(kind, text))) for (kind, text), lines in found]

    def _options(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        if kind == "unit":
            near = self.units.proposals(text)
            below = [unit.pk for unit in self.units.by_pk.values() if self.top and unit.parent_id in (self.top.pk, self.top.parent_id)]
            rest = list(self.units.by_pk) if len(self.units.by_pk) <= FEW_UNITS else below[:FEW_UNITS]
            yield from ((str(pk), name) for pk, name in dict.fromkeys([*near, *((pk, self.units.path_of(pk)) for pk in rest)]))
        elif kind == "question":
            yield from ((one.code, f"{one.position}. {one.text}"[:120]) for one in self.asked.questions)
        elif kind == "theme":
            yield from ((str(theme.pk), str(theme)) for theme in Theme.objects.in_use(self.today))
            yield NO_THEME, _("no theme")
            return
        else:
            yield from ((value, str(label)) for value, label in (Answer if kind == "answer" else Part).choices)
        yield LEAVE_OUT, _("leave these lines out")

    def _answered(self, kind: str, text: str) -> str:
        return str(self.said.get(kind, {}).get(text, ""))

    # --- One line ---------------------------------------------------------------------------------------
    def _line(self, number: int, reading: Reading) -> Line:
        line = Line(number, reading.needed("audit"), problems=reading.problems, notes=reading.notes)
        units, question, answer = self._units(reading), self._question(reading), self._answer(reading)
        if units is None or LEAVE_OUT in (question, answer):
            line.is_left_out, line.problems = True, []
            return line
        line.places = self._places(reading, units)
        line.people = reading.people(self.roles)
        comment, actions = reading.text("comment"), self._actions(reading)
        answered_on = reading.past_day("answered_on", self.today)
        if question and (answer or comment or actions) and not reading.problems:
            line.told = Told(question, answer, comment, actions, answered_on)
        return line

    def _units(self, reading: Reading) -> list[int] | None:
        """None where the person wants the line left out; the cell may name several, each on a line of its own."""
        cell = reading.cell("unit")
        parts = [cell] if not cell or self._unit(cell) else [part for part in SEVERAL.split(cell) if part]
        found = []
        for part in parts:
            unit = self._unit(part) if part else ""
            if unit == LEAVE_OUT:
                return None
            if unit:
                found.append(int(unit))
            elif part:
                reading.say("unit", _("None of your units, or more than one, is called “%(text)s”.") % {"text": part[:80]}, "unit", part)
        return found

    def _unit(self, text: str) -> str:
        if text not in self._known_units:
            said = self._answered("unit", text)
            pk = int(said) if said.isascii() and said.isdecimal() else self.units.find(text)
            self._known_units[text] = LEAVE_OUT if said == LEAVE_OUT else str(pk) if pk in self.units.by_pk else ""
        return self._known_units[text]

    @cached_property
    def _known_units(self) -> dict[str, str]:
        return {}

    def _places(self, reading: Reading, units: list[int]) -> tuple[Place, ...]:
        """Who is not found is left out with a note: the organisation knows no leavers of long ago."""
        cell = reading.cell("manager")
        if not cell or not units:
            return tuple((unit, None) for unit in units)
        whole = self.managers.find(cell, units[0])
        texts = [cell] if whole else [part for part in SEVERAL.split(cell) if part]
        managers = [self.managers.find(text, units[n] if n < len(units) else units[0]) for n, text in enumerate(texts)]
        if None in managers:
            reading.notes.append(_("The manager is not found and is left out."))
        return places_of(reading, units, managers)

    def _question(self, reading: Reading) -> str:
        """The code; "" where something was said to be wrong."""
        cell, words = reading.cell("question"), reading.cell("question_text")
        if not cell:
            reading.say("question", _("It says nothing."))
            return ""
        said = self._answered("question", cell)
        if said == LEAVE_OUT:
            return LEAVE_OUT
        found = said if said in self._codes else self.asked.find(cell)
        if found is None:
            reading.say("question", _("The set has no question “%(text)s”.") % {"text": cell[:80]}, "question", cell)
        if fault := self.asked.faults.get((cell, words)):
            reading.say("question", fault)
        return found or ""

    @cached_property
    def _codes(self) -> set[str]:
        return {one.code for one in self.asked.questions}

    def _answer(self, reading: Reading) -> str:
        """Empty where none was given: that is an answer left open."""
        cell = reading.cell("answer")
        said = self._answered("answer", cell)
        if not cell or said == LEAVE_OUT:
            return said
        found = Answer(said) if said in Answer.values else answer_of(cell)
        if found is None:
            reading.say("answer", _("“%(text)s” is not known as an answer.") % {"text": cell[:40]}, "answer", cell)
        return found or ""

    def _actions(self, reading: Reading) -> tuple[NewAction, ...]:
        texts = reading.actions()
        themes: list[int | None] = [self._theme(reading, part) for part in SEVERAL.split(reading.cell("theme")) if part] if texts else []
        return actions_of(reading, texts, themes)

    def _theme(self, reading: Reading, text: str) -> int | None:
        said = self._answered("theme", text)
        if said == NO_THEME:
            return None
        found = int(said) if said.isascii() and said.isdecimal() else self.themes.get(plain(text))
        if found not in self.themes.values():
            reading.say("theme", _("“%(text)s” is not known as a theme.") % {"text": text[:40]}, "theme", text)
            return None
        return found

    def _who(self, number: int, reading: Reading) -> Line:
        """A line of the participants; one without a role is a participant whose role is not stated."""
        line = Line(number, reading.needed("who_audit"), problems=reading.problems, table="who")
        cell, name = reading.text("who_part"), " ".join(reading.text("who_name").split())
        said = self._answered("who_part", cell)
        if said == LEAVE_OUT:
            line.is_left_out, line.problems = True, []
            return line
        part = Part(said) if said in Part.values else part_of(cell) if cell else Part.NOT_STATED
        if part is None:
            reading.say("who_part", _("“%(text)s” is not known as a role.") % {"text": cell[:40]}, "who_part", cell)
        many = reading.whole_number("who_number", MOST_PEOPLE) if reading.cell("who_number") else 1
        if name and many > 1:
            reading.say("who_number", _("A participant with a name is one."))
        if part and many:
            line.people = (People(part, role_of(part, cell), many, name),)
        return line


def _readings(lines: list[tuple[int, list[str]]], columns: Mapping[str, int], table: str) -> list[tuple[int, Reading]]:
    fields, limits = (WHO_FIELDS, WHO_LIMITS) if table else (FIELDS, LIMITS)
    return [
        (number, Reading({name: plain_text(cells[n]) for name, n in columns.items() if n < len(cells)}, fields, limits))
        for number, cells in lines
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
