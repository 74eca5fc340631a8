"""The spreadsheet to begin from: headings that are understood, and two lines that show how."""

from datetime import date, timedelta
from typing import IO

from django.utils.translation import gettext as _

from actionplans.importing.columns import FIELDS, IN_TEMPLATE
from actionplans.models import Status, Verdict
from safetynet.common.tablefiles import Cell, xlsx_file


def template_file(today: date) -> IO[bytes]:
    """In the language that is active now; its own headings and words are understood when it comes back."""
    heads = [str(FIELDS[name][0]) for name in IN_TEMPLATE]
    return xlsx_file(_("Plans"), heads, [[line.get(name) for name in IN_TEMPLATE] for line in _examples(today)])


def _examples(today: date) -> list[dict[str, Cell]]:
    same = {"unit": _("Name of the unit"), "owner": "navn@region-eksempel.invalid"}
    still_open: dict[str, Cell] = {
        "reference": "2025-17",
        "title": _("Heavy lifting on the evening shift"),
        "measures": _("A hoist in every room"),
        "criterion": _("Nobody lifts alone"),
        "created_on": today - timedelta(days=30),
        "closing_on": today + timedelta(days=60),
        "status": str(Status.ACTIVE.label),
    }
    closed: dict[str, Cell] = {
        "reference": "2024-3",
        "title": _("Noise in the duty room"),
        "created_on": today - timedelta(days=400),
        "closing_on": today - timedelta(days=300),
        "status": str(Status.CLOSED.label),
        "ended_on": today - timedelta(days=290),
        "verdict": str(Verdict.SOLVED.label),
        "note": _("New door and soft wheels helped."),
    }
    return [{**same, **still_open}, {**same, **closed}]
