"""Rights follow from what people are: holdings from managers and seats, and guardian's rows from the holdings.

One idempotent function, run in the transaction of every import or appointment and again each night. The number of
queries does not depend on the number of people. An act that touches few is brought in step for these alone: who is named
here as touched must be everybody whose rights the act can change (a test runs both, and the second finds nothing to do).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import Permission
from django.db import connection, transaction

from orgstructure.models import Coverage, Engagement, RoleHolding, Seat, SeatRole, Unit, UnitUserPermission
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.roles import ROLES
from orgstructure.usecases.coverage import follow_parents
from safetynet.common.fields import valid_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 2000
LOCK = 7_231_002
AUTOMATIC = (HoldingSource.ENGAGEMENT, HoldingSource.SEAT)
IN_A_GROUP = {SeatRole.AMR: Role.AMR, SeatRole.LEADER: Role.GROUP_LEADER}
IN_ITS_AREA = {SeatRole.CHAIR: Role.COMMITTEE_CHAIR, SeatRole.VICE_CHAIR: Role.COMMITTEE_CHAIR}
FOREVER = date.max


@dataclass(frozen=True)
class _Claim:
    """A role that somebody should hold today."""

    user_id: int
    role: str
    unit_id: int
    seat_id: int | None


@dataclass(frozen=True)
class _Touched:
    """Whose rights are brought in step: `people` are written, `known` are read as well, those they are deputies for; None is everybody."""

    people: frozenset[int] | None
    known: frozenset[int] | None

    @classmethod
    def by(cls, people: Collection[int] | None, today: date) -> Self:
        """With the deputies of these people, whose roles hang on theirs."""
        if people is None:
            return cls(None, None)
        acting = RoleHolding.objects.current(today).filter(source=HoldingSource.DEPUTY)
        written = frozenset(people) | set(acting.filter(deputy_for__in=people).values_list("user", flat=True))
        return cls(written, written | set(acting.filter(user__in=written).values_list("deputy_for", flat=True)))

    def written(self, rows: "QuerySet[Any]", column: str = "user") -> "QuerySet[Any]":
        """Of these rows those of the people written."""
        return rows if self.people is None else rows.filter(**{f"{column}__in": self.people})

    def read(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Of these rows those of everybody who is read."""
        return rows if self.known is None else rows.filter(user__in=self.known)


class _Employment:
    """Until when each person is employed. Somebody who never was (a local account) is not bound by it."""

    def __init__(self, touched: _Touched, today: date) -> None:
        self.touched = touched
        self.ends: dict[int, date] = {}
        self.ever: set[int] = set()
        self.here: dict[int, list[tuple[str, date]]] = defaultdict(list)
        rows = touched.read(Engagement.objects.all())
        for user_id, path, starts, ends in rows.values_list("user", "unit__path", "valid_from", "valid_to"):
            self.ever.add(user_id)
            if starts <= today and (ends is None or ends > today):
                over = ends or FOREVER
                self.ends[user_id] = max(over, self.ends.get(user_id, date.min))
                self.here[user_id].append((path, over))

    def over_under(self, user_id: int, paths: tuple[str, ...], ends: date | None) -> date | None:
        """As `over_on`, but only employment in these units or below counts: a representative is one of those represented (R10)."""
        if user_id not in self.ever:
            return ends or FOREVER
        here = [over for path, over in self.here.get(user_id, ()) if path.startswith(paths)]
        return min(ends or FOREVER, max(here)) if here else None

    def over_on(self, user_id: int, ends: date | None) -> date | None:
        """The day on which a role is over: its own end or the employment's; None when it is over already."""
        own = ends or FOREVER
        if user_id not in self.ever:
            return own
        return min(own, self.ends[user_id]) if user_id in self.ends else None


