"""Reorganisation without loss: units change in one transaction, and everything that hangs on them gets its new place.

Whatever later hangs on a unit joins by one callable in `CARRIERS`. What no successor is known for stays on the list of
what needs a place (`waiting`), with a named person to decide: the manager of the nearest unit above.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.usecases import placing
from orgstructure.access import may
from orgstructure.models import Engagement, Unit, UnitSuccession, User
from orgstructure.permissions import Perm
from orgstructure.succession import Successors
from orgstructure.usecases import units
from orgstructure.usecases.grants import bring_in_step
from orgstructure.usecases.units import ReorganiseError
from safetynet.common.fields import valid_on
from safetynet.operations.handing_over import hand_over

if TYPE_CHECKING:
    from django.db.models import QuerySet

LOCK = 7_231_001  # the reading of the feed takes the same: the two never mix

# replace_unit(old=, new=, on=, now=, by=) of every app whose rows hang on a unit; each returns how many went along.
CARRIERS: dict[str, Callable[..., int]] = {"plans": placing.replace_unit}


@dataclass(frozen=True)
class Waiting:
    """A plan on a closed unit: who decides where it goes, and where most of the unit's people went."""

    plan: ActionPlan
    decides: User | None
    proposed: "Proposal | None"


@dataclass(frozen=True)
class Proposal:
    """Of those who worked in the unit when it closed, so many per cent work here now."""

    unit: Unit
    share: int


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
        settle(today, now)
    return made


@transaction.atomic
def move(*, unit: Unit, parent: Unit, by: User, today: date, now: datetime, settles: bool = True) -> int:
    """The unit and all under it go under `parent`; plans stay on their units. Returns how many units moved."""
    _begin(by, unit, parent)
    moved = units.move_unit(unit=_fresh(unit), parent=_fresh(parent), on=today)
    if settles:
        settle(today, now)
    return moved


@transaction.atomic
def merge(*, sources: Collection[Unit], into: Unit, by: User, today: date, now: datetime, settles: bool = True) -> Counter[str]:
    """The sources close and `into` carries on with everything; returns how much of each kind went along."""
    _begin(by, *sources, into)
    carried: Counter[str] = Counter()
    for source in sources:
        units.close_unit(unit=_fresh(source), on=today, into=_fresh(into))
        carried += _carry(source, into, by, today, now)
    if settles:
        settle(today, now)
    return carried


@transaction.atomic
def close(*, unit: Unit, by: User, today: date, now: datetime, settles: bool = True) -> int:
    """Close an empty end of the tree; returns how many plans now wait for somebody to say where they go."""
    _begin(by, unit)
    units.close_unit(unit=_fresh(unit), on=today)
    if settles:
        settle(today, now)
    return _on_closed(today).filter(unit=unit).count()


@transaction.atomic
def split(
    *, unit: Unit, name: str, takes: Mapping[str, Collection[int]], by: User, today: date, now: datetime, settles: bool = True
) -> Counter[str]:
    """A new unit beside this one takes the chosen `units`, `people` and `plans`; everything else stays."""
    _begin(by, unit)
    people = takes.get("people", ())
    made = units.divide_unit(unit=_fresh(unit), name=name, on=today, teams=takes.get("units", ()), people=people)
    plans = placing.replace_unit(old=unit, new=made, on=today, now=now, by=by, plans=takes.get("plans", ()))
    if settles:
        settle(today, now)
    return Counter(people=len(people), plans=plans)


@transaction.atomic
def decide_unit(*, old: Unit, new: Unit, by: User, today: date, now: datetime) -> int:
    """Somebody says where everything on a closed unit goes. `ReorganiseError` where the new unit is closed as well."""
    hold_lock()
    if not Unit.objects.existing(today).filter(pk=new.pk).exists():
        raise ReorganiseError(_("“%(unit)s” is closed.") % {"unit": new})
    UnitSuccession.objects.get_or_create(predecessor=old, successor=new, defaults={"on": today})
    return _carry(old, new, by, today, now)["plans"]


@transaction.atomic
def after_feed(*, today: date, now: datetime) -> Counter[str]:
    """The feed closed units: what hangs on them goes where one known unit carries on; the rest waits for a decision."""
    carried: Counter[str] = Counter()
    for unit in Unit.objects.filter(pk__in=_on_closed(today).values("unit")).order_by("pk"):
        if into := units.successor_of(unit, today):
            carried += _carry(unit, into, None, today, now)
    return carried


def waiting(today: date) -> list[Waiting]:
    """Unfinished plans on closed units, each with who decides and where most of the people went."""
    plans = list(_on_closed(today).select_related("unit", "owner").order_by("unit__name_sort", "pk"))
    successors = Successors({plan.unit_id for plan in plans}, today)
    decides = {pk: successors.next_for(pk, instead_of=0) for pk in successors.units}
    people = User.objects.in_bulk({found.person_id for found in decides.values() if found})
    proposed = {unit.pk: propose(unit, today) for unit in successors.units.values()}
    return [
        Waiting(plan, people.get(found.person_id) if (found := decides[plan.unit_id]) else None, proposed[plan.unit_id]) for plan in plans
    ]


def propose(unit: Unit, today: date) -> Proposal | None:
    """Where most of those went who worked there until it closed; None where nobody did, or they went nowhere."""
    until = Engagement.objects.filter(unit=unit, valid_to__gte=unit.valid_to).values_list("user", flat=True)
    people = set(until)
    now_in = Engagement.objects.filter(valid_on(today), user__in=people).exclude(unit=unit)
    went = Counter(dict.fromkeys(now_in.values_list("user", "unit"), 1))
    units_of = Counter(unit_id for _person, unit_id in went)
    if not units_of:
        return None
    (unit_id, number), *_ = units_of.most_common(1)
    return Proposal(Unit.objects.get(pk=unit_id), round(100 * number / len(people)))


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


def settle(today: date, now: datetime) -> None:
    """Rights follow, and nothing stays with somebody who is gone."""
    bring_in_step(today=today)
    hand_over(today=today, now=now)


def _on_closed(today: date) -> "QuerySet[ActionPlan]":
    return ActionPlan.objects.filter(status__in=placing.UNFINISHED, unit__valid_to__lte=today)
