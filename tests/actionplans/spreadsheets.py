"""Spreadsheets for tests, as other systems write them."""

import io
import zipfile
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


def xlsx_of_one_text(text: str, *, rows: int, columns: int) -> bytes:
    """The same shared text in every cell, written as it stands, as no library would write it."""
    names = [chr(ord("A") + number) for number in range(columns)]
    cells = "".join(
        f'<row r="{row}">{"".join(f"""<c r="{name}{row}" t="s"><v>0</v></c>""" for name in names)}</row>' for row in range(1, rows + 1)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    more = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([]))) as book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in book.namelist():
            content = book.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                content = f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>"
            made.writestr(name, content.replace("</Relationships>", more) if name == "xl/_rels/workbook.xml.rels" else content)
        made.writestr("xl/sharedStrings.xml", f"<sst {space}><si><t>{text}</t></si></sst>")
    return target.getvalue()
