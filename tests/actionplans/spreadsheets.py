"""Spreadsheets for tests, as other systems write them."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

HEAD = ("Nr", "Enhed", "Problem", "Tovholder", "Frist", "Status", "Oprettet", "Lukket", "Effekt", "Indsatser", "Bemærkning")


def xlsx(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """One sheet with headings."""
    book = Workbook()
    sheet = book.active
    for row in (head, *rows):
        sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD, between: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The same as text."""
    return "\r\n".join(between.join(str(cell) for cell in row) for row in (head, *rows)).encode(encoding)
