"""Tables of earlier years, as other systems write them."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

HEAD = ("Nr", "Enhet", "Chef", "Fråga", "Frågetext", "Svar", "Kommentar", "Åtgärder", "Tema", "Besvarad")
WHO = ("Nr", "Roll", "Antal", "Namn")


def book(answers: Iterable[Sequence[object]], people: Iterable[Sequence[object]] = (), head: Sequence[str] = HEAD) -> bytes:
    """A workbook with the answers, and the participants on a second sheet where there are any."""
    made = Workbook()
    sheet, rows = made.active, list(people)
    sheet.title = "Svar"
    for row in (head, *answers):
        sheet.append(list(row))
    if rows:
        second = made.create_sheet("Deltagare")
        for row in (WHO, *rows):
            second.append(list(row))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def line(head: Sequence[str] = HEAD, **cells: object) -> list[object]:
    """A good answer to the first question of audit 1, with these cells instead; a heading with blanks has underscores here."""
    told = {"Nr": "1", "Enhet": "Avdelning 1", "Fråga": "1", "Frågetext": "Har ni en rutin?", "Svar": "Ja"}
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return [(told | named).get(name, "") for name in head]
