"""What a chapter of an annual report is made of: page, paper and spreadsheet read the same shape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format, number_format

from actionplans.models import StallStage
from actionplans.models.stall import ReadyCause, in_readers_language
from actionplans.reports import InTime
from safetynet.common.tablefiles import Cell

DASH = "–"


@dataclass(frozen=True)
class Link:
    """A value with the address of what lies behind it."""

    value: Cell
    url: str = ""


Row = Sequence[Cell | Link]


@dataclass(frozen=True)
class Table:
    """One table; its first column is headings."""

    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    note: str = ""
    live: str = ""  # beside the table on the page: what the lists behind it show

    @property
    def shown(self) -> list[list[tuple[str, str]]]:
        """Text and address of each cell, as a person reads them."""
        return [
            [(text_of(cell.value if isinstance(cell, Link) else cell), cell.url if isinstance(cell, Link) else "") for cell in row]
            for row in self.rows
        ]

    @property
    def numbers(self) -> set[int]:
        """Columns that hold numbers, to stand at the right."""
        columns = [[row[place] for row in self.plain] for place in range(len(self.head))]
        return {place for place, cells in enumerate(columns) if place and all(cell is None or _is_number(cell) for cell in cells)}

    @property
    def plain(self) -> list[list[Cell]]:
        """Values alone, for a spreadsheet."""
        return [[cell.value if isinstance(cell, Link) else cell for cell in row] for row in self.rows]


@dataclass(frozen=True)
class Picture:
    """One picture with its sentence and the table beneath it."""

    name: str
    sentence: str
    table: Table
    draw: Callable[[], str]
    width: int = 800
    height: int = 340


@dataclass(frozen=True)
class Key:
    """One number at the top of a chapter."""

    label: str
    value: str
    note: str = ""
    url: str = ""
    of: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class Chapter:
    """What the system says in one chapter; `drafted` is its sentence, until people write their own."""

    code: str
    drafted: str
    keys: Sequence[Key] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = field(default=())


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or str(cell) == DASH or str(cell).endswith("%")


def text_of(value: Cell) -> str:
    """As Danes write it; a dash for what is hidden or not there."""
    if value is None:
        return DASH
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, float):
        return number_format(value, decimal_pos=0 if value == int(value) else 1, force_grouping=True)
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def share(in_time: InTime) -> str:
    """Per cent in words; a dash where nothing was due."""
    return DASH if in_time.share is None else per_cent(in_time.share)


def per_cent(value: int) -> str:
    """As Danes write it."""
    return f"{value}\N{NO-BREAK SPACE}%"


def name_of_cause(code: str, texts: dict[str, str]) -> str:
    """A cause in the reader's language."""
    return str(ReadyCause(code).label) if code in ReadyCause else in_readers_language(texts) or code


def name_of_stage(code: str) -> str:
    """Where a plan stood when it stopped."""
    return str(StallStage(code).label)
