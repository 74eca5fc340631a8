"""The brake: a feed that would change too much at once waits for a person's yes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

# what: (things of that kind, what happens to them, setting with the largest share in per cent)
WATCHED = {
    "units_closed": ("units", "closed", "IMPORT_BRAKE_UNITS_CLOSED"),
    "people_moved": ("people", "moved", "IMPORT_BRAKE_PEOPLE_MOVED"),
    "people_left": ("people", "closed", "IMPORT_BRAKE_PEOPLE_LEFT"),
    "seats_closed": ("seats", "closed", "IMPORT_BRAKE_SEATS_CLOSED"),
}


@dataclass(frozen=True)
class Excess:
    """More of one kind of change than the region lets pass unseen."""

    what: str
    number: int
    total: int
    limit: float

    @property
    def sentence(self) -> str:
        """In the language that is active now."""
        sentences = {
            "units_closed": _("%(number)s of %(total)s units would close (limit %(limit)s per cent)."),
            "people_moved": _("%(number)s of %(total)s people would move to another unit (limit %(limit)s per cent)."),
            "people_left": _("%(number)s of %(total)s people would leave (limit %(limit)s per cent)."),
            "seats_closed": _("%(number)s of %(total)s seats would end (limit %(limit)s per cent)."),
        }
        return sentences[self.what] % {"number": self.number, "total": self.total, "limit": f"{self.limit:g}"}


def exceeded(counts: Mapping[str, Mapping[str, int]]) -> list[Excess]:
    """What goes beyond the region's limits, of what stood there before; a first import has nothing to lose."""
    found = []
    for what, (things, kind, setting) in WATCHED.items():
        of_things = counts.get(things, {})
        before = sum(number for name, number in of_things.items() if name != "created")
        number, limit = of_things.get(kind, 0), getattr(settings, setting)
        if before and number * 100 > limit * before:
            found.append(Excess(what, number, before, limit))
    return found
