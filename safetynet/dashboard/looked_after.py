"""What a coordinator or a head of work environment looks after: the plans of the whole area that have stopped, and what is in the way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan
from actionplans.models.stall import where_stalled
from actionplans.reports import Causes, Period
from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.dashboard.causes_page import causes_sentence

SHOWN_CAUSES = 3


@dataclass(frozen=True)
class Cause:
    """What is in the way of so many plans, with the address of exactly those."""

    name: str
    plans: int
    url: str


@dataclass(frozen=True)
class LookedAfter:
    """One area on the start page: figures with their rows, the most frequent causes, and the way on."""

    unit: Unit
    open: int
    stalled: int
    open_url: str
    stalled_url: str
    causes: tuple[Cause, ...]
    sentence: str

    @property
    def overview_url(self) -> str:
        """The area's overview."""
        return reverse("overview-unit", args=[self.unit.pk])

    @property
    def causes_url(self) -> str:
        """Why its plans are not finished."""
        return reverse("overview-unit-causes", args=[self.unit.pk])


def looked_after(reader: User, today: date) -> LookedAfter | None:
    """For whom offers help in a part of the region, not in all of it; three queries then, none for all others."""
    scope = scope_of(reader, Perm.OFFER_HELP)
    if not scope.paths or scope.reaches_all:
        return None
    unit = Unit.objects.existing(today).filter(Scope(scope.paths).where("")).order_by("depth", "name_sort").first()
    if unit is None:
        return None
    plans = ActionPlan.objects.visible_to(reader).under(unit.path).open()
    counted = plans.aggregate(open=Count("pk"), stalled=Count("pk", filter=Q(where_stalled(today))))
    period = Period.year_to(today)
    causes = Causes.of(Scope((unit.path,)), period)
    said: dict[str, Any] = {"unit": unit.pk, "confidential": "counted", "checked_from": period.first, "checked_to": period.last}
    return LookedAfter(
        unit,
        **counted,
        open_url=plan_list_url(unit=unit.pk, state="open"),
        stalled_url=plan_list_url(unit=unit.pk, stalled=True),
        causes=tuple(Cause(row.name, row.total, plan_list_url(cause=row.code, **said)) for row in causes.rows[:SHOWN_CAUSES]),
        sentence=causes_sentence(causes),
    )
