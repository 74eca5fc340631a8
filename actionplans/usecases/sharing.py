"""A plan is shown in another unit, or no longer."""

from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.errors import RefusedError
from actionplans.models import ActionPlan, PlanShare, Status
from actionplans.usecases.attribution import attributed
from orgstructure.models import Unit, User

MOST_UNITS = 30


@attributed
def show_in(plan: ActionPlan, unit: Unit, *, by: User, now: datetime) -> None:
    """Show the plan in that unit too; twice is as once. `RefusedError` says why it cannot be shown there."""
    locked = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.status == Status.DRAFT or locked.is_confidential:
        raise RefusedError({"unit": _("Only a published plan that is not confidential is shown in other units.")})
    if unit.path.startswith(plan.unit.path):
        raise RefusedError({"unit": _("The plan belongs to this unit or one above it, so its people see it already.")})
    if plan.shares.current().exclude(unit=unit).count() >= MOST_UNITS:
        raise RefusedError({"unit": _("The plan is shown in thirty units already. Let a level above own it instead.")})
    PlanShare.objects.get_or_create(plan=plan, unit=unit, ended_at=None, defaults={"at": now, "by": by})


@attributed
def stop_showing(plan: ActionPlan, unit_id: int, *, by: User, now: datetime) -> None:
    """No longer shown there; that it was stays on record."""
    plan.shares.current().filter(unit=unit_id).update(ended_at=now, ended_by=by)
