"""Finding one's way in the organisation of a day: units, committees and groups, and the people who have a seat."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from orgstructure.directory import committee_then, committees_on
from orgstructure.headcount import ids_of
from orgstructure.models import Committee, Seat, Unit
from orgstructure.tree import unit_then, units_on
from safetynet.common.fields import DanishSortKey

MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class FoundUnit:
    """A unit, with the names above it, so that two wards of one name can be told apart."""

    unit: Unit
    above: str


@dataclass(frozen=True)
class FoundSeat:
    """Somebody who has a seat, and where."""

    seat: Seat
    committee: Committee


@dataclass(frozen=True)
class Found:
    """What was found on a day: a few of each kind, and whether there are more."""

    text: str
    units: tuple[FoundUnit, ...] = ()
    committees: tuple[Committee, ...] = ()
    seats: tuple[FoundSeat, ...] = ()
    has_more: bool = False

    @property
    def is_too_short(self) -> bool:
        """Too little was written to look for."""
        return not _words(self.text)

    @property
    def is_empty(self) -> bool:
        """Nothing of that name."""
        return not (self.units or self.committees or self.seats)


def search(text: str, day: date) -> Found:
    """Names that hold every word, as they were that day. Five queries, whatever is found."""
    if not (words := _words(text)):
        return Found(text)
    named, person = Q(), Q()
    for word in words:
        named &= Q(name__icontains=word)
        person &= Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
    units = list(units_on(day).filter(named).select_related("manager").order_by(DanishSortKey(F("name")), "unit")[: MOST + 1])
    committees = list(committees_on(day).filter(named).order_by(DanishSortKey(F("name")), "committee")[: MOST + 1])
    there = committees_on(day)
    held = Seat.objects.current(day).filter(person, committee__in=there.values("committee")).select_related("user")
    seats = list(held.defer("user__cpr_hash", "user__cpr_encrypted").order_by("user__name_sort", "user", "committee")[: MOST + 1])
    places = {row.committee_id: committee_then(row) for row in there.filter(committee__in=[seat.committee_id for seat in seats])}
    above = {pk for row in units for pk in ids_of(row.path)[1:-1]}
    names = dict(units_on(day).filter(unit__in=above).values_list("unit", "name"))
    return Found(
        text,
        tuple(FoundUnit(unit_then(row), " › ".join(names[pk] for pk in ids_of(row.path)[1:-1] if pk in names)) for row in units[:MOST]),
        tuple(committee_then(row) for row in committees[:MOST]),
        tuple(FoundSeat(seat, places[seat.committee_id]) for seat in seats[:MOST]),
        has_more=max(len(units), len(committees), len(seats)) > MOST,
    )


def _words(text: str) -> list[str]:
    return [word for word in text.split()[:5] if len(word) >= SHORTEST]
