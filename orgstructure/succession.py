"""Who is responsible when somebody is gone, and who decides where nobody is: never a person without admission, never nobody.

Plans go to the unit's manager, else to the manager above, else to those who look after the system there (`next_for`).
Where none of these is left (all of them may leave with one feed) a person is named who says whose they are (`decides_for`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Role
from safetynet.common.fields import valid_on

LAST_RESORT = (Role.COORDINATOR, Role.SAFETYNET_ADMINISTRATOR, Role.CONSULTANT)
# Who is asked to decide, first those above the unit, then those anywhere in the same region, then anybody who runs the system.
DECIDES = (Role.HEAD_OF_WORK_ENVIRONMENT, Role.SAFETYNET_ADMINISTRATOR, Role.CONSULTANT, Role.SYSTEM_ADMINISTRATOR)


@dataclass(frozen=True)
class Successor:
    """The next who is responsible; a stand-in is not the unit's own manager."""

    person_id: int
    is_stand_in: bool


@dataclass(frozen=True)
class _Helper:
    """Somebody who looks after the system, and where."""

    user_id: int
    unit_id: int
    root: str


class Successors:
    """The next responsible for many units, read with four queries."""

    def __init__(self, unit_ids: Iterable[int], today: date) -> None:
        """Everybody who may come in question, above these units too."""
        self.units = Unit.objects.in_bulk(list(set(unit_ids)))
        above = Unit.objects.in_bulk({pk for unit in self.units.values() for pk in unit.ancestor_ids()})
        self.managers = {unit.pk: unit.manager_id for unit in (above | self.units).values() if _exists(unit, today)}
        self.helpers: defaultdict[str, list[_Helper]] = defaultdict(list)
        if self.units:
            holdings = RoleHolding.objects.filter(valid_on(today), role__in={*LAST_RESORT, *DECIDES}).order_by("pk")
            for role, user_id, unit_id, path in holdings.values_list("role", "user", "unit", "unit__path"):
                self.helpers[role].append(_Helper(user_id, unit_id, _root(path)))
        asked = {*self.managers.values(), *(one.user_id for held in self.helpers.values() for one in held)}
        self.at_work = set(User.objects.admitted(today).filter(pk__in=asked - {None}).values_list("pk", flat=True))

    def next_for(self, unit_id: int, *, instead_of: int) -> Successor | None:
        """Nearest first, never the person who is gone; None where nobody above is left to have it."""
        chain = self._chain(unit_id)
        asked = [self.managers.get(pk) for pk in chain] + list(self._above(LAST_RESORT, chain))
        found = self._first(asked, instead_of)
        return Successor(found, is_stand_in=found != self.managers.get(unit_id)) if found else None

    def decides_for(self, unit_id: int, *, instead_of: int = 0) -> int | None:
        """Who says whose it is: the next responsible, else somebody above, else in the region, else whoever runs the system.

        None only where the installation has no system administrator who may sign in; the last one cannot be taken back.
        """
        if to := self.next_for(unit_id, instead_of=instead_of):
            return to.person_id
        chain, root = self._chain(unit_id), _root(self.units[unit_id].path)
        within = (one.user_id for role in DECIDES for one in self.helpers[role] if one.root == root)
        anywhere = (one.user_id for role in reversed(DECIDES) for one in self.helpers[role])
        return self._first([*self._above(DECIDES, chain), *within, *anywhere], instead_of)

    def _chain(self, unit_id: int) -> list[int]:
        return [unit_id, *reversed(self.units[unit_id].ancestor_ids())]

    def _above(self, roles: Iterable[Role], chain: list[int]) -> Iterator[int]:
        """Of each role the nearest first."""
        for role in roles:
            yield from (one.user_id for pk in chain for one in self.helpers[role] if one.unit_id == pk)

    def _first(self, asked: Iterable[int | None], instead_of: int) -> int | None:
        return next((pk for pk in asked if pk in self.at_work and pk != instead_of), None)


def _exists(unit: Unit, today: date) -> bool:
    return unit.valid_to is None or unit.valid_to > today


def _root(path: str) -> str:
    """The topmost unit of a path."""
    return path.split("/", 2)[1]
