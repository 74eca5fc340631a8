"""Tables in: a stranger's XLSX or CSV as rows of text, read by a process that may die of it (`sheetreader.py`)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

LARGEST: Final = 10 * 1024 * 1024
WAIT = 30
READER = Path(__file__).with_name("sheetreader.py")
Rows = list[tuple[int, list[str]]]

SENTENCES: Final = {
    "unreadable": _("The file cannot be read. Save it as XLSX or CSV and choose it again."),
    "too_large": _("The file is too large. 10 MB and 2,000 lines are the most; divide it."),
    "too_many_rows": _("The file has more than 2,000 lines. Divide it."),
    "too_wide": _("The file has more than 60 columns. Take out those that are not about plans."),
    "empty": _("The file has no lines below the headings."),
}


class SheetError(Exception):
    """The file cannot be used; the text says why and what to do."""


def read_sheet(content: bytes) -> Rows:
    """Line number and cells of each row that is not empty, the headings first. Raises `SheetError`."""
    return _rows(_answer(content)["rows"])


def read_book(content: bytes) -> dict[str, Rows]:
    """The same of every sheet of a workbook that holds something, by its name. Raises `SheetError`, also for a file that is none."""
    if not content.startswith(b"PK"):
        raise SheetError(str(SENTENCES["unreadable"]))
    return {str(name): _rows(rows) for name, rows in _answer(content, "book")["sheets"].items()}


def _answer(content: bytes, *arguments: str) -> Any:
    if len(content) > LARGEST:
        raise SheetError(str(SENTENCES["too_large"]))
    try:
        command = [sys.executable, "-I", str(READER), *arguments]
        done = subprocess.run(command, input=content, capture_output=True, timeout=WAIT, check=True)  # noqa: S603  our own file, no argument from outside
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise SheetError(str(SENTENCES["unreadable"])) from error
    if "error" in answer:
        raise SheetError(str(SENTENCES.get(answer["error"], SENTENCES["unreadable"])))
    return answer


def _rows(rows: Any) -> Rows:
    return [(int(line), [str(cell) for cell in cells]) for line, cells in rows]
