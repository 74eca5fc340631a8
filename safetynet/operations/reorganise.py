"""Reorganisation without loss: units change in one transaction, and everything that hangs on them gets its new place.

Whatever later hangs on a unit joins by one callable in `CARRIERS`. What no successor is known for stays on the list of
what needs a place (`waiting.py`), with a named person to decide: the manager of the nearest unit above.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.usecases import placing
from apv.usecases import duty
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from orgstructure.usecases import units
from orgstructure.usecases.grants import bring_in_step, people_around
from orgstructure.usecases.units import ReorganiseError
from safetynet.operations.handing_over import hand_over

if TYPE_CHECKING:
    from django.db.models import QuerySet

LOCK = 7_231_001  # the reading of the feed takes the same: the two never mix

# replace_unit(old=, new=, on=, now=, by=) of every app whose rows hang on a unit; each returns how many went along.
CARRIERS: dict[str, Callable[..., int]] = {"plans": placing.replace_unit, "clocks": duty.replace_unit}


@transaction.atomic
def rename(*, unit: Unit, name: str, by: User, today: date) -> None:
    """Another name from today on. `ReorganiseError` where a unit beside it has that name."""
    _begin(by, unit)
    units.rename_unit(unit=_fresh(unit), name=name, on=today)


@transaction.atomic
def create(*, name: str, parent: Unit, by: User, today: date, now: datetime, settles: bool = True) -> Unit:
    """A new unit under `parent`."""
    _begin(by, parent)
    made = units.create_unit(name=name, parent=_fresh(parent), on=today)
    if settles:
        settle(today, now, {made.pk, parent.pk})
    return made


@transaction.atomic
def move(*, unit: Unit, parent: Unit, by: User, today: date, now: datetime, settles: bool = True) -> int:
    """The unit and all under it go under `parent`; plans stay on their units. Returns how many units moved."""
    _begin(by, unit, parent)
    moved = units.move_unit(unit=_fresh(unit), parent=_fresh(parent), on=today)
    if settles:
        settle(today, now, with_all_below(unit))
    return moved


@transaction.atomic
def merge(*, sources: Collection[Unit], into: Unit, by: User, today: date, now: datetime, settles: bool = True) -> Counter[str]:
    """The sources close and `into` carries on with everything; returns how much of each kind went along."""
    _begin(by, *sources, into)
    carried: Counter[str] = Counter()
    touched = with_all_below(*sources) | {into.pk}
    for source in sources:
        units.close_unit(unit=_fresh(source), on=today, into=_fresh(into))
        carried += _carry(source, into, by, today, now)
    if settles:
        settle(today, now, touched, {into.pk, *(source.pk for source in sources)})
    return carried


@transaction.atomic
def close(*, unit: Unit, by: User, today: date, now: datetime, settles: bool = True) -> int:
    """Close an empty end of the tree; returns how many plans now wait for somebody to say where they go."""
    _begin(by, unit)
    units.close_unit(unit=_fresh(unit), on=today)
    if settles:
        settle(today, now, {unit.pk}, {unit.pk})
    return on_closed(today).filter(unit=unit).count()


@transaction.atomic
def split(
    *, unit: Unit, name: str, takes: Mapping[str, Collection[int]], by: User, today: date, now: datetime, settles: bool = True
) -> Counter[str]:
    """A new unit beside this one takes the chosen `units`, `people` and `plans`; everything else stays."""
    _begin(by, unit)
    people = takes.get("people", ())
    made = units.divide_unit(unit=_fresh(unit), name=name, on=today, teams=takes.get("units", ()), people=people)
    plans = placing.replace_unit(old=unit, new=made, on=today, now=now, by=by, plans=takes.get("plans", ()))
    duty.replace_unit(old=unit, new=made, on=today, now=now, by=by)
    if settles:
        settle(today, now, with_all_below(unit, made), {unit.pk, made.pk})
    return Counter(people=len(people), plans=plans)


@transaction.atomic
def decide_unit(*, old: Unit, new: Unit, by: User, today: date, now: datetime) -> int:
    """Somebody says where everything on a closed unit goes: plans, people who are still there, roles given by hand.

    Whoever has left owns none of it afterwards. `ReorganiseError` where the new unit is closed as well.
    """
    hold_lock()
    if not Unit.objects.existing(today).filter(pk=new.pk).exists():
        raise ReorganiseError(_("“%(unit)s” is closed.") % {"unit": new})
    units.carry_on(unit=_fresh(old), into=_fresh(new), on=today)
    plans = _carry(old, new, by, today, now)["plans"]
    settle(today, now, {old.pk, new.pk}, {old.pk, new.pk})
    return plans


@transaction.atomic(savepoint=False)  # part of its caller's whole: it fails with it
def after_feed(*, today: date, now: datetime) -> Counter[str]:
    """The feed closed units: what hangs on them goes where one known unit carries on; the rest waits for a decision."""
    carried: Counter[str] = Counter()
    for unit in Unit.objects.filter(pk__in=on_closed(today).values("unit")).order_by("pk"):
        if into := units.successor_of(unit, today):
            carried += _carry(unit, into, None, today, now)
    return carried


def may_reorganise(user: User, *touched: Unit) -> bool:
    """The permission holds on the common parent of all units touched; a root is its own."""
    above = [unit.ancestor_ids() or [unit.pk] for unit in touched]
    common = [pk for pk, *others in zip(*above, strict=False) if all(other == pk for other in others)]
    if not common:
        return all(may(user, Perm.REORGANISE, unit.pk, unit.path) for unit in touched)
    parent = Unit.objects.get(pk=common[-1])
    return may(user, Perm.REORGANISE, parent.pk, parent.path)


def _begin(by: User, *touched: Unit) -> None:
    hold_lock()
    if not may_reorganise(by, *[_fresh(unit) for unit in touched]):
        raise PermissionError


def hold_lock() -> None:
    """One change of the organisation at a time, feeds included; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _fresh(unit: Unit) -> Unit:
    """As it stands now that nobody else can change it."""
    return Unit.objects.get(pk=unit.pk)


def _carry(old: Unit, new: Unit, by: User | None, today: date, now: datetime) -> Counter[str]:
    return Counter({kind: carry(old=old, new=new, on=today, now=now, by=by) for kind, carry in CARRIERS.items()})


def settle(today: date, now: datetime, touched: Collection[int], emptied: Collection[int] = ()) -> None:
    """Rights follow in the units touched, and where things went from one unit to another nothing stays with somebody who is gone."""
    bring_in_step(today=today, people=people_around(touched, today))
    if emptied:
        hand_over(today=today, now=now, units=emptied)


def with_all_below(*tops: Unit) -> set[int]:
    """The units and all under them, closed ones too, as they lie now."""
    below = reduce(
        or_, (Q(path__startswith=path) for path in Unit.objects.filter(pk__in=[one.pk for one in tops]).values_list("path", flat=True))
    )
    return set(Unit.objects.filter(below).values_list("pk", flat=True))


def on_closed(today: date) -> "QuerySet[ActionPlan]":
    """Unfinished plans whose unit is no longer there."""
    return ActionPlan.objects.filter(status__in=placing.UNFINISHED, unit__valid_to__lte=today)
