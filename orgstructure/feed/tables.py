"""One file to rows of named fields, exactly as the exporter wrote it.

The exporter writes with Python's csv module (delimiter |, QUOTE_NONE, escape character backslash) and then doubles
every |. Reading is the reverse: halve each ||, then csv with the same dialect. Splitting at || would cut a value that
holds an escaped bar.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from orgstructure.feed import shapes
from orgstructure.feed.problems import Problem
from orgstructure.feed.shapes import BARS, TWICE_CONVERTED, Shape

# Characters that change the direction of text or cannot be seen; they have no place in a name.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f\u007f]")


@dataclass
class Row:
    """One row by column name; parsing notes what is wrong and goes on."""

    file: str
    line: int
    fields: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def say(self, code: str, **params: object) -> None:
        """Note a problem on this line."""
        self.problems.append(Problem.at(self.file, self.line, code, **params))

    @property
    def is_usable(self) -> bool:
        """Nothing is wrong with it that stops it."""
        return all(problem.is_note for problem in self.problems)

    def text(self, column: str, limit: int, *, required: bool = False) -> str:
        """The value without stray blanks, in one Unicode form."""
        value = clean(self.fields.get(column, ""))
        if TWICE_CONVERTED.search(value):
            self.say("mojibake", value=value)
        if required and not value:
            self.say("missing_value", column=column)
        if len(value) > limit:
            self.say("too_long", column=column, limit=limit)
        return value

    def uuid(self, column: str, *, required: bool = True) -> UUID | None:
        """The code, or None where it is empty or wrong."""
        found = self.uuids(column)
        if not found and required and not self.fields.get(column, "").strip():
            self.say("missing_value", column=column)
        return found[0] if found else None

    def uuids(self, column: str) -> tuple[UUID, ...]:
        """The codes between commas."""
        found = []
        for part in self.fields.get(column, "").split(","):
            if value := part.strip():
                try:
                    found.append(UUID(value))
                except ValueError:
                    self.say("bad_uuid", column=column, value=value)
        return tuple(dict.fromkeys(found))

    def period(self) -> tuple[date, date | None]:
        """Startdato and the day after Slutdato, which is the last valid day."""
        starts, last = self._day("Startdato", required=True), self._day("Slutdato")
        if starts and last and last < starts:
            self.say("ends_before_start", starts=starts, ends=last)
        ends = last + timedelta(days=1) if last and last < date.max else None
        return starts or date.min, ends

    def _day(self, column: str, *, required: bool = False) -> date | None:
        value = self.fields.get(column, "").strip()
        if not value:
            if required:
                self.say("missing_value", column=column)
            return None
        with suppress(ValueError):
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                return date.fromisoformat(value)
        self.say("bad_date", column=column, value=value)
        return None


def clean(value: str) -> str:
    """NFC, no invisible characters, single blanks."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", value)).split())


def read_table(folder: Path, file: str, columns: Sequence[str], problems: list[Problem], read_as: list[Shape] | None = None) -> list[Row]:
    """The rows of one file that can be read; what cannot is added to `problems`, and how it was written to `read_as`."""
    text, charset = _text(folder, file, problems)
    if text is None:
        return []
    delimiter = shapes.delimiter_of(text, columns)
    records = _records(file, text, delimiter, problems)
    line, header = next(records, (1, []))
    names = [clean(name) for name in header]
    missing = [Problem.at(file, line, "missing_column", column=c, found=", ".join(names)) for c in columns if c not in names]
    double = [Problem.at(file, line, "double_column", column=c) for c in dict.fromkeys(names) if names.count(c) > 1]
    if not any(names) or missing or double:
        problems += (missing + double) if any(names) else [Problem.at(file, 1, "empty_file")]
        return []
    rows = _rows(file, names, records, problems)
    if not rows and not any(p.file == file for p in problems):
        problems.append(Problem.at(file, line, "empty_file"))
    if read_as is not None:
        read_as.append(Shape(file, charset, delimiter, tuple(names), shapes.examples(names, [row.fields for row in rows])))
    return rows


def _text(folder: Path, file: str, problems: list[Problem]) -> tuple[str | None, str]:
    """The text and its charset; None where it cannot be read."""
    try:
        raw = (folder / file).read_bytes()
    except OSError:
        problems.append(Problem.at(file, 0, "missing_file"))
        return None, ""
    try:
        text, charset = shapes.decode(raw)
    except shapes.UnreadableTextError as error:
        problems.append(Problem.at(file, raw.count(b"\n", 0, error.at) + 1, "encoding", byte=str(error)))
        return None, ""
    if "\0" in text:
        problems.append(Problem.at(file, text.count("\n", 0, text.index("\0")) + 1, "nul"))
        return None, ""
    return text, charset


def _records(file: str, text: str, delimiter: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of every row that is not blank."""
    if delimiter == BARS:
        for number, record in enumerate(text.split("\n"), start=1):
            if "|" in record.replace("||", ""):
                problems.append(Problem.at(file, number, "lone_bar"))
    for line, fields in shapes.reader_of(text, delimiter):
        if isinstance(fields, csv.Error):
            problems.append(Problem.at(file, line, "unreadable", error=fields))
        else:
            yield line, fields


def _rows(file: str, names: list[str], records: Iterator[tuple[int, list[str]]], problems: list[Problem]) -> list[Row]:
    rows = []
    for line, fields in records:
        if len(fields) == len(names):
            rows.append(Row(file, line, dict(zip(names, fields, strict=True))))
        else:
            code = "too_few_fields" if len(fields) < len(names) else "too_many_fields"
            problems.append(Problem.at(file, line, code, found=len(fields), expected=len(names)))
    return rows
