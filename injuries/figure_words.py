"""The words of injuries' figures: titles of the splits and names of their parts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.codes.tables import Table, code_table
from injuries.models import CaseKind, Place
from injuries.reports.axes import BANDS
from safetynet.common.texts import in_language

TITLES = {
    "kind": gettext_lazy("What happened?"),
    "deviation": gettext_lazy("What went wrong?"),
    "contact": gettext_lazy("How did it hurt?"),
    "place": gettext_lazy("Where did it happen?"),
    "quarter": gettext_lazy("When in the year?"),
    "length": gettext_lazy("How long was the absence?"),
    "new": gettext_lazy("How many were new?"),
    "told": gettext_lazy("Was the authority told in time?"),
    "body": gettext_lazy("Which part of the body?"),
    "type": gettext_lazy("Which type of injury?"),
    "near-kind": gettext_lazy("Near misses and observations"),
    "near-place": gettext_lazy("Where did near misses happen?"),
}
WEEKDAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip
HOURS = dict(zip(BANDS, ("7–11", "11–15", "15–19", "19–23", "23–7"), strict=True))
LENGTHS = {
    "1": gettext_lazy("1–3 days"),
    "4": gettext_lazy("4–6 days"),
    "7": gettext_lazy("7–13 days"),
    "14": gettext_lazy("14–20 days"),
    "21": gettext_lazy("21–29 days"),
    "30": gettext_lazy("30–89 days"),
    "90": gettext_lazy("90–182 days"),
    "183": gettext_lazy("183 days and more"),
}
OWN = {
    "q1": gettext_lazy("January–March"),
    "q2": gettext_lazy("April–June"),
    "q3": gettext_lazy("July–September"),
    "q4": gettext_lazy("October–December"),
    "h1": gettext_lazy("January–June"),
    "h2": gettext_lazy("July–December"),
    "new": gettext_lazy("new employees"),
    "not": gettext_lazy("employed longer, or not known"),
    "in_time": gettext_lazy("told in time"),
    "late": gettext_lazy("told too late, or not yet although it is due"),
    "waiting": gettext_lazy("not due yet, or the day is not known"),
}


def label_of(axis: str, code: str) -> str:
    """A part of a split in words."""
    if code.startswith("rest"):
        return _("all others")
    name = axis.removeprefix("near-")
    if name == "kind":
        return str(CaseKind(code).label)
    if name == "place":
        return str(Place(code).label)
    if name == "length":
        return str(LENGTHS[code])
    if name in ("deviation", "contact", "body", "type"):
        table = Table.INJURY if name == "type" else Table(name)
        return in_language(code_table(table)[code].texts)
    return str(OWN[code])
