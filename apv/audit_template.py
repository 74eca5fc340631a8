"""The spreadsheet to begin from: headings that are understood, a few lines that show how, and the participants on a sheet of their own."""

from typing import IO

from django.utils.translation import gettext as _

from apv.audit_columns import FIELDS, IN_TEMPLATE, WHO_FIELDS
from apv.models import Answer, Part
from safetynet.common.tablefiles import Cell, Sheet, xlsx_book


def template_file(year: int) -> IO[bytes]:
    """In the language that is active now; its own headings and words are understood when it comes back."""
    heads = [str(FIELDS[name][0]) for name in IN_TEMPLATE]
    who = [str(label) for label, _words in WHO_FIELDS.values()]
    lines = [[line.get(name) for name in IN_TEMPLATE] for line in _examples(year)]
    return xlsx_book([Sheet(_("Answers"), heads, lines), Sheet(_("Participants"), who, _people())])


def _examples(year: int) -> list[dict[str, Cell]]:
    asked = (
        _("Do you use a method to catch risks in the daily work?"),
        _("Are new employees told of the risks?"),
    )
    one: dict[str, Cell] = {
        "audit": 1,
        "unit": _("Name of the unit"),
        "manager": _("Employee number or name"),
        "answered_on": f"{year}-11-15",
    }
    yes, partly, no = (str(answer.label) for answer in (Answer.YES, Answer.PARTLY, Answer.NO))
    planned = "\n".join((_("Meet for ten minutes every morning"), _("Hang up the board")))
    return [
        {**one, "question": 1, "question_text": asked[0], "answer": partly, "comment": _("Only on weekdays."), "action": planned},
        {**one, "question": 2, "question_text": asked[1], "answer": yes},
        {"audit": 2, "unit": _("Name of another unit"), "question": 1, "question_text": asked[0], "answer": no, "action": 1},
        {"audit": 2, "unit": _("Name of another unit"), "question": 2, "question_text": asked[1], "answer": yes},
    ]


def _people() -> list[list[Cell]]:
    parts = [(1, Part.MANAGER, 1), (1, Part.REPRESENTATIVE, 1), (1, Part.STAFF, 4), (2, Part.MANAGER, 2), (2, Part.UNION, 1)]
    return [[audit, str(part.label), number, None] for audit, part, number in parts]
