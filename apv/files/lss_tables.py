"""The tables in a LimeSurvey file (.lss), read so that no file from outside can do harm: no entities, no depth, no endless rows."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from apv.files.faults import Fault, FaultyFileError

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 50_000
DEEPEST = 12
ROW_DEPTH, FIELD_DEPTH = 4, 5  # document > table > rows > row > field
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_FORMATTED = re.compile(r"<\s*(?:b|strong|i|em|u|a|img|table|ul|ol|video|audio|iframe)\b", re.IGNORECASE)
Row = Mapping[str, str]


@dataclass
class Tables:
    """The rows of every table by its name, and what kind of file it says it is."""

    kind: str = ""
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    count: int = 0

    def of(self, name: str) -> Sequence[Row]:
        """The rows of that table; none when the file has no such table."""
        return self.rows.get(name, [])


def read_tables(content: bytes) -> Tables:
    """Raises `FaultyFileError` for what is too large, no XML, dangerous, or no survey."""
    if len(content) > LARGEST:
        _refuse(_("The file is larger than 10 MB. That is no questionnaire."))
    tables = Tables()
    try:
        _walk(content, tables)
    except DefusedXmlException:
        _refuse(_("The file contains definitions that could be used to attack. Export the survey from LimeSurvey again."))
    except (ParseError, ValueError, LookupError):
        _refuse(_("The file cannot be read as a LimeSurvey file. Export the survey as “survey structure (.lss)” and choose it again."))
    if tables.kind != "Survey":
        _refuse(_("This is not a whole survey. Export the survey as “survey structure (.lss)” and choose that file."))
    return tables


def _refuse(text: str) -> None:
    raise FaultyFileError([Fault(text)])


def _walk(content: bytes, tables: Tables) -> None:
    path: list[str] = []
    row: dict[str, str] = {}
    for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(str(element.tag))
            if len(path) > DEEPEST:
                raise ValueError("too deep")
            continue
        row = _take(path, element.text or "", row, tables)
        path.pop()
        if len(path) < FIELD_DEPTH:
            element.clear()


def _take(path: Sequence[str], text: str, row: dict[str, str], tables: Tables) -> dict[str, str]:
    """What an element that ends leaves behind; the row that is being gathered."""
    if path[1:] == ["LimeSurveyDocType"]:
        tables.kind = text.strip()
    if path[2:3] != ["rows"]:
        return row
    if len(path) == FIELD_DEPTH:
        row[path[-1]] = text
    elif len(path) == ROW_DEPTH:
        tables.rows.setdefault(path[1], []).append(row)
        tables.count += 1
        if tables.count > MOST_ROWS:
            raise ValueError("too many rows")
        return {}
    return row


def plain(text: str) -> str:
    """A text of theirs, which is HTML, as plain text with its line breaks."""
    lines = strip_tags(_BREAKS.sub("\n", text.replace("\r", "").replace("\n", " "))).split("\n")
    found = "\n".join(_SPACES.sub(" ", html.unescape(line)).strip() for line in lines).strip()
    return re.sub(r"\n{3,}", "\n\n", found)


def is_formatted(text: str) -> bool:
    """Whether something is lost when it becomes plain."""
    return bool(_FORMATTED.search(text))


def number(row: Row, name: str) -> int:
    """A whole number of the row; 0 for anything else."""
    text: Any = row.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0  # noqa: PLR2004  more is no place in an order
