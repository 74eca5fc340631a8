"""Finding a unit by its name."""

from dataclasses import dataclass
from datetime import date

from orgstructure.models import Unit

MOST = 50


@dataclass(frozen=True)
class FoundUnit:
    """A unit and the names above it, so that two wards of one name can be told apart."""

    unit: Unit
    above: str


@dataclass(frozen=True)
class FoundUnits:
    """What a search found, and whether there is more than is shown."""

    units: list[FoundUnit]
    has_more: bool


def units_called(text: str, *, today: date) -> FoundUnits:
    """Existing units whose name holds every word, in Danish order, with two queries; no text finds none."""
    if not text.strip():
        return FoundUnits([], has_more=False)
    units = list(Unit.objects.existing(today).called(text).named()[: MOST + 1])
    ids = {pk for unit in units for pk in unit.ancestor_ids()}
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    found = [FoundUnit(unit, " › ".join(names[pk] for pk in unit.ancestor_ids()[1:])) for unit in units[:MOST]]
    return FoundUnits(found, has_more=len(units) > MOST)