@transaction.atomic(savepoint=False)  # part of its caller's whole: it fails with it
def bring_in_step(*, today: date, people: Collection[int] | None = None) -> None:
    """Make holdings and grants what they should be on that day, of these `people` or of all; changes no row that is right already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if people is None:
        follow_parents(today=today)
    employment = _Employment(_Touched.by(people, today), today)
    _bring_holdings_in_step(_claims(employment, today), employment.touched, today)
    _end_deputies(employment, today)
    _bring_grants_in_step(employment, today)


def people_around(units: Collection[int], today: date) -> set[int]:
    """Everybody whose rights can follow from these units: managers, holders, seats that cover them, representatives employed there."""
    covering = Coverage.objects.filter(valid_on(today), unit__in=units).values_list("committee__path", flat=True)
    committees = {int(pk) for path in covering.distinct() for pk in path.split("/") if pk}
    seats = Seat.objects.current(today).filter(role__in=[*IN_A_GROUP, *IN_ITS_AREA])
    employed = Engagement.objects.filter(unit__in=units).values("user")
    return {
        *Unit.objects.filter(pk__in=units).exclude(manager=None).values_list("manager", flat=True),
        *RoleHolding.objects.current(today).filter(unit__in=units).values_list("user", flat=True),
        *UnitUserPermission.objects.filter(content_object__in=units).values_list("user", flat=True),
        *seats.filter(committee__in=committees).values_list("user", flat=True),
        *seats.filter(user__in=employed).values_list("user", flat=True),
    }


# --- Holdings: why a person may -------------------------------------------------------------------------
def _claims(employment: _Employment, today: date) -> dict[_Claim, date | None]:
    """Every role that follows from today's managers and seats, and the day it is over."""
    found = {}
    for claim, ends in (*_managers(employment, today), *_seats(employment, today)):
        over = employment.over_on(claim.user_id, ends)
        if over is not None:
            found[claim] = None if over == FOREVER else over
    return found


def _managers(employment: _Employment, today: date) -> Iterator[tuple[_Claim, date | None]]:
    managed = employment.touched.written(Unit.objects.existing(today).exclude(manager=None), "manager")
    for unit_id, manager_id in managed.values_list("pk", "manager"):
        yield _Claim(manager_id, Role.MANAGER, unit_id, None), None


def _seats(employment: _Employment, today: date) -> Iterator[tuple[_Claim, date | None]]:
    area = _areas(today)
    paths = dict(Unit.objects.existing(today).values_list("pk", "path"))
    seats = Seat.objects.current(today).filter(role__in=[*IN_A_GROUP, *IN_ITS_AREA]).filter(valid_on(today, "committee__"))
    columns = ("pk", "user", "role", "valid_to", "committee__path", "committee__level__is_group")
    for pk, user_id, role, valid_to, path, is_group in employment.touched.written(seats).values_list(*columns):
        ends = valid_to
        if role in IN_ITS_AREA:
            units = {unit for under, covered in area.items() if under.startswith(path) for unit in covered}
            given = IN_ITS_AREA[role]
        else:
            units = area.get(path, set()) if is_group else set()
            given = IN_A_GROUP[role]
            if role == SeatRole.AMR:
                over = employment.over_under(user_id, tuple(paths[unit] for unit in units), valid_to)
                if over is None:
                    continue
                ends = None if over == FOREVER else over
        yield from ((_Claim(user_id, given, unit_id, pk), ends) for unit_id in units)


def _areas(today: date) -> dict[str, set[int]]:
    """The existing units that each committee covers itself, by the committee's path."""
    covered: dict[str, set[int]] = defaultdict(set)
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "unit__"), valid_on(today, "committee__"))
    for path, unit_id in live.values_list("committee__path", "unit"):
        covered[path].add(unit_id)
    return covered


def _bring_holdings_in_step(claims: dict[_Claim, date | None], touched: _Touched, today: date) -> None:
    # Plain values, no objects: at the size of a region making them takes most of the time.
    columns = ("user", "role", "unit", "seat", "pk", "valid_from", "valid_to")
    kept = touched.written(RoleHolding.objects.current(today).filter(source__in=AUTOMATIC)).values_list(*columns)
    standing: dict[_Claim, tuple[int, date | None]] = {}
    gone = []
    for user_id, role, unit_id, seat_id, pk, starts, ends in kept:
        claim = _Claim(user_id, role, unit_id, seat_id)
        if claim in claims and claim not in standing:
            standing[claim] = pk, ends
        else:
            gone.append((pk, starts))
    # One that began today has held no day: it says nothing of the past, and must give nothing today.
    RoleHolding.objects.filter(pk__in=[pk for pk, starts in gone if starts >= today]).delete()
    RoleHolding.objects.filter(pk__in=[pk for pk, starts in gone if starts < today]).update(valid_to=today)
    moved = [RoleHolding(pk=pk, valid_to=claims[claim]) for claim, (pk, ends) in standing.items() if ends != claims[claim]]
    RoleHolding.objects.bulk_update(moved, ["valid_to"], batch_size=BATCH)
    new = [_holding(claim, ends, today) for claim, ends in claims.items() if claim not in standing]
    RoleHolding.objects.bulk_create(new, batch_size=BATCH)


