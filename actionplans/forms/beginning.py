"""What a new plan is shown with, and the rows that its buttons add and take out."""

import uuid
from datetime import date

from django.http.request import QueryDict  # noqa: TID251  the type of what is posted
from django.utils.translation import gettext as _

from actionplans import proposals
from actionplans.content import MEASURE, MeasureRow, Parts, parts_of
from actionplans.models import ActionPlan, Character, Source, Urgency
from actionplans.people import Directory
from orgstructure.models import Unit, User
from safetynet.common.given import read_id


def proposed_parts(*, unit: Unit, user: User, today: date, source: str = "", follows: ActionPlan | None = None) -> Parts:
    """What a new plan is shown with: people and dates filled in, one empty measure; texts carried over from `follows`."""
    directory = Directory(unit, today, also=[user.pk])
    owner = proposals.owner_for(user.pk, directory)
    dates = proposals.dates_from(today)
    carried = proposals.carried_over(parts_of(follows)) if follows else {}
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
        f"{MEASURE}{uuid.uuid4()}": MeasureRow("", Character.PREVENTIVE.value, "", owner, dates.implement_by),
    }


def with_row_added(data: QueryDict, prefix: str) -> QueryDict:
    """The posted form with one more empty row."""
    grown = data.copy()
    total = read_id(str(grown.get(f"{prefix}-TOTAL_FORMS", ""))) or 0
    grown[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
    grown[f"{prefix}-{total}-key"] = str(uuid.uuid4())
    if prefix == "measures":
        grown[f"{prefix}-{total}-responsible"] = grown.get("owner", "")
        grown[f"{prefix}-{total}-due_on"] = grown.get("implement_by", "")
    return grown


def with_row_taken_out(data: QueryDict, row: str) -> QueryDict:
    """The posted form with that row marked as taken out."""
    shrunk = data.copy()
    shrunk[f"{row}-removed"] = "on"
    return shrunk
