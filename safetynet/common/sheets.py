"""Tables in: a stranger's XLSX or CSV as rows of text, read by a process that may die of it (`sheetreader.py`)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

LARGEST: Final = 10 * 1024 * 1024
WAIT = 30
MOST_LINES: Final = 2_000
READER = Path(__file__).with_name("sheetreader.py")
Rows = list[tuple[int, list[str]]]

SENTENCES: Final = {
    "unreadable": _("The file cannot be read. Save it as XLSX or CSV and choose it again."),
    "too_large": _("The file is too large. 10 MB and %(most)s lines are the most; divide it."),
    "too_many_rows": _("The file has more than %(most)s lines. Divide it."),
    "too_wide": _("The file has more than 60 columns. Take out those that are not needed."),
    "empty": _("The file has no lines below the headings."),
}


class SheetError(Exception):
    """The file cannot be used; the text says why and what to do."""


def read_sheet(content: bytes, *, most: int = MOST_LINES) -> Rows:
    """Line number and cells of each row that is not empty, the headings first, at most so many lines. Raises `SheetError`."""
    return _rows(_answer(content, str(most + 1), most=most)["rows"])


def read_book(content: bytes, *, most: int = MOST_LINES) -> dict[str, Rows]:
    """The same of every sheet of a workbook that holds something, by its name. Raises `SheetError`, also for a file that is none."""
    if not content.startswith(b"PK"):
        raise SheetError(str(SENTENCES["unreadable"]))
    return {str(name): _rows(rows) for name, rows in _answer(content, "book", str(most + 1), most=most)["sheets"].items()}


def _answer(content: bytes, *arguments: str, most: int = MOST_LINES) -> Any:
    if len(content) > LARGEST:
        raise SheetError(sentence("too_large", most))
    try:
        command = [sys.executable, "-I", str(READER), *arguments]
        done = subprocess.run(command, input=content, capture_output=True, timeout=WAIT, check=True)  # noqa: S603  our own file, no argument from outside
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise SheetError(str(SENTENCES["unreadable"])) from error
    if "error" in answer:
        raise SheetError(sentence(answer["error"], most))
    return answer


def sentence(code: str, most: int = MOST_LINES) -> str:
    """What is wrong with the file, to a person; a code that is not known is a file that cannot be read."""
    return str(SENTENCES.get(code, SENTENCES["unreadable"])) % {"most": number_format(most, force_grouping=True)}


def _rows(rows: Any) -> Rows:
    return [(int(line), [str(cell) for cell in cells]) for line, cells in rows]
