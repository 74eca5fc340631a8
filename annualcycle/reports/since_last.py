"""What became of a committee's plans since its last held meeting: figures that everybody reads, of plans that are not confidential.

Each figure is counted exactly as the list of plans counts at the address in `words`, so that it opens its own rows.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import Q
from django.utils.timezone import localdate

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.models.choices import FINAL_VERDICTS, Status, Verdict
from annualcycle.models import Meeting
from orgstructure.access import Scope
from orgstructure.models import Committee
from safetynet.common import clock

SHOWN_ANSWERS = 5


@dataclass(frozen=True)
class SinceLast:
    """The figures, the last meeting they count from, and the answers that came to what was lifted, the newest first."""

    meeting: Meeting | None
    since: date
    until: date
    new: int
    closed: int
    overdue: int
    explained: int
    by_verdict: Counter[str] = field(default_factory=Counter)
    answers: tuple[LiftedMatter, ...] = ()
    answered: int = 0

    @classmethod
    def of(cls, committee: Committee, area: Scope, *, today: date) -> Self | None:
        """None where no meeting was held, or nothing is covered. One query without a meeting, six with one."""
        last = Meeting.objects.filter(committee=committee, starts_at__lt=clock.at_hour(today, 0)).held().first()
        return cls.from_day(localdate(last.starts_at), area, today=today, meeting=last) if last and area else None

    @classmethod
    def from_day(cls, since: date, area: Scope, *, today: date, meeting: Meeting | None = None) -> Self:
        """The same from any day on, both days included."""
        plans = ActionPlan.objects.published().filter(area.where(), is_confidential=False)
        closed = plans.filter(status=Status.CLOSED).ended_between(since, today)
        answers = LiftedMatter.objects.filter(Q(plan=None) | Q(plan__is_confidential=False), area.where("from_unit"))
        came = answers.filter(answered_at__gte=clock.at_hour(since, 0), withdrawn_at=None)
        shown = list(came.select_related("from_unit", "to_unit").order_by("-answered_at", "-pk")[: SHOWN_ANSWERS + 1])
        by_verdict = Counter(closed.order_by().values_list("last_verdict", flat=True))
        return cls(
            meeting=meeting,
            since=since,
            until=today,
            new=plans.published_between(since, today).count(),
            closed=by_verdict.total(),
            overdue=plans.overdue(today).due_between(since, today).count(),
            explained=plans.stalled_because("any", "", since, today).count(),
            by_verdict=by_verdict,
            answers=tuple(shown[:SHOWN_ANSWERS]),
            answered=len(shown) if len(shown) <= SHOWN_ANSWERS else came.count(),
        )

    @property
    def helped(self) -> int:
        """Closed, and the problem was solved or partly solved."""
        return self.by_verdict[Verdict.SOLVED] + self.by_verdict[Verdict.PARTLY]

    @property
    def verdicts(self) -> list[tuple[Verdict, int]]:
        """Each verdict with its count, best first."""
        return [(verdict, self.by_verdict[verdict]) for verdict in FINAL_VERDICTS]

    def words(self, figure: str) -> dict[str, Any]:
        """What the address of the plan list says for that figure, beside the committee."""
        asked: dict[str, dict[str, Any]] = {
            "new": {"published_from": self.since, "published_to": self.until},
            "closed": {"state": "closed", "closed_from": self.since, "closed_to": self.until},
            "overdue": {"overdue": "plan", "due_from": self.since, "due_to": self.until},
            "explained": {"cause": "any", "checked_from": self.since, "checked_to": self.until},
        }
        return asked[figure] | {"confidential": "no"}
