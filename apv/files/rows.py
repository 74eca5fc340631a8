"""The rows of a sheet with named columns, each cell read as what it should be, and everything that is wrong with it noted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apv.blueprint import LANGUAGES, Texts
from apv.files.columns import NO, YES, Names, in_words, key_of
from apv.files.faults import Fault
from safetynet.common.opentext import cpr_in, tidy
from safetynet.common.tablefiles import plain_text

MOST_FAULTS = 50
LONGEST_OTHER = 500
CODE = re.compile(r"[a-zA-Z0-9_-]{1,40}")
T = TypeVar("T")


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its columns, and how long the texts by language may be."""

    title: Names
    columns: Mapping[str, Names]
    longest: Mapping[str, int]


@dataclass
class Row:
    """One row of one sheet; what cannot be read is noted in `faults` and comes out as its default."""

    table: Table
    number: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, text: str) -> None:
        """Note it."""
        language = get_language() or "da"
        heading = in_words(self.table.columns[column], language) if column else ""
        self.faults.append(Fault(text, in_words(self.table.title, language), self.number, heading))

    def text(self, column: str, longest: int = LONGEST_OTHER) -> str:
        """One text, tidied, without the apostrophe that kept it from being a formula."""
        text = tidy(plain_text(self.cells.get(column, ""))).strip()
        if len(text) > longest:
            self.fault(column, _("The text is longer than %(most)s characters.") % {"most": longest})
        if cpr_in(text):
            self.fault(column, _("This looks like a civil registration number (CPR). Everybody who is asked reads it, so take it out."))
        return text

    def texts(self, name: str, *, is_needed: bool = False) -> Texts:
        """One text by language."""
        found = {code: text for code in LANGUAGES if (text := self.text(f"{name}_{code}", self.table.longest[name]))}
        if is_needed and not found:
            self.fault(f"{name}_da", _("Write the text in one language at least."))
        return found

    def code(self, column: str, pattern: re.Pattern[str] = CODE) -> str:
        """A code of letters, digits, hyphens and underscores."""
        code = self.text(column)
        if code and not pattern.fullmatch(code):
            self.fault(column, _("Use letters a–z, digits, hyphens and underscores only."))
        return code

    def number_in(self, column: str, *, least: int, most: int, default: int) -> int:
        """A whole number."""
        text = self.text(column)
        if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
            self.fault(column, _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most})
            return default
        return int(text)

    def yes(self, column: str) -> bool:
        """Yes or no in any of the languages; empty is no."""
        word = key_of(self.text(column), {"yes": YES, "no": NO})
        if word is None and self.text(column):
            self.fault(column, _("Write yes or no."))
        return word == "yes"

    def one_of(self, column: str, known: Callable[[str], T | None], default: T) -> T:
        """A word that `known` understands."""
        found = known(self.text(column))
        if found is None:
            self.fault(column, _("“%(word)s” is not known here.") % {"word": self.text(column)[:60]})
        return default if found is None else found
