"""Old plans that were closed as “cannot be known any more”: counted apart, and as evaluated nowhere."""

from datetime import date

from actionplans.models import Status, Verdict
from actionplans.models.measured import between
from actionplans.models.querysets import ActionPlanQuerySet


def closed_unknown(plans: ActionPlanQuerySet, start: date | None, end: date | None) -> ActionPlanQuerySet:
    """Those of them that were closed so on a day in [start, end]."""
    found = between("closing_evaluation__on", start, end)
    return plans.filter(found, status=Status.CLOSED, closing_evaluation__verdict=Verdict.UNKNOWN)
