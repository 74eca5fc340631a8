"""What gaps are read from: the organisation of one day within a scope, with a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from orgstructure.access import Scope
from orgstructure.models import (
    CommitteePeriod,
    Coverage,
    Engagement,
    RoleHolding,
    Seat,
    SeatRole,
    SeatRule,
    SizeApproval,
    Threshold,
    Unit,
    UnitPeriod,
)
from orgstructure.permissions import Role
from orgstructure.regime import Regime, Regimes
from safetynet.common.fields import valid_on


@dataclass(frozen=True)
class GapScope:
    """Where one looks: everything, a unit (with all below it, or alone), a committee with all below it, or where a right reaches."""

    unit_path: str = ""
    committee_path: str = ""
    is_alone: bool = False
    reach: Scope | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing narrows it."""
        return not (self.unit_path or self.committee_path or self.reach is not None)

    def of_units(self, prefix: str = "") -> Q:
        """The unit periods of the scope; a committee's units come by what it covers."""
        if self.reach is not None:
            return self.reach.where("unit")
        if not self.unit_path:
            return Q()
        return Q(**{f"{prefix}path" if self.is_alone else f"{prefix}path__startswith": self.unit_path})


@dataclass(frozen=True)
class UnitFact:
    """A unit that day."""

    pk: int
    name: str
    path: str
    p_number: str
    manager_id: int | None

    @property
    def depth(self) -> int:
        """In the tree of that day; the top is 0."""
        return self.path.count("/") - 2


@dataclass(frozen=True)
class CommitteeFact:
    """A committee or group that day."""

    pk: int
    name: str
    path: str
    level_id: int | None
    is_group: bool
    is_sub: bool


@dataclass(frozen=True)
class SeatFact:
    """A seat, ended ones too."""

    pk: int
    committee_id: int
    user_id: int
    role: str
    word: str
    starts: date
    ends: date | None
    is_employed: bool
    is_here: bool = True  # employed in the covered part or below it; asked of representatives (R10)

    def is_held(self, day: date) -> bool:
        """By somebody who is still employed (R10)."""
        return self.is_employed and self.starts <= day and (self.ends is None or self.ends > day)


