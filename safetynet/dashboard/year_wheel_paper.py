"""A committee's year wheel on A3: the wheel to the left, its list to the right, as the page has them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from annualcycle.wheel_picture import sectors
from annualcycle.wheel_year import State, WheelYear
from orgstructure.models import Committee, User
from safetynet.dashboard.year_paper import NotThereError, Words, YearPaper

FARTHEST = 10  # years from this one


@dataclass(frozen=True)
class Found:
    """Whose wheel, and of which year; everybody reads it."""

    committee: Committee
    year: int


def find(words: Words, by: User, today: date) -> Found:
    """The committee and the year, or `NotThereError`."""
    committee = Committee.objects.select_related("level").filter(pk=words.get("pk", 0)).first()
    year = int(words.get("year", 0))
    if committee is None or not by.is_active or abs(year - today.year) > FARTHEST:
        raise NotThereError
    return Found(committee, year)


def context(found: Found, by: User, today: date) -> dict[str, object]:  # noqa: ARG001  the same for everybody
    """The year as the page shows it."""
    wheel = WheelYear.of(found.committee, found.year, today)
    states = [(state.value, state.label) for state in State if wheel.count(state)]
    return {"committee": found.committee, "wheel": wheel, "sectors": sectors(wheel), "states": states}


PAPER = YearPaper(find, context, "pdf/wheel.html", _("year-wheel"))
