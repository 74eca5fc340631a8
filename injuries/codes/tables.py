"""The tables: which codes there are on a day, and which group each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module

SINCE = date(2001, 1, 1)


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
    return {row[0]: Code(table, row[0], _group_of(row[0], known), dict(zip(("en", "da", "sv"), row[1:4], strict=True))) for row in rows}


def in_use(table: Table, day: date) -> list[Code]:
    """The codes one may choose for an injury of that day."""
    return [code for code in code_table(table).values() if code.holds_on(day)]


def _group_of(code: str, known: set[str]) -> str:
    group = f"{code[:-1]}0"
    return group if group != code and group in known else ""
