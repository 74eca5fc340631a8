"""What a stranger's table says: which column is which by its heading, dates as people write them, and what is wrong with a line."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from safetynet.common.opentext import cpr_in, tidy

# field: (what it is called here, headings that mean it, all in small letters)
Fields = Mapping[str, tuple[str | Promise, tuple[str, ...]]]
LONG_ENOUGH = 4
LONGEST_TEXT = 4000
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_YEARS = range(1940, 2100)  # an empty cell of Excel passes for a day of 1899


def guess(headings: Sequence[str], fields: Fields) -> dict[str, int]:
    """The column of each field that can be told: by the very word first, then by a heading that begins with it."""
    names = [plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for fits in (_is_the_word, _begins_with_it):
        for name_of_field, (label, words) in fields.items():
            free = [(number, name) for number, name in enumerate(names) if number not in found.values()]
            fitting = (number for word in (plain(str(label)), *words) for number, name in free if fits(name, word))
            column = next(fitting, None)
            if name_of_field not in found and column is not None:
                found[name_of_field] = column
    return found


def plain(text: str) -> str:
    """Small letters, single blanks, nothing but letters and digits."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).casefold()).split())


def _is_the_word(name: str, word: str) -> bool:
    return name == word


def _begins_with_it(name: str, word: str) -> bool:
    return len(word) >= LONG_ENOUGH and name.startswith(word)


def day_of(text: str) -> date | None:
    """31-12-2024, 31.12.24, 2024-12-31; None when it is none of them or no such day."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0  # noqa: PLR2004  a year of two digits
    else:
        return None
    with suppress(ValueError):
        return date(year, month, day) if year in _YEARS else None
    return None


class Problem(NamedTuple):
    """What is wrong, in which column, in one sentence; `kind` and `text` where an answer for all such lines puts it right."""

    field: str
    label: str
    sentence: str
    kind: str = ""
    text: str = ""


@dataclass
class CellReading:
    """The cells of one line by field, and what is found wrong on the way."""

    cells: Mapping[str, str]
    fields: Fields
    limits: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cell(self, name: str) -> str:
        """As it stands, without blanks around it."""
        return self.cells.get(name, "").strip()

    def text(self, name: str) -> str:
        """Tidied, without a CPR number, not too long."""
        value = tidy(self.cells.get(name, "")).strip()
        limit = self.limits.get(name, LONGEST_TEXT)
        if cpr_in(value):
            self.say(name, _("It holds what looks like a civil registration number (CPR). Take it out."))
        if len(value) > limit:
            self.say(name, _("The text is longer than %(limit)s characters.") % {"limit": limit})
        return value

    def day(self, name: str) -> date | None:
        """The date, or None where there is none or none that can be read."""
        value = self.cell(name)
        found = day_of(value) if value else None
        if value and found is None:
            self.say(name, _("“%(text)s” is not a date. Write it like 31-12-2025.") % {"text": value[:40]})
        return found

    def say(self, name: str, sentence: str, kind: str = "", text: str = "") -> None:
        """Something is wrong in that column."""
        self.problems.append(Problem(name, str(self.fields[name][0]), sentence, kind, text))

    def has_said(self, name: str) -> bool:
        """Something is wrong in that column already."""
        return any(problem.field == name for problem in self.problems)
