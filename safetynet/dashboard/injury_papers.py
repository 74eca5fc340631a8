"""Figures of injuries on paper: the same dataclass and words as the page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from injuries.figure_page import InjuryPage
from injuries.reports.figures import InjuryFigures
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.pdf import data_address


class NotThereError(Exception):
    """The unit is gone, or the person may not make reports for it any more."""


def unit_for(words: Mapping[str, Any], by: User) -> Unit:
    """The unit that the person may make a report for. Raises `NotThereError`."""
    unit = Unit.objects.filter(pk=words.get("unit", 0)).first()
    if unit is None or not may(by, Perm.RUN_REPORTS, unit.pk, unit.path):
        raise NotThereError
    return unit


def context_of(words: Mapping[str, Any], by: User, *, now: datetime, today: date) -> dict[str, object]:
    """What the template shows."""
    figures = InjuryFigures.of(unit_for(words, by), words["year"], by, now=now, today=today)
    page = InjuryPage(figures)
    drawn = {name: page.picture(name) for name in ("trend", "causes")}
    return {"figures": figures, "page": page, **{name: data_address(svg, "image/svg+xml") if svg else "" for name, svg in drawn.items()}}
