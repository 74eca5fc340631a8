"""Where a consultant or coordinator is needed: the units of the area in the order in which they need somebody.

First those that have asked for help, then those where a plan with a high risk (10 or more of 25, R37) has stopped, then those with
most plans at a standstill; of equal ones the one that has stood still longest.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.urls import reverse

from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan, HelpRequest
from actionplans.models.stall import where_stalled
from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.dashboard.need_page import days_since

SHOWN = 5
HIGH_RISK = 10


@dataclass(frozen=True)
class Needy:
    """One unit: how many plans ask for help, have stopped with a high risk, have stopped at all, and for how many days at most."""

    unit_id: int
    name: str
    asked: int
    risky: int
    stalled: int
    days: int | None

    @property
    def url(self) -> str:
        """The unit's plans that have stopped, the longest first; the unit itself where none has."""
        if not self.stalled:
            return reverse("unit-detail", args=[self.unit_id])
        return plan_list_url(unit=self.unit_id, below="no", confidential="counted", stalled=True, sort="touched")


@dataclass(frozen=True)
class Worklist:
    """The first few, and the map where all of them stand."""

    rows: list[Needy]
    all_url: str

    @classmethod
    def of(cls, reader: User, today: date) -> Self | None:
        """For whom offers help; two queries then, none for all others."""
        scope = scope_of(reader, Perm.OFFER_HELP)
        top = Unit.objects.existing(today).within(scope.where("")).first() if scope else None
        if top is None:
            return None
        return cls(_rows(scope, today), f"{reverse('overview-unit-need', args=[top.pk])}?by=units")


def _rows(scope: Scope, today: date) -> list[Needy]:
    """A confidential plan is counted among those that have stopped; that it asks for help, or how high its risk is, is not told."""
    stalled = where_stalled(today)
    asks = Exists(HelpRequest.objects.open().filter(plan=OuterRef("pk")))
    score = F("risk_likelihood") * F("risk_consequence")
    plans = ActionPlan.objects.published().filter(scope.where()).annotate(asks=asks, score=score).filter(stalled | Q(asks=True))
    in_the_open = Q(is_confidential=False)
    counted: Any = (
        plans.order_by()
        .values("unit_id", "unit__name", "unit__name_sort")
        .annotate(
            asked=Count("pk", filter=in_the_open & Q(asks=True)),
            risky=Count("pk", filter=in_the_open & stalled & Q(score__gte=HIGH_RISK)),
            stalled=Count("pk", filter=stalled),
            since=Min("touched_at", filter=stalled),
        )
        .order_by("-asked", "-risky", "-stalled", F("since").asc(nulls_last=True), "unit__name_sort", "unit_id")[:SHOWN]
    )
    return [_needy(row, row["since"], today) for row in counted if row["asked"] or row["stalled"]]


def _needy(row: dict[str, Any], since: datetime | None, today: date) -> Needy:
    return Needy(row["unit_id"], row["unit__name"], row["asked"], row["risky"], row["stalled"], days_since(since, today))
