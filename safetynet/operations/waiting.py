"""What still hangs on closed units and has no clear successor: plans, roles given by hand, people; each unit with who decides."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from actionplans.models import ActionPlan
from orgstructure.models import Engagement, RoleHolding, Unit, User
from orgstructure.succession import Successors
from orgstructure.usecases.units import BY_HAND
from safetynet.common.fields import valid_on
from safetynet.operations.reorganise import on_closed

Row = TypeVar("Row", ActionPlan, RoleHolding, Engagement)


@dataclass(frozen=True)
class Proposal:
    """Of those who worked in the unit when it closed, so many per cent work here now."""

    unit: Unit
    share: int


@dataclass(frozen=True)
class Waiting:
    """A closed unit: what waits on it, who decides where it goes, and where most of the unit's people went."""

    unit: Unit
    plans: tuple[ActionPlan, ...]
    roles: tuple[RoleHolding, ...]
    people: tuple[User, ...]
    decides: User | None
    proposed: Proposal | None


def waiting(today: date) -> list[Waiting]:
    """By unit. The number of queries does not depend on how much waits."""
    plans = _by_unit(on_closed(today).select_related("unit", "owner").order_by("pk"))
    closed = {"unit__valid_to__lte": today}
    given = RoleHolding.objects.current(today).filter(**closed, source__in=BY_HAND).select_related("user", "unit", "deputy_for")
    roles = _by_unit(given.order_by("user__name_sort", "pk"))
    staff = _by_unit(Engagement.objects.current(today).filter(**closed).select_related("user").order_by("user__name_sort", "pk"))
    successors = Successors({*plans, *roles, *staff}, today)
    decides = {pk: successors.decides_for(pk) for pk in successors.units}
    named = User.objects.in_bulk({pk for pk in decides.values() if pk})
    proposed = propose(successors.units.values(), today)
    return [
        Waiting(
            unit=unit,
            plans=tuple(plans[unit.pk]),
            roles=tuple(roles[unit.pk]),
            people=tuple(dict.fromkeys(row.user for row in staff[unit.pk])),
            decides=named.get(decides[unit.pk] or 0),
            proposed=proposed.get(unit.pk),
        )
        for unit in sorted(successors.units.values(), key=lambda unit: (unit.name_sort, unit.pk))
    ]


def propose(units: Collection[Unit], today: date) -> dict[int, Proposal]:
    """Where most of those went who worked in each unit until it closed; nothing of a unit whose people went nowhere."""
    closed_on = {unit.pk: unit.valid_to for unit in units}
    worked: defaultdict[int, set[int]] = defaultdict(set)
    rows = Engagement.objects.filter(unit__in=closed_on, valid_to__isnull=False).values_list("unit", "user", "valid_to")
    for unit_id, user_id, ends in rows:
        if (day := closed_on[unit_id]) and ends and ends >= day:
            worked[unit_id].add(user_id)
    now_in: defaultdict[int, set[int]] = defaultdict(set)
    people = {user_id for found in worked.values() for user_id in found}
    for user_id, unit_id in Engagement.objects.filter(valid_on(today), user__in=people).values_list("user", "unit"):
        now_in[user_id].add(unit_id)
    most: dict[int, tuple[int, int]] = {}
    for unit_id, found in worked.items():
        went = Counter(there for user_id in found for there in now_in[user_id] if there != unit_id)
        if went:
            there, number = went.most_common(1)[0]
            most[unit_id] = there, round(100 * number / len(found))
    there_are = Unit.objects.in_bulk({unit_id for unit_id, _share in most.values()})
    return {pk: Proposal(there_are[unit_id], share) for pk, (unit_id, share) in most.items()}


def _by_unit(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found
