"""What the staff said of one plan in the informal status, on the plan's page: a source beside the verdict."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from actionplans.models import ActionPlan, Status
from annualcycle.models import StatusOnPlan
from annualcycle.usecases.talks import may_run
from orgstructure.models import User

A_YEAR = timedelta(days=365)
TELLING = 3  # fewer voices than that are shown to those alone who read the words


@dataclass(frozen=True)
class StatusPart:
    """How many answered what to “did it work?” in the last year; the addresses are for those who run the status."""

    by_answer: Counter[str]
    url: str
    ask_url: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Each answer that somebody gave, with its count, best first."""
        return [(str(one.label), self.by_answer[one]) for one in StatusOnPlan.Worked if self.by_answer[one]]


def status_part(plan: ActionPlan, reader: User, today: date) -> StatusPart | None:
    """None where there is nothing to show: few voices are for those who run the status, who are offered to ask while a verdict waits.

    One query where nobody was asked and no verdict waits, else four at most.
    """
    if plan.is_confidential or plan.status == Status.DRAFT:
        return None
    rows = StatusOnPlan.objects.filter(plan=plan, talk__on__gte=today - A_YEAR).exclude(worked="").order_by("-talk__on", "-talk")
    said, waits = list(rows.values_list("worked", "talk__public_id")), plan.status == Status.AWAITING
    if not said and not waits:
        return None
    runs = may_run(reader, plan.unit, today)
    if not runs and len(said) < TELLING:
        return None
    url = reverse("status-talk", args=[said[0][1]]) if runs and said else ""
    ask_url = reverse("status-talk-unit", args=[plan.unit_id]) if runs and waits else ""
    return StatusPart(Counter(worked for worked, _talk in said), url, ask_url)
