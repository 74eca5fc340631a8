"""What the report asks for in classes of its own: employment, expected absence, sex. The keys are kept, the words are ours."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

EMPLOYMENT: Final[Words] = {
    "permanent": _("permanent employee"),
    "temporary": _("employed for a time"),
    "hourly": _("paid by the hour, on call"),
    "agency": _("from a temp agency"),
    "apprentice": _("apprentice or trainee"),
    "student": _("student in practice"),
    "scheme": _("in a job scheme"),
    "volunteer": _("volunteer"),
    "other": _("other employment"),
}
# Calendar days without the day of the injury. Eurostat's classes begin at four days; the Danish duty begins at one (domain, 3.4).
EXPECTED_ABSENCE: Final[Words] = {
    "none": _("no absence"),
    "d1_3": _("1–3 days"),
    "d4_6": _("4–6 days"),
    "d7_13": _("7–13 days"),
    "d14_20": _("14–20 days"),
    "d21_30": _("21 days to a month"),
    "m1_3": _("1–3 months"),
    "m3_6": _("3–6 months"),
    "m6": _("more than six months, or for good"),
    "fatal": _("died of it"),
}
ESAW_DAYS: Final[Mapping[str, str]] = {
    "none": "0",
    "d1_3": "1-3",
    "d4_6": "A01",
    "d7_13": "A02",
    "d14_20": "A03",
    "d21_30": "A04",
    "m1_3": "A05",
    "m3_6": "A06",
    "m6": "997",
    "fatal": "998",
}
SEX: Final[Words] = {"f": _("woman"), "m": _("man"), "x": _("other or not told")}
SIDE: Final[Words] = {"left": _("left"), "right": _("right"), "both": _("both sides")}


def choices(words: Words, none: str | Promise = "–") -> list[tuple[str, str | Promise]]:
    """For a select, the first of them nothing."""
    return [("", none), *words.items()]
