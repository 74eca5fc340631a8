"""What the cells of an earlier year's table mean: units, managers, questions, themes and roles, as known here or as a person has said."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from actionplans.importing.finding import People as KnownPeople
from actionplans.models import Theme
from apv.audit_asked import Asked
from apv.audit_columns import FIELDS, LIMITS, NUMBERS, WHO_FIELDS, WHO_LIMITS
from apv.audit_import_words import answer_of, part_of, role_of
from apv.audit_lines import (
    LEAVE_OUT,
    MOST_PEOPLE,
    NO_THEME,
    SEVERAL,
    Line,
    NewAction,
    People,
    Place,
    Reading,
    Told,
    actions_of,
    places_of,
)
from apv.models import Answer, AuditImport, AuditSet, Part
from orgstructure.access import Scope
from orgstructure.models import Unit
from orgstructure.named_units import Units
from safetynet.common.cells import plain
from safetynet.common.tablefiles import plain_text

FEW_UNITS = 60


class AuditCells:
    """The lines of one file, each read once; what they may mean is read from the database when first asked for."""

    def __init__(self, found: AuditImport, *, top: Unit | None, audit_set: AuditSet | None, today: date) -> None:
        self.found, self.top, self.set, self.today = found, top, audit_set, today
        self.columns: Mapping[str, int] = found.columns
        self.said: Mapping[str, Mapping[str, str]] = found.answers
        self._known_units: dict[str, str] = {}

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

    def options(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        """What a text may mean, for a person to choose."""
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
    def line(self, number: int, reading: Reading) -> Line:
        """A line of the answers."""
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

    def who(self, number: int, reading: Reading) -> Line:
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
