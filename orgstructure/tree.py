"""The line organisation of any day, a branch at a time: names, places, managers and employees as they were that day."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import F, QuerySet

from orgstructure.headcount import Headcount, ids_of
from orgstructure.models import Unit, UnitPeriod
from safetynet.common.fields import DanishSortKey, valid_on

MOST_OPENED = 20
SMALL_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class UnitLine:
    """One unit in the tree: how much lies below it, and whether that is shown."""

    unit: Unit
    units_below: int
    employees: int
    level: int = 0
    is_open: bool = False
    opens: str = ""


@dataclass(frozen=True)
class Step:
    """One unit with those below it that one has opened, and the way up. The units are copies of that day."""

    unit: Unit
    trail: tuple[Unit, ...]
    lines: tuple[UnitLine, ...]
    units: int
    employees: int

    @classmethod
    def of(cls, unit_id: int, day: date, opened: Collection[int] = ()) -> Self | None:
        """None where the unit was not there that day. Six queries, whatever is opened."""
        here = units_on(day).filter(unit=unit_id).select_related("manager").first()
        return cls._at(here, day, opened) if here else None

    @classmethod
    def at_the_top(cls, day: date, opened: Collection[int] = ()) -> Self | None:
        """The top of the line organisation; None before the first import."""
        here = units_on(day).filter(parent=None).select_related("manager").order_by("unit").first()
        return cls._at(here, day, opened) if here else None

    @classmethod
    def _at(cls, here: UnitPeriod, day: date, opened: Collection[int]) -> Self:
        paths = dict(units_on(day).filter(path__startswith=here.path).values_list("unit", "path"))
        below = Counter(part for path in paths.values() for part in ids_of(path)[:-1])
        people = Headcount.of(day, None if here.parent_id is None else paths).by_subtree(paths)
        folded = frozenset(opened) & paths.keys()
        shown = units_on(day).filter(path__startswith=here.path, parent__in=[here.unit_id, *folded]).select_related("manager")
        rows = _Rows(shown.order_by(DanishSortKey(F("name")), "unit"), below, people, folded)
        trail = units_on(day).filter(unit__in=ids_of(here.path)[:-1]).select_related("manager")
        above = sorted((unit_then(one) for one in trail), key=lambda unit: unit.depth)
        return cls(unit_then(here), tuple(above), tuple(rows.under(here.unit_id)), len(paths) - 1, people[here.unit_id])


class _Rows:
    """The lines in the order they are read: each opened unit is followed by those below it."""

    def __init__(self, rows: Iterable[UnitPeriod], below: Counter[int], people: Mapping[int, int], opened: Collection[int]) -> None:
        self.below, self.people, self.opened = below, people, opened
        self.children: dict[int | None, list[UnitPeriod]] = {}
        for row in rows:
            self.children.setdefault(row.parent_id, []).append(row)

    def under(self, parent: int, level: int = 0) -> Iterable[UnitLine]:
        """Those right below, each with what is opened in it."""
        for row in self.children.get(parent, ()):
            pk = row.unit_id
            yield UnitLine(unit_then(row), self.below[pk], self.people.get(pk, 0), level, pk in self.opened, self._asks(pk))
            if pk in self.opened:
                yield from self.under(pk, level + 1)

    def _asks(self, pk: int) -> str:
        """What the address says is opened after a press on this line."""
        return ".".join(str(one) for one in sorted(set(self.opened) ^ {pk}))


def opened_in(text: str) -> frozenset[int]:
    """The units an address asks to see opened (`12.40`); what is no number is left out."""
    return frozenset(int(part) for part in text.split(".")[:MOST_OPENED] if SMALL_NUMBER.fullmatch(part))


def units_on(day: date) -> QuerySet[UnitPeriod]:
    """The units that were there that day, as they were."""
    return UnitPeriod.objects.filter(valid_on(day), valid_on(day, "unit__"))


def unit_then(row: UnitPeriod) -> Unit:
    """The unit as it was that day, to be read and never saved."""
    return Unit(pk=row.unit_id, name=row.name, parent_id=row.parent_id, path=row.path, depth=row.path.count("/") - 2, manager=row.manager)
