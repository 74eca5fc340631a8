"""A unit is gone and another carries on: what hangs on the old one gets its new place, and the figures know from which day."""

from collections.abc import Collection
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from actionplans.models import ActionPlan, HandOver, PlanPlacement, PlanShare, SavedView
from actionplans.models.choices import OPEN_STATUSES, Status
from orgstructure.models import Unit, User

UNFINISHED = (Status.DRAFT, *OPEN_STATUSES)


@transaction.atomic
def replace_unit(*, old: Unit, new: Unit, on: date, now: datetime, by: User | None, plans: Collection[int] | None = None) -> int:
    """Unfinished plans, drafts too, belong to `new` from that day on; returns how many. With `plans` only these.

    What is over stays where it happened. Shares, saved lists and hand-over cards follow when everything does.
    """
    found = ActionPlan.objects.filter(unit=old, status__in=UNFINISHED)
    if plans is not None:
        found = found.filter(pk__in=plans)
    ids = list(found.select_for_update().order_by("pk").values_list("pk", flat=True))
    with pghistory.context(user=by.pk if by else None, at=now.isoformat(), because="reorganise"):
        ActionPlan.objects.filter(pk__in=ids).update(unit=new, version=F("version") + 1)
    _place(ids, new, on)
    if plans is None:
        _shares(old, new)
        SavedView.objects.filter(unit=old).update(unit=new)
        HandOver.objects.waiting().filter(unit=old).update(unit=new)
    return len(ids)


def _place(ids: list[int], new: Unit, on: date) -> None:
    live = PlanPlacement.objects.filter(plan__in=ids, valid_to=None)
    placed = list(live.filter(valid_from__lt=on).values_list("plan", flat=True))
    live.filter(valid_from__gte=on).update(unit=new)
    live.filter(plan__in=placed).update(valid_to=on)
    PlanPlacement.objects.bulk_create(PlanPlacement(plan_id=pk, unit=new, valid_from=on) for pk in placed)


def _shares(old: Unit, new: Unit) -> None:
    """A plan shown in the old unit is shown in the new one, unless it is there already."""
    there = PlanShare.objects.current().filter(unit=new, plan=OuterRef("plan"))
    PlanShare.objects.current().filter(unit=old).exclude(plan__unit=new).exclude(Exists(there)).update(unit=new)
