"""Unfinished plans whose owner has gone with everybody above: each stands here with a named person who says whose it is.

Only where nobody is left to be the next responsible (`Successors.next_for`); the person who decides is never gone.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.errors import RefusedError
from actionplans.models import ActionPlan, HandOver, HandOverItem
from orgstructure.models import Unit, User
from orgstructure.succession import Successors
from safetynet.operations.handing_over import Left, hand_over, make_cards


@dataclass(frozen=True)
class Ownerless:
    """The plans of one unit that nobody has, drafts too, and who decides."""

    unit: Unit
    plans: tuple[ActionPlan, ...]
    decides: User | None


def ownerless(today: date) -> list[Ownerless]:
    """By unit; four queries and one more for the people."""
    by_unit: defaultdict[int, list[ActionPlan]] = defaultdict(list)
    for plan in ActionPlan.objects.orphaned(today).select_related("unit", "owner", "created_by").order_by("unit__name_sort", "unit", "pk"):
        by_unit[plan.unit_id].append(plan)
    successors = Successors(by_unit, today)
    decides = {pk: successors.decides_for(pk) for pk in by_unit}
    people = User.objects.in_bulk({pk for pk in decides.values() if pk})
    return [Ownerless(successors.units[pk], tuple(plans), people.get(decides[pk] or 0)) for pk, plans in by_unit.items()]


@transaction.atomic
def decide_owner(*, unit: Unit, to: User, by: User, today: date, now: datetime) -> int:
    """Whatever nobody has in that unit is `to`'s from now on, with a card of it; returns how many plans.

    Raises `RefusedError` for a person who does not work here. The second of two people finds nothing left.
    """
    if not User.objects.employed(today).filter(pk=to.pk).exists():
        raise RefusedError({"person": _("That person does not work here any more. Choose somebody else.")})
    orphans = ActionPlan.objects.orphaned(today).filter(unit=unit).select_for_update(of=("self",)).order_by("pk")
    left = [
        Left(plan.pk, unit.pk, plan.owner_id or plan.created_by_id, HandOverItem.Part.OWNER, HandOver.Why.LEFT, to.pk) for plan in orphans
    ]
    with pghistory.context(user=by.pk, at=now.isoformat(), because="hand_over"):
        make_cards(left, today, now)
    hand_over(today=today, now=now, units=[unit.pk])
    return len(left)