@dataclass
class Facts:
    """The organisation of one day within a scope."""

    day: date
    threshold: Threshold
    regimes: Regimes
    units: dict[int, UnitFact] = field(default_factory=dict)
    managers: dict[int, int | None] = field(default_factory=dict)
    employees: dict[int, int] = field(default_factory=dict)
    committees: dict[int, CommitteeFact] = field(default_factory=dict)
    covering: dict[int, list[int]] = field(default_factory=dict)
    covered: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    seats: dict[int, list[SeatFact]] = field(default_factory=dict)
    holders: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    in_scope: frozenset[int] = frozenset()

    @classmethod
    def of(cls, scope: GapScope, day: date) -> Self:
        """Fourteen queries, whatever the size."""
        facts = cls(day, Threshold.on(day), Regimes.on(day))
        facts.read_units(scope)
        facts.read_committees(scope)
        facts.read_seats()
        facts.read_holders()
        return facts

    def read_units(self, scope: GapScope) -> None:
        """The tree of that day, who manages it, and how many are employed in each unit."""
        live = UnitPeriod.objects.filter(valid_on(self.day), valid_on(self.day, "unit__"))
        inside = live.filter(scope.of_units())
        if scope.committee_path:
            inside = inside.filter(unit__in=_covers(self.day).filter(_under(scope, self.day)).values("unit"))
        columns = ("unit", "name", "path", "unit__p_number", "manager")
        self.units = {row[0]: UnitFact(*row) for row in inside.values_list(*columns).order_by("path")}
        above = {int(part) for unit in self.units.values() for part in unit.path.strip("/").split("/")}
        self.managers = {unit.pk: unit.manager_id for unit in self.units.values()}
        self.managers |= dict(live.filter(unit__in=above - set(self.units)).values_list("unit", "manager"))
        staff = Engagement.objects.filter(valid_on(self.day))
        if not scope.is_everything:
            staff = staff.filter(unit__in=list(self.units))
        self.employees = dict(staff.values("unit").annotate(n=Count("user", distinct=True)).values_list("unit", "n"))

    def read_committees(self, scope: GapScope) -> None:
        """The MED organisation of that day, and which unit it covers."""
        columns = ("committee", "name", "path", "committee__level", "committee__level__is_group", "committee__is_sub_committee")
        live = CommitteePeriod.objects.filter(valid_on(self.day), valid_on(self.day, "committee__"))
        self.committees = {
            row[0]: CommitteeFact(row[0], row[1], row[2], row[3], bool(row[4]), row[5])
            for row in live.values_list(*columns).order_by("path")
        }
        covering, covered = defaultdict(list), defaultdict(list)
        for unit_id, path, committee_id in self._coverage(scope).values_list("unit", "unit__path", "committee"):
            if committee_id in self.committees:
                covering[unit_id].append(committee_id)
                covered[committee_id].append((unit_id, path))
        self.covering, self.covered = covering, covered
        self.in_scope = frozenset(pk for pk, one in self.committees.items() if self._is_in(one, scope))
        people = Engagement.objects.filter(valid_on(self.day), valid_on(self.day, "unit__coverages__"))
        groups = [pk for pk in self.in_scope if self.committees[pk].is_group]
        counted = people.filter(unit__coverages__committee__in=groups).values("unit__coverages__committee")
        self.people = dict(counted.annotate(n=Count("user", distinct=True)).values_list("unit__coverages__committee", "n"))

    def _coverage(self, scope: GapScope) -> QuerySet[Coverage]:
        """All of it, or that of the committees in scope, of those that cover any unit in scope, and of all below these."""
        rows = _covers(self.day)
        if scope.is_everything:
            return rows
        near = set(Coverage.objects.filter(valid_on(self.day), unit__in=list(self.units)).values_list("committee", flat=True))
        looked_at = {pk for pk, one in self.committees.items() if scope.committee_path and self._is_in(one, scope)}
        below = [pk for pk, one in self.committees.items() if not (near | looked_at).isdisjoint((pk, *self.above(one)))]
        return rows.filter(committee__in=below)

    def _is_in(self, committee: CommitteeFact, scope: GapScope) -> bool:
        if scope.committee_path:
            return committee.path == scope.committee_path if scope.is_alone else committee.path.startswith(scope.committee_path)
        return scope.is_everything or any(unit_id in self.units for unit_id, _path in self.covered.get(committee.pk, ()))

    def read_seats(self) -> None:
        """Every seat of the committees in scope, and the chairs of those above them."""
        wanted = set(self.in_scope)
        for pk in self.in_scope:
            wanted.update(self.above(self.committees[pk]))
            wanted.update(self.groups_under.get(pk, ()))
        employed = Engagement.objects.filter(user=OuterRef("user"))
        works = Exists(employed.filter(valid_on(self.day))) | ~Exists(employed)
        columns = ("pk", "committee", "user", "role", "role_word", "valid_from", "valid_to", "works")
        rows = Seat.objects.filter(committee__in=wanted, is_deputy=False).annotate(works=works).order_by("valid_from", "pk")
        found = [SeatFact(*row) for row in rows.values_list(*columns)]
        away = self._away(found)
        seats = defaultdict(list)
        for seat in found:
            seats[seat.committee_id].append(replace(seat, is_here=False) if seat.pk in away else seat)
        self.seats = seats

    def _away(self, seats: list[SeatFact]) -> set[int]:
        """Representatives' seats whose holder works, but neither in what the group covers nor below it (R10)."""
        held = [seat for seat in seats if seat.role == SeatRole.AMR and seat.is_held(self.day) and self.covered.get(seat.committee_id)]
        places: dict[int, list[str]] = defaultdict(list)
        staff = Engagement.objects.filter(valid_on(self.day), user__in={seat.user_id for seat in held})
        for user_id, path in staff.values_list("user", "unit__path"):
            places[user_id].append(path)
        return {
            seat.pk
            for seat in held
            if places[seat.user_id] and not any(here.startswith(self._covered_paths(seat)) for here in places[seat.user_id])
        }

    def _covered_paths(self, seat: SeatFact) -> tuple[str, ...]:
        return tuple(path for _unit, path in self.covered[seat.committee_id])

    def read_holders(self) -> None:
        """Who keeps the system, the nearest first."""
        keepers = (Role.SAFETYNET_ADMINISTRATOR, Role.CONSULTANT, Role.SYSTEM_ADMINISTRATOR, Role.INJURY_ADMINISTRATOR)
        rows = RoleHolding.objects.filter(valid_on(self.day), role__in=keepers, user__is_active=True)
        holders = defaultdict(list)
        for role, path, unit_id, user_id in rows.values_list("role", "unit__path", "unit", "user").order_by(
            "-unit__depth", "user__name_sort"
        ):
            holders[role].append((path, unit_id, user_id))
        self.holders = holders

    # --- Readings ---
    @cached_property
    def rules(self) -> dict[int, list[SeatRule]]:
        """The agreed numbers of seats by level; asked for only where an agreement holds."""
        found = defaultdict(list)
        for rule in SeatRule.objects.filter(valid_on(self.day)):
            found[rule.level_id].append(rule)
        return found

    @cached_property
    def approved(self) -> dict[int, int]:
        """The size approved for each group; asked for only where one is over the usual size."""
        approvals = SizeApproval.objects.filter(decided_on__lte=self.day).order_by("decided_on", "pk")
        return dict(approvals.values_list("committee", "employees"))

    @cached_property
    def workplaces(self) -> dict[str, int]:
        """Employees by P-number: units with the same number are one workplace."""
        found: dict[str, int] = defaultdict(int)
        for unit in self.units.values():
            found[unit.p_number] += self.employees.get(unit.pk, 0)
        return found

    def workplace_of(self, unit: UnitFact) -> int:
        """How many work at the unit's workplace: its P-number, else the unit alone."""
        return self.workplaces[unit.p_number] if unit.p_number else self.employees.get(unit.pk, 0)

    @cached_property
    def areas(self) -> dict[int, list[str]]:
        """The paths of all units that each committee and those below it cover."""
        found: dict[int, list[str]] = defaultdict(list)
        for pk, units in self.covered.items():
            for part in self.committees[pk].path.strip("/").split("/"):
                found[int(part)].extend(path for _unit, path in units)
        return found

    @cached_property
    def groups_under(self) -> dict[int, list[int]]:
        """The groups whose nearest committee above, sub-committees left out, is this one (R4)."""
        found: dict[int, list[int]] = defaultdict(list)
        for one in self.committees.values():
            if one.is_group:
                over = (pk for pk in self.above(one) if pk in self.committees)
                nearest = next((pk for pk in over if not self.committees[pk].is_group and not self.committees[pk].is_sub), None)
                if nearest:
                    found[nearest].append(one.pk)
        return found

    def regime_of(self, committee_id: int) -> Regime:
        """What all units of its area follow; the law where they differ or where there are none."""
        return self.regimes.of_all(self.areas.get(committee_id, ()))

    def groups_of(self, unit_id: int) -> list[int]:
        """The groups that cover the unit."""
        return [pk for pk in self.covering.get(unit_id, ()) if self.committees[pk].is_group]

    def held(self, committee_id: int) -> list[SeatFact]:
        """The seats that somebody holds that day."""
        return [seat for seat in self.seats.get(committee_id, ()) if seat.is_held(self.day)]

    def above(self, committee: CommitteeFact) -> list[int]:
        """The committees over it, nearest first."""
        return [int(part) for part in reversed(committee.path.strip("/").split("/")[:-1])]

    def manager_at(self, path: str) -> int | None:
        """The manager of the unit, else of the nearest above that has one."""
        managers = (self.managers.get(int(part)) for part in reversed(path.strip("/").split("/")))
        return next((pk for pk in managers if pk), None)

    def chair_of(self, committee: CommitteeFact) -> int | None:
        """Who chairs it, else the nearest above that is chaired."""
        for pk in (committee.pk, *self.above(committee)):
            for seat in self.held(pk):
                if seat.role == SeatRole.CHAIR:
                    return seat.user_id
        return None

    def holder(self, path: str, *roles: Role) -> tuple[Role, int | None]:
        """Who holds one of the roles at that unit or nearest above it, the first role first."""
        for role in roles:
            for held_at, _unit, user_id in self.holders.get(role, ()):
                if path.startswith(held_at) or not path:
                    return role, user_id
        return roles[0], None


def everything() -> GapScope:
    """The whole organisation."""
    return GapScope()


def of_unit(unit: Unit, *, alone: bool = False) -> GapScope:
    """The unit with all below it, or alone."""
    return GapScope(unit_path=unit.path, is_alone=alone)


def where(reach: Scope) -> GapScope:
    """Where somebody holds a right."""
    return GapScope(reach=reach)


def of_committee(path: str, *, alone: bool = False) -> GapScope:
    """The committee with all below it, or alone."""
    return GapScope(committee_path=path, is_alone=alone)


def _covers(day: date) -> QuerySet[Coverage]:
    return Coverage.objects.filter(valid_on(day), valid_on(day, "unit__"))


def _under(scope: GapScope, day: date) -> Q:
    under = "committee__periods__path" if scope.is_alone else "committee__periods__path__startswith"
    return valid_on(day, "committee__periods__") & Q(**{under: scope.committee_path})
