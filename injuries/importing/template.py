"""The spreadsheet to begin from: headings that are understood, and two lines that show how."""

from datetime import date, timedelta
from typing import IO

from django.utils.translation import gettext as _

from injuries.importing.columns import FIELDS, IN_TEMPLATE
from injuries.models import CaseKind, Decision, Place
from safetynet.common.tablefiles import Cell, xlsx_file


def template_file(today: date) -> IO[bytes]:
    """In the language that is active now; its own headings and words are understood when it comes back."""
    heads = [str(FIELDS[name][0]) for name in IN_TEMPLATE]
    return xlsx_file(_("Cases"), heads, [[line.get(name) for name in IN_TEMPLATE] for line in _examples(today)])


def _examples(today: date) -> list[dict[str, Cell]]:
    day = today - timedelta(days=400)
    hurt: dict[str, Cell] = {
        "number": "2024-17",
        "kind": str(CaseKind.ACCIDENT.label),
        "unit": _("Name of the unit"),
        "happened_on": day,
        "happened_at": "14:30",
        "course": _("Slipped on a wet floor in the corridor."),
        "place_kind": str(Place.CORRIDOR.label),
        "hired_on": day - timedelta(days=200),
        "absent_from": day + timedelta(days=1),
        "absent_to": day + timedelta(days=4),
        "sent_on": day + timedelta(days=9),
        "receipt": "EASY-1234",
        "decision": str(Decision.RECOGNISED.label),
        "decided_on": day + timedelta(days=120),
        "closed_on": day + timedelta(days=130),
        "deviation": "52",
        "contact": "31",
        "injury": "032",
        "body": "63",
        "harm": _("Sprained ankle"),
    }
    near: dict[str, Cell] = {
        "number": "2024-18",
        "kind": str(CaseKind.NEAR_MISS.label),
        "unit": _("Name of the unit"),
        "happened_on": day + timedelta(days=3),
        "course": _("The hoist let go on one side."),
        "place_kind": str(Place.PATIENT_ROOM.label),
    }
    return [hurt, near]
