"""Who is responsible when somebody is gone: the unit's manager, else the manager above, else those who look after the system."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Role
from safetynet.common.fields import valid_on

LAST_RESORT = (Role.COORDINATOR, Role.SAFETYNET_ADMINISTRATOR, Role.CONSULTANT)


@dataclass(frozen=True)
class Successor:
    """The next who is responsible; a stand-in is not the unit's own manager."""

    person_id: int
    is_stand_in: bool


class Successors:
    """The next responsible for many units, read with four queries."""

    def __init__(self, unit_ids: Iterable[int], today: date) -> None:
        """Everybody who may come in question, above these units too."""
        self.units = Unit.objects.in_bulk(list(set(unit_ids)))
        above = Unit.objects.in_bulk({pk for unit in self.units.values() for pk in unit.ancestor_ids()})
        self.managers = {unit.pk: unit.manager_id for unit in (above | self.units).values() if _exists(unit, today)}
        holdings = RoleHolding.objects.filter(valid_on(today), unit__in=above | self.units, role__in=LAST_RESORT).order_by("pk")
        self.helpers = {(row.unit_id, row.role): row.user_id for row in holdings}
        asked = {*self.managers.values(), *self.helpers.values()}
        self.at_work = set(User.objects.admitted(today).filter(pk__in=asked - {None}).values_list("pk", flat=True))

    def next_for(self, unit_id: int, *, instead_of: int) -> Successor | None:
        """Nearest first, never the person who is gone; None where nobody is left to ask."""
        unit = self.units[unit_id]
        chain = [unit.pk, *reversed(unit.ancestor_ids())]
        asked = [self.managers.get(pk) for pk in chain] + [self.helpers.get((pk, role)) for role in LAST_RESORT for pk in chain]
        found = next((pk for pk in asked if pk in self.at_work and pk != instead_of), None)
        return Successor(found, is_stand_in=found != self.managers.get(unit_id)) if found else None


def _exists(unit: Unit, today: date) -> bool:
    return unit.valid_to is None or unit.valid_to > today
