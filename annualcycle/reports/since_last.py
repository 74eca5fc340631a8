"""What became of a committee's plans since its last held meeting: figures that everybody reads, of plans that are not confidential.

Each figure is counted exactly as the list of plans counts at the address in `words`, so that it opens its own rows. A meeting's
page, its paper and the committee's overview count here, and so say the same.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Count, Q, Value
from django.utils.timezone import localdate

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.models.choices import FINAL_VERDICTS, Status, Verdict
from actionplans.models.querysets import ActionPlanQuerySet
from annualcycle.models import Meeting
from orgstructure.access import Scope
from orgstructure.models import Committee
from safetynet.common import clock

SHOWN_ANSWERS = 5
A_DAY = timedelta(days=1)


def plans_between(where: Q, since: date, until: date) -> dict[str, ActionPlanQuerySet]:
    """The plans behind each figure, in the units of that condition; both days included."""
    plans = ActionPlan.objects.published().filter(where, is_confidential=False)
    return {
        "new": plans.published_between(since, until),
        "closed": plans.filter(status=Status.CLOSED).ended_between(since, until),
        "overdue": plans.overdue(until).due_between(since, until),
        "explained": plans.stalled_because("any", "", since, until),
    }


def until_of(meeting: Meeting, today: date) -> date:
    """Figures for a meeting that was held end on the day it was held."""
    return min(today, localdate(meeting.held_at)) if meeting.held_at else today


@dataclass(frozen=True)
class Figures:
    """The three that stand on a meeting's page."""

    since: date
    new: int
    closed: int
    overdue: int

    @classmethod
    def between(cls, where: Q, since: date, until: date) -> Self:
        """One query."""
        rows = plans_between(where, since, until)
        counts = [
            rows[name].order_by().values(figure=Value(name)).annotate(number=Count("pk")).values_list("figure", "number")
            for name in ("new", "closed", "overdue")
        ]
        return cls(since, **({"new": 0, "closed": 0, "overdue": 0} | dict(counts[0].union(*counts[1:], all=True))))


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
        plans = plans_between(area.where(), since, today)
        answers = LiftedMatter.objects.filter(Q(plan=None) | Q(plan__is_confidential=False), area.where("from_unit"))
        came = answers.filter(answered_at__gte=clock.at_hour(since, 0), answered_at__lt=clock.at_hour(today + A_DAY, 0), withdrawn_at=None)
        shown = list(came.select_related("from_unit", "to_unit").order_by("-answered_at", "-pk")[: SHOWN_ANSWERS + 1])
        by_verdict = Counter(plans["closed"].order_by().values_list("last_verdict", flat=True))
        return cls(
            meeting=meeting,
            since=since,
            until=today,
            new=plans["new"].count(),
            closed=by_verdict.total(),
            overdue=plans["overdue"].count(),
            explained=plans["explained"].count(),
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