def _holding(claim: _Claim, ends: date | None, today: date) -> RoleHolding:
    source = HoldingSource.SEAT if claim.seat_id else HoldingSource.ENGAGEMENT
    columns = {"user_id": claim.user_id, "unit_id": claim.unit_id, "seat_id": claim.seat_id}
    return RoleHolding(role=claim.role, source=source, valid_from=today, valid_to=ends, **columns)


def _principals(employment: _Employment, today: date) -> dict[tuple[int, str, int], date]:
    """Who holds which role on which unit in his or her own right today, and the day it is over."""
    found: dict[tuple[int, str, int], date] = {}
    own = employment.touched.read(RoleHolding.objects.current(today).exclude(source=HoldingSource.DEPUTY))
    for user_id, role, unit_id, ends in own.values_list("user", "role", "unit", "valid_to"):
        over = employment.over_on(user_id, ends)
        if over is not None:
            key = (user_id, role, unit_id)
            found[key] = max(over, found.get(key, date.min))
    return found


def _end_deputies(employment: _Employment, today: date) -> None:
    """A deputy's role ends with the role of the one deputised for."""
    principals = _principals(employment, today)
    deputies = employment.touched.written(RoleHolding.objects.current(today).filter(source=HoldingSource.DEPUTY))
    rows = deputies.values_list("pk", "deputy_for", "role", "unit")
    gone = [pk for pk, deputy_for, role, unit_id in rows if (deputy_for, role, unit_id) not in principals]
    RoleHolding.objects.filter(pk__in=gone).update(valid_to=today)


# --- Grants: the projection for today -------------------------------------------------------------------
def _bring_grants_in_step(employment: _Employment, today: date) -> None:
    """For each person, permission and unit: the widest reach, until the last day of the last holding that gives it.

    When a wide reach ends before a narrow one, the narrow one is written the night after: too little for some hours
    rather than too much.
    """
    ours = Permission.objects.filter(content_type__app_label="orgstructure", codename__in=Perm.values)
    permissions = dict(ours.values_list("codename", "pk"))
    wanted = _wanted_grants(employment, permissions, today)
    columns = ("user", "permission", "content_object", "pk", "reach", "until")
    standing = employment.touched.written(UnitUserPermission.objects.all()).values_list(*columns)
    kept = {(user_id, permission_id, unit_id): (pk, (reach, until)) for user_id, permission_id, unit_id, pk, reach, until in standing}
    UnitUserPermission.objects.filter(pk__in=[pk for key, (pk, _given) in kept.items() if key not in wanted]).delete()
    changed = [
        UnitUserPermission(pk=pk, reach=wanted[key][0], until=wanted[key][1])
        for key, (pk, given) in kept.items()
        if key in wanted and given != wanted[key]
    ]
    UnitUserPermission.objects.bulk_update(changed, ["reach", "until"], batch_size=BATCH)
    new = [
        UnitUserPermission(user_id=user_id, permission_id=permission_id, content_object_id=unit_id, reach=reach, until=until)
        for (user_id, permission_id, unit_id), (reach, until) in wanted.items()
        if (user_id, permission_id, unit_id) not in kept
    ]
    UnitUserPermission.objects.bulk_create(new, batch_size=BATCH)


def _wanted_grants(
    employment: _Employment, permissions: dict[str, int], today: date
) -> dict[tuple[int, int, int], tuple[str, date | None]]:
    found: dict[tuple[int, int, int], tuple[bool, date]] = {}
    principals = _principals(employment, today)
    held = employment.touched.written(RoleHolding.objects.current(today))
    rows = held.values_list("user", "role", "unit", "valid_to", "deputy_for")
    for user_id, role, unit_id, ends, deputy_for in rows:
        over = employment.over_on(user_id, ends)
        if over is None:
            continue
        if deputy_for is not None:
            over = min(over, principals[deputy_for, role, unit_id])
        for perm, reach in ROLES[Role(role)].items():
            key = (user_id, permissions[perm.value], unit_id)
            found[key] = max(found.get(key, (False, date.min)), (reach == Reach.SUBTREE, over))
    return {
        key: (Reach.SUBTREE if is_wide else Reach.UNIT, None if over == FOREVER else over - timedelta(days=1))
        for key, (is_wide, over) in found.items()
    }
