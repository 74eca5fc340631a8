"""What a new plan is shown with."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from actionplans import proposals
from actionplans.content import MEASURE, MeasureRow, Parts, parts_of
from actionplans.models import ActionPlan, Character, Source, Urgency
from actionplans.origins import Cause
from actionplans.people import Directory
from orgstructure.models import Unit, User


@dataclass(frozen=True)
class Origin:
    """The plan that a new one carries on from, the one of another unit that it is a copy of, or what it springs from elsewhere."""

    follows: ActionPlan | None = None
    copied_from: ActionPlan | None = None
    cause: Cause | None = None


def proposed_parts(*, unit: Unit, user: User, today: date, source: str = "", origin: Origin = Origin()) -> Parts:
    """What a new plan is shown with: people and dates filled in, one empty measure; texts carried over from its origin."""
    directory = Directory(unit, today, also=[user.pk])
    owner = _owner_of(origin, unit, directory) or proposals.owner_for(user.pk, directory)
    dates = proposals.dates_from(today)
    carried = _carried(origin, owner, dates.implement_by)
    empty_row = {f"{MEASURE}{uuid.uuid4()}": MeasureRow("", Character.PREVENTIVE.value, "", owner, dates.implement_by)}
    return {
        "source": source if source in Source.values else Source.OWN_IDEA.value,
        "urgency": Urgency.ORDINARY.value,
        "owner": owner,
        "immediate_measure_by": user.pk,
        "starts_on": dates.starts_on,
        "implement_by": dates.implement_by,
        "evaluate_on": dates.evaluate_on,
        "expected_closing_on": dates.expected_closing_on,
        "evaluation_occasion": _("the staff meeting"),
        "evaluation_question": _("whether it has become better"),
        "evaluator": proposals.evaluator_for(owner, directory),
        **carried,
        **({} if origin.copied_from else empty_row),
    }


def _owner_of(origin: Origin, unit: Unit, directory: Directory) -> int | None:
    """What was found in a unit is its manager's to carry, whoever writes."""
    return directory.employed(unit.manager_id) if origin.cause else None


def _carried(origin: Origin, owner: int | None, due_on: date) -> Parts:
    if origin.copied_from:
        return proposals.copied_over(parts_of(origin.copied_from), responsible=owner, due_on=due_on)
    if origin.cause:
        return origin.cause.parts
    return proposals.carried_over(parts_of(origin.follows)) if origin.follows else {}
