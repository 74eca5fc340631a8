"""Tables out as CSV and XLSX: rows come as they are read, and no cell is ever a formula.

A spreadsheet takes text that begins with `= + - @`, a tab or a line break for a formula, also behind blanks or in
full width (`＝`). Such a text gets an apostrophe before it, which the spreadsheet shows as text and which
`plain_text` takes off again; numbers and dates are numbers and dates, never text.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Cell = str | int | float | bool | date | datetime | None
BOM: Final = "\ufeff"
MOST_IN_A_CELL: Final = 32_767
_FORMULA = re.compile(r"[\s\u00a0\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫]")
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w.-]+")


def plain_text(text: str) -> str:
    """What was written before `as_text` made it safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text


def as_text(value: Cell) -> str:
    """A cell as text that no spreadsheet evaluates. Apostrophes of its own are kept apart from ours: `plain_text` takes off one."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    text = "" if value is None else str(value)
    is_number = isinstance(value, (int, float))
    return f"'{text}" if not is_number and _FORMULA.match(text.lstrip("'")) else text


def csv_lines(head: Sequence[object], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """CSV as Danish Excel opens it: UTF-8 with a mark, semicolons, every cell in quotes. The head comes before the first row is read."""
    writer = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield BOM + writer.writerow([as_text(str(cell)) for cell in head])
    for row in rows:
        yield writer.writerow([as_text(cell) for cell in row])


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    head: Sequence[object]
    rows: Iterable[Sequence[Cell]]


def xlsx_file(title: str, head: Sequence[object], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """One sheet, written row by row to a temporary file that is gone when closed; texts are texts and dates are dates."""
    return xlsx_book([Sheet(title, head, rows)])


def xlsx_book(sheets: Iterable[Sheet]) -> IO[bytes]:
    """Several sheets, each as `xlsx_file` writes one."""
    book = Workbook(write_only=True)
    for one in sheets:
        _write_sheet(book, one)
    target = TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(target)
    target.seek(0)
    return target


def _write_sheet(book: Workbook, one: Sheet) -> None:
    sheet = book.create_sheet(_NOT_IN_A_SHEET_NAME.sub(" ", one.title)[:31] or "1")
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    first = []
    for heading in one.head:
        cell: Any = _text_cell(sheet, str(heading))
        cell.font = bold
        first.append(cell)
    sheet.append(first)
    for row in one.rows:
        sheet.append([_spreadsheet_text(sheet, value) if isinstance(value, str) else value for value in row])


def safe_file_name(name: str, ending: str) -> str:
    """Letters, digits and hyphens only: nothing that a header, a shell or a drive takes for something else."""
    kept = _NOT_IN_A_FILE_NAME.sub("-", name).strip("-.")[:80]
    return f"{kept or 'tabel'}.{ending}"


def _spreadsheet_text(sheet: Any, text: str) -> Any:
    """Most texts go in as bare strings; “#N/A” and its like would pass for an error, so they get a cell that says text."""
    return _text_cell(sheet, text) if text.startswith("#") else as_text(ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_IN_A_CELL])


def _text_cell(sheet: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=None)
    cell.data_type = "s"
    cell._value = as_text(ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_IN_A_CELL])  # noqa: SLF001  value= would read “=…” as a formula
    return cell


class _Echo:
    """Lets `csv.writer` hand each line back."""

    def write(self, line: str) -> str:
        return line
