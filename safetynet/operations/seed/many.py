"""Views that people of the invented region keep, and a change of several plans that was undone."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from actionplans.models import ActionPlan, BulkChange, BulkKind, BulkRow, SavedView, Status
from orgstructure.models import Unit
from safetynet.common.clock import at_hour
from safetynet.operations.seed.stories import Place

BATCH = 2000
REFUSED = "Planen kan ikke længere ændres på den måde. Se på den igen: måske er en anden kommet før dig."


def write_views(random: Random, found: Sequence[Place], ward: Place) -> None:
    """Each manager of a unit without units below shares one view with it; the personas' manager has two more."""
    above = set(Unit.objects.exclude(parent=None).values_list("parent", flat=True))
    views, seen = [], set()
    for place in found:
        if place.manager_id and place.manager_id not in seen and place.unit_id not in above:
            seen.add(place.manager_id)
            words = f"unit={place.unit_id}&state=awaiting"
            views.append(_view(random, place.manager_id, "Venter på effektvurdering", words, unit_id=place.unit_id, sharing="unit"))
    views.append(_view(random, ward.manager_id, "Mine over tid", "owner=me&overdue=plan&unit=all", columns=["unit", "due", "days_over"]))
    views.append(_view(random, ward.manager_id, "Akutte", f"unit={ward.unit_id}&state=open&is_acute=yes", sharing="link"))
    SavedView.objects.bulk_create(views, batch_size=BATCH)


def write_bulk_change(random: Random, ward: Place, today: date) -> None:
    """The ward's manager gave three plans to the representative, and took that back: nothing of it is left on the plans."""
    owner, to = ward.manager_id, ward.amr_id or ward.manager_id
    plans = list(ActionPlan.objects.filter(unit=ward.unit_id, owner=owner).exclude(status=Status.DRAFT).order_by("pk")[:4])
    change = BulkChange.objects.create(
        by_id=owner, at=at_hour(today - timedelta(days=3), 10), kind=BulkKind.OWNER, words={"owner": to}, submission_id=_number(random)
    )
    BulkRow.objects.bulk_create(_row(change, plan, to) for plan in plans)


def _row(change: BulkChange, plan: ActionPlan, to: int) -> BulkRow:
    row = BulkRow(change=change, plan=plan, seen_version=plan.version)
    before = {"owner_id": plan.owner_id, "status": plan.status}
    if plan.is_open:
        row.outcome, row.version_after = BulkRow.Outcome.UNDONE, plan.version
        row.before, row.after = before, before | {"owner_id": to}
    else:
        row.outcome, row.why, row.before = BulkRow.Outcome.REFUSED, REFUSED, before
    return row


def _view(random: Random, owner: int, name: str, words: str, **more: object) -> SavedView:
    return SavedView(public_id=_number(random), owner_id=owner, name=name, words=words, **more)


def _number(random: Random) -> uuid.UUID:
    return uuid.UUID(int=random.getrandbits(128), version=4)
