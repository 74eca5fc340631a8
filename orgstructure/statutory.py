"""The plan of the work-environment organisation with its members, as of any day (BEK 65 § 33 stk. 2; R9).

Names, places, seats, coverage and employments are those of the day; a person is called what he or she is called today,
and a level is the one that the committee has today. A committee's area is what it and those below it cover; a
sub-committee covers what its parent covers. A fixed number of queries, whatever the size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from django.db.models import Q

from orgstructure.gap_facts import GapScope
from orgstructure.gaps import Gap, gaps_of
from orgstructure.models import Committee, CommitteePeriod, Coverage, Engagement, Seat, SeatRole, Unit, UnitPeriod, UnitSuccession
from safetynet.common.fields import valid_on

Place = Unit | Committee
ORDER = {role: n for n, role in enumerate((SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.LEADER, SeatRole.AMR, SeatRole.COORDINATOR))}


class NotThereError(Exception):
    """The unit or committee was not there that day."""


@dataclass(frozen=True)
class UnitThen:
    """A unit as it was called that day, with those employed in it."""

    pk: int
    name: str
    employees: int


@dataclass
class CommitteeThen:
    """One committee or group that day: its members, and what it covers."""

    committee: Committee
    name: str
    path: str
    is_around: bool = False
    seats: list[Seat] = field(default_factory=list)
    covered: list[UnitThen] = field(default_factory=list)
    employees: int = 0
    area_units: int = 0
    area_employees: int = 0

    @property
    def depth(self) -> int:
        """In the tree of that day; the top is 0."""
        return self.path.count("/") - 2

    @property
    def has_wider_area(self) -> bool:
        """Those below cover more than it does itself."""
        return self.area_units > len(self.covered)


@dataclass(frozen=True)
class StatutoryPlan:
    """The work-environment organisation of a unit or committee, and all below it, on one day."""

    place: Place
    day: date
    name: str
    above: tuple[tuple[int, str], ...]
    below: tuple[UnitThen, ...]
    committees: tuple[CommitteeThen, ...]
    units: int
    employees: int
    gaps: tuple[Gap, ...]
    manager: str = ""
    successions: tuple[UnitSuccession, ...] = ()

    @classmethod
    def of(cls, place: Place, day: date) -> Self:
        """As it stood that day; `NotThereError` before the place came and after it was closed."""
        period = place.periods.filter(valid_on(day)).first()
        if period is None or not (place.valid_from <= day and (place.valid_to is None or day < place.valid_to)):
            raise NotThereError
        reader = _Reader(day, period.path, is_unit=isinstance(place, Unit))
        scope = GapScope(unit_path=period.path) if isinstance(place, Unit) else GapScope(committee_path=period.path)
        inside = reader.units
        return cls(
            place=place,
            day=day,
            name=period.name,
            above=reader.above(),
            below=reader.below(place),
            committees=tuple(reader.committees()),
            units=len(inside),
            employees=len(set().union(*(reader.staff[pk] for pk in inside))),
            gaps=tuple(gaps_of(scope, day)),
            manager=period.manager.get_full_name() if isinstance(period, UnitPeriod) and period.manager else "",
            successions=successions_of(place, day),
        )

    @property
    def is_of_unit(self) -> bool:
        """Of a part of the line organisation, not of a committee."""
        return isinstance(self.place, Unit)

    @property
    def groups(self) -> int:
        """Work-environment groups in it."""
        return sum(bool(one.committee.level and one.committee.level.is_group) for one in self.committees)

    @property
    def members(self) -> int:
        """Persons with a seat in it."""
        return len({seat.user_id for one in self.committees for seat in one.seats})

    @cached_property
    def gap_kinds(self) -> list[tuple[str, int]]:
        """How many gaps of each kind, the most frequent first."""
        return [(str(kind.label), number) for kind, number in Counter(gap.kind for gap in self.gaps).most_common()]


class _Reader:
    """Reads the two trees of the day within a path of one of them."""

    def __init__(self, day: date, path: str, *, is_unit: bool) -> None:
        self.day, self.path, self.is_unit = day, path, is_unit
        live = CommitteePeriod.objects.filter(valid_on(day), valid_on(day, "committee__"))
        self.nodes = {row.committee_id: row for row in live.select_related("committee__level").only("name", "path", "committee")}
        self.cover: dict[int, set[int]] = defaultdict(set)
        named = UnitPeriod.objects.filter(valid_on(day), valid_on(day, "unit__"))
        self.unit_names = {pk: (name, path) for pk, name, path in named.values_list("unit", "name", "path")}
        for unit_id, committee_id in Coverage.objects.filter(valid_on(day)).values_list("unit", "committee"):
            if committee_id in self.nodes and unit_id in self.unit_names:
                self.cover[committee_id].add(unit_id)
        for pk in sorted(self.nodes, key=lambda pk: self.nodes[pk].path.count("/")):
            node = self.nodes[pk]
            if node.committee.is_sub_committee and node.parent_id:
                self.cover[pk] |= self.cover[node.parent_id]
        self.area: dict[int, set[int]] = defaultdict(set)
        for pk, node in self.nodes.items():
            for part in node.path.strip("/").split("/"):
                self.area[int(part)] |= self.cover[pk]
        self.wanted = self._wanted()
        self.staff = self._staff()

    @cached_property
    def units(self) -> set[int]:
        """The units one has asked about."""
        if self.is_unit:
            return {pk for pk, (_name, path) in self.unit_names.items() if path.startswith(self.path)}
        return set().union(*(self.cover[pk] for pk, node in self.nodes.items() if node.path.startswith(self.path)))

    def _wanted(self) -> set[int]:
        """The committees that cover any of the units, or lie below the one asked about, and those above them."""
        if self.is_unit:
            direct = {pk for pk, units in self.cover.items() if units & self.units}
        else:
            direct = {pk for pk, node in self.nodes.items() if node.path.startswith(self.path)}
        return direct | {int(part) for pk in direct for part in self.nodes[pk].path.strip("/").split("/")} & set(self.nodes)

    def _staff(self) -> dict[int, set[int]]:
        units = set(self.units).union(*(self.area[pk] for pk in self.wanted))
        found: dict[int, set[int]] = defaultdict(set)
        rows = Engagement.objects.current(self.day)
        if len(units) < len(self.unit_names):
            rows = rows.filter(unit__in=units)
        for unit_id, user_id in rows.values_list("unit", "user"):
            found[unit_id].add(user_id)
        return found

    def committees(self) -> Iterator[CommitteeThen]:
        """From the top down, each followed by those below it, by name."""
        seats: dict[int, list[Seat]] = defaultdict(list)
        rows = Seat.objects.current(self.day).filter(committee__in=self.wanted).select_related("user", "deputy_for")
        for seat in rows.defer("user__cpr_hash", "user__cpr_encrypted", "deputy_for__cpr_hash", "deputy_for__cpr_encrypted"):
            seats[seat.committee_id].append(seat)
        for pk in sorted(self.wanted, key=self._place_in_tree):
            node, own, area = self.nodes[pk], self.cover[pk], self.area[pk]
            yield CommitteeThen(
                committee=node.committee,
                name=node.name,
                path=node.path,
                is_around=not self.is_unit and not node.path.startswith(self.path),
                seats=sorted(seats[pk], key=lambda seat: (ORDER.get(SeatRole(seat.role), len(ORDER)), seat.is_deputy, seat.user.name_sort)),
                covered=[self._unit(unit) for unit in sorted(own, key=lambda unit: self.unit_names[unit][0].casefold())],
                employees=self._employed_in(own),
                area_units=len(area),
                area_employees=self._employed_in(area),
            )

    def _place_in_tree(self, pk: int) -> list[tuple[str, int]]:
        parts = (int(part) for part in self.nodes[pk].path.strip("/").split("/"))
        return [(self.nodes[part].committee.name_sort, part) for part in parts if part in self.nodes]

    def _employed_in(self, units: set[int]) -> int:
        return len(set().union(*(self.staff[unit] for unit in units)))

    def _unit(self, pk: int) -> UnitThen:
        return UnitThen(pk, self.unit_names[pk][0], len(self.staff[pk]))

    def above(self) -> tuple[tuple[int, str], ...]:
        """The way up, topmost first, with the names of the day."""
        ids = [int(part) for part in self.path.strip("/").split("/")[:-1]]
        if self.is_unit:
            return tuple((pk, self.unit_names[pk][0]) for pk in ids if pk in self.unit_names)
        return tuple((pk, self.nodes[pk].name) for pk in ids if pk in self.nodes)

    def below(self, place: Place) -> tuple[UnitThen, ...]:
        """The units right below, each with all that are employed in it and further down."""
        if not self.is_unit:
            return ()
        depth = self.path.count("/")
        people: dict[int, set[int]] = defaultdict(set)
        for pk in self.units - {place.pk}:
            child = int(self.unit_names[pk][1].split("/")[depth])
            people[child] |= self.staff[pk]
        children = sorted(people, key=lambda pk: self.unit_names[pk][0].casefold() if pk in self.unit_names else "")
        return tuple(UnitThen(pk, self.unit_names[pk][0], len(people[pk])) for pk in children if pk in self.unit_names)


def last_new_years_eve(today: date) -> date:
    """The day an inspector most often asks about."""
    return date(today.year, 1, 1) - timedelta(days=1)


def successions_of(place: Place, day: date) -> tuple[UnitSuccession, ...]:
    """The merges and splits of a unit up to that day, by the names that the units have today."""
    if not isinstance(place, Unit):
        return ()
    said = UnitSuccession.objects.filter(Q(predecessor=place) | Q(successor=place), on__lte=day)
    return tuple(said.select_related("predecessor", "successor").order_by("on", "pk"))
