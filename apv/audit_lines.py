"""One line of an earlier year's table, and the audit that its lines make together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from apv.audit_columns import ACTIONS, NUMBERS
from apv.audit_import_words import role_of
from apv.models import Part
from safetynet.common.cells import CellReading, Problem

LEAVE_OUT, NO_THEME = "leave_out", "no_theme"
ASKED = ("unit", "question", "answer", "theme", "who_part")
MOST_ACTIONS, MOST_PEOPLE, LONGEST_ACTION = 50, 9999, 500
SEVERAL = re.compile(r"\s*(?:[\n;]|\s\+\s)\s*")
_BULLET = re.compile(r"^[-–•*·]\s*")

Place = tuple[int, int | None]  # unit, manager


class NewAction(NamedTuple):
    """An action that an earlier system told of: in words, or only that there was one."""

    text: str
    theme_id: int | None


class People(NamedTuple):
    """So many took part as this."""

    part: Part
    role: str
    number: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What one line says: the answer to one question of one audit; `question` is the key of `Asked`."""

    question: str
    answer: str
    comment: str
    actions: tuple[NewAction, ...]
    answered_on: date | None


@dataclass(slots=True)
class Line:
    """One line as it was understood; `table` is empty for the answers, and `who` for the participants."""

    number: int
    audit: str
    told: Told | None = None
    people: tuple[People, ...] = ()
    places: tuple[Place, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_left_out: bool = False
    table: str = ""


@dataclass(slots=True)
class EarlierAudit:
    """The audit that its lines make; it comes in whole or not at all."""

    number: str
    lines: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    people: list[People] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Nothing is wrong in any of its lines, and somebody answered something."""
        return bool(self.answers) and not any(line.problems for line in self.lines)

    @property
    def answers(self) -> list[Told]:
        """In the order of the table."""
        return [line.told for line in self.lines if line.told]

    @property
    def answered_on(self) -> date | None:
        """The latest day that its lines tell."""
        return max((told.answered_on for told in self.answers if told.answered_on), default=None)


class Reading(CellReading):
    """The cells of one line by field, and what is found wrong on the way."""

    def needed(self, name: str) -> str:
        """The text, which must be there."""
        value = self.text(name)
        if not value:
            self.say(name, _("It says nothing."))
        return value

    def whole_number(self, name: str, most: int) -> int:
        """From 0 up; 0 where nothing stands, or what is said to be wrong."""
        value = self.cell(name).removesuffix(",0").removesuffix(".0")
        if not value:
            return 0
        if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) <= most):  # noqa: PLR2004
            self.say(name, _("Write a whole number from %(least)s to %(most)s.") % {"least": 0, "most": most})
            return 0
        return int(value)

    def past_day(self, name: str, today: date) -> date | None:
        """A date that is not ahead."""
        found = self.day(name)
        if found and found > today:
            self.say(name, _("The date lies in the future."))
        return found

    def actions(self) -> list[str]:
        """A text for each action: empty ones where the first column tells how many there were."""
        first = self.cell("action")
        if first.isascii() and first.removesuffix(".0").isdigit():
            return [""] * self.whole_number("action", MOST_ACTIONS) + self._texts(ACTIONS[1:])
        return self._texts(ACTIONS)

    def _texts(self, names: tuple[str, ...]) -> list[str]:
        """One a line of each cell."""
        found = []
        for name in names:
            if not self.cell(name):
                continue
            texts = [_BULLET.sub("", part).strip() for part in self.text(name).split("\n")]
            found += [text for text in texts if text]
            if any(len(text) > LONGEST_ACTION for text in texts):
                self.say(name, _("The text is longer than %(limit)s characters.") % {"limit": LONGEST_ACTION})
        if len(found) > MOST_ACTIONS:
            self.say("action", _("More than %(most)s actions in one line.") % {"most": MOST_ACTIONS})
        return found

    def people(self, roles: Mapping[str, str]) -> tuple[People, ...]:
        """Those whom the columns count; `roles` is what the column of each field is called."""
        found = []
        for name, part in NUMBERS.items():
            number = self.whole_number(name, MOST_PEOPLE)
            if number:
                found.append(People(part, role_of(part, roles.get(name, "")), number))
        return tuple(found)


def places_of(reading: Reading, units: list[int], managers: list[int | None]) -> tuple[Place, ...]:
    """Each manager with the unit that stands at the same place; one manager of several units, or several of one, each with each."""
    if not managers:
        return tuple((unit, None) for unit in units)
    if len(units) == len(managers):
        return tuple(zip(units, managers, strict=True))
    if len(units) == 1 or len(managers) == 1:
        return tuple((unit, manager) for unit in units for manager in managers)
    words = {"units": len(units), "managers": len(managers)}
    reading.say("manager", _("%(units)s units and %(managers)s managers: write as many of both, or one.") % words)
    return ()


def actions_of(reading: Reading, texts: list[str], themes: list[int | None]) -> tuple[NewAction, ...]:
    """Each action with the theme at the same place; one theme holds for all."""
    if len(themes) not in (0, 1, len(texts)):
        words = {"themes": len(themes), "actions": len(texts)}
        reading.say("theme", _("%(themes)s themes and %(actions)s actions: write one theme, or one for each.") % words)
        return ()
    spread = themes * len(texts) if len(themes) == 1 else themes or [None] * len(texts)
    return tuple(NewAction(text, theme) for text, theme in zip(texts, spread, strict=False))
