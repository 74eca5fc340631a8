"""The part of reading a spreadsheet that meets a stranger's file: run as a process of its own with little room and time.

Reads the file from standard input and prints one JSON object: {"rows": [[line, [text, …]], …]} or {"error": code}; with the
argument `book` it reads every sheet of a workbook: {"sheets": {name: [[line, …], …]}}; a number after it is how many lines it may have.
Imports nothing of ours. A spreadsheet
that unpacks to more than it should, or that claims a cell at the far end of a sheet, ends this process and nothing else.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_001, 60, 8_000
MOST_UNPACKED = 80 * 1024 * 1024
MOST_TEXT = 16 * 1024 * 1024  # characters in all cells: one long text may stand in every cell of a small file
MOST_PARTS = 500
MOST_SHEETS = 50
MEMORY, SECONDS = 1_200 * 1024 * 1024, 20
SEPARATORS = (";", "\t", ",", "|")
Rows = list[tuple[int, list[str]]]


class UnreadableError(Exception):
    """The file cannot be used; the code says why."""


def read(content: bytes, most: int = MOST_ROWS) -> Rows:
    """Line number and cells of every row that is not empty, dates as YYYY-MM-DD."""
    kept = _kept(_workbook(content, most) if content.startswith(b"PK") else _text_file(content), most)
    if len(kept) < 2:  # noqa: PLR2004  a heading and one line
        raise UnreadableError("empty")
    return kept


def read_book(content: bytes, most: int = MOST_ROWS) -> dict[str, Rows]:
    """The same of every sheet that holds something, by its name; together they may be no larger than one."""
    sheets: dict[str, Rows] = {}
    for name, rows in _sheets(content, most):
        sheets[name] = _kept(rows, most)
        if sum(map(len, sheets.values())) > most:
            raise UnreadableError("too_many_rows")
        if sum(len(text) for found in sheets.values() for _line, texts in found for text in texts) > MOST_TEXT:
            raise UnreadableError("too_large")
    return sheets


def _kept(rows: Iterable[tuple[int, Iterable[object]]], most: int = MOST_ROWS) -> Rows:
    kept: Rows = []
    length = 0
    for line, cells in rows:
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            raise UnreadableError("too_wide")
        if texts:
            kept.append((line, texts))
        length += sum(map(len, texts))
        if len(kept) > most:
            raise UnreadableError("too_many_rows")
        if length > MOST_TEXT:
            raise UnreadableError("too_large")
    return kept


def _workbook(content: bytes, most: int) -> Iterator[tuple[int, Iterable[object]]]:
    """The first sheet that holds something."""
    for _name, rows in _sheets(content, most):
        yield from rows
        return


def _sheets(content: bytes, most: int = MOST_ROWS) -> Iterator[tuple[str, Iterable[tuple[int, Iterable[object]]]]]:
    """Every sheet that holds something, opened one after the other."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  a CSV file needs no reader of workbooks

    _check_parts(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names[:MOST_SHEETS]:
            found = book.get_sheet_by_name(name)
            if found.end is not None:  # rows and columns count from 0: a single column has the width 0
                last_row, last_column = found.end
                if last_row >= most * 10 or last_column >= MOST_COLUMNS * 10:
                    raise UnreadableError("too_many_rows")
                yield name, enumerate(found.to_python(skip_empty_area=False), start=1)
    except CalamineError as error:
        raise UnreadableError("unreadable") from error


def _check_parts(content: bytes) -> None:
    """What the archive says of itself, before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError("unreadable") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableError("too_large")
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise UnreadableError("unreadable")


def _text_file(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError("unreadable") from error
        yield line, cells


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, what Excel calls Unicode text, or else the old Windows letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableError("unreadable")
    return text


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).replace("\0", "").strip()[:LONGEST_CELL]


def main() -> None:
    """What the process does."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        content = sys.stdin.buffer.read()
        is_book = sys.argv[1:2] == ["book"]
        limit = map(int, sys.argv[2:] if is_book else sys.argv[1:])
        answer: dict[str, object] = {"sheets": read_book(content, *limit)} if is_book else {"rows": read(content, *limit)}
    except UnreadableError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
