"""A unit or department puts its open plans in the order it wants them done (prioritering)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from actionplans.errors import StaleError
from actionplans.models import ActionPlan, PlanRank
from orgstructure import acting
from orgstructure.access import Scope
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

ORDERED_AT_ONCE = 50


def plans_to_order(unit: Unit, *, by: User) -> list[ActionPlan]:
    """The first fifty open plans of the unit and below that the person may see, in today's order."""
    return list(ActionPlan.objects.to_prioritise(Scope((unit.path,)), unit.pk).visible_to(by)[:ORDERED_AT_ONCE])


@transaction.atomic
def put_in_order(unit: Unit, wanted: Sequence[int], *, seen: Sequence[int], by: User, now: datetime) -> None:
    """Save the order; `StaleError` when it is no longer the one the person saw, and nothing is written.

    Acute plans stay first whatever is wanted: the order among them, and among the others, is what is saved.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    today = [plan.pk for plan in plans_to_order(unit, by=by)]
    if today != list(seen) or sorted(wanted) != sorted(today):
        raise StaleError
    ranks = [PlanRank(level=unit, plan_id=plan_id, position=place) for place, plan_id in enumerate(wanted, start=1)]
    acting.note(by, Perm.PRIORITISE_PLANS, [unit], acting.Subject.ORDER, unit.pk, now)
    PlanRank.objects.bulk_create(ranks, update_conflicts=True, unique_fields=["level", "plan"], update_fields=["position"])
