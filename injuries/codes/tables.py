"""The tables: which codes there are on a day, and which group each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module

from django.utils.translation import get_language

SINCE = date(2001, 1, 1)
FLAT = ("agent",)  # material agents are main groups only; 18 is no part of 10


class Table(StrEnum):
    """What is classified, in the order of causation."""

    ENVIRONMENT = "environment"
    PROCESS = "process"
    ACTIVITY = "activity"
    DEVIATION = "deviation"
    CONTACT = "contact"
    AGENT = "agent"
    INJURY = "injury"
    BODY = "body"


@dataclass(frozen=True)
class Code:
    """One code of one table; `group` is the code it is a part of, "" for a group itself."""

    table: Table
    code: str
    group: str
    texts: Mapping[str, str]
    valid_from: date = SINCE
    valid_to: date | None = None

    @property
    def is_group(self) -> bool:
        """It has no code above it."""
        return not self.group

    def holds_on(self, day: date) -> bool:
        """In use that day; periods are half-open."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@cache
def code_table(table: Table) -> Mapping[str, Code]:
    """Every code of the table, also those no longer in use, by code, groups before their parts."""
    rows = import_module(f"injuries.codes.{table.value}").ROWS
    known = {row[0] for row in rows}
    groups: set[str] = set() if table.value in FLAT else known
    return {row[0]: Code(table, row[0], _group_of(row[0], groups), dict(zip(("en", "da", "sv"), row[1:4], strict=True))) for row in rows}


def in_use(table: Table, day: date) -> list[Code]:
    """The codes one may choose for an injury of that day."""
    return [code for code in code_table(table).values() if code.holds_on(day)]


def label_of(table: Table, code: str) -> str:
    """The code in the reader's language, also one that is out of use; the code itself where the table never had it."""
    found = code_table(table).get(code)
    return found.texts.get(get_language() or "da", found.texts["da"]) if found else code


def fits(table: Table, code: str, day: date) -> bool:
    """The code may be said of an injury of that day: it is in the table, in use then, and under its own group (R52)."""
    found = code_table(table).get(code)
    return bool(found and found.holds_on(day) and (not found.group or code.startswith(found.group[:-1])))


def _group_of(code: str, known: set[str]) -> str:
    group = f"{code[:-1]}0"
    return group if group != code and group in known else ""
