"""A unit's report on paper, for the talk with the staff: the same figures as its page, and nothing that only few may read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from apv.models import Round, RoundUnit
from apv.reports.unit_report import UnitReport
from safetynet.common.charts import ACCENT, Series, bars
from safetynet.common.pdf import data_address


class NotPublishedError(Exception):
    """The round is not released, or there is no such unit in it."""


def report_for(words: Mapping[str, Any]) -> UnitReport:
    """The report of a released round's unit. Raises `NotPublishedError`."""
    places = RoundUnit.objects.filter(round__in=Round.objects.released(), round=words.get("round", 0), pk=words.get("place", 0))
    place = places.select_related("round__questionnaire", "round__split_by").first()
    if place is None:
        raise NotPublishedError
    return UnitReport(place.round, place)


def context_of(report: UnitReport) -> dict[str, object]:
    """What the template shows; the picture has the themes that are shown, its table all of them."""
    shown = [one for one in report.dimensions if one.mean is not None]
    picture = ""
    if shown:
        good = Series(_("high is good"), "", ACCENT, "#fff", tuple(0 if one.is_burden else one.mean or 0 for one in shown))
        burden = Series(_("high is bad"), "!", "#b45309", "#fff", tuple(one.mean or 0 if one.is_burden else 0 for one in shown))
        series = [one for one in (good, burden) if any(one.values)] or [good]
        picture = data_address(bars([one.name for one in shown], series), "image/svg+xml")
    return {"report": report, "survey_round": report.round, "place": report.place, "picture": picture}
