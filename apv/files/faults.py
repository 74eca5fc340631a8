"""What is wrong with a file, said so that a person finds it: sheet, row and column."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One thing to put right in the file. Row 0 is the sheet as a whole."""

    text: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        where = []
        if self.sheet:
            where.append(_("sheet “%(name)s”") % {"name": self.sheet})
        if self.row:
            where.append(_("row %(number)s") % {"number": self.row})
        if self.column:
            where.append(_("column “%(name)s”") % {"name": self.column})
        place = ", ".join(where)
        return f"{place[0].upper()}{place[1:]}: {self.text}" if place else self.text


class FaultyFileError(Exception):
    """The file cannot be brought in as it is; `faults` say all that is wrong with it. Nothing was saved."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """All at once, so that the file is mended once."""
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)
