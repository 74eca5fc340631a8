"""The monthly card of one leader: what to praise first, the own area's figures, and the plans that wait for the leader's help."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Exists, F, OuterRef

from actionplans.models import ActionPlan, HelpCode, HelpReached, HelpStep, Status, Verdict
from actionplans.reports.figures import Figures, figures_by_unit
from actionplans.reports.periods import Period
from orgstructure.access import Scope
from orgstructure.models import Unit, User

WORKED = (Verdict.SOLVED, Verdict.PARTLY)
NAMED = 3
LINES = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LeaderCard:
    """What one leader gets to know on the first working day of a month about the month before."""

    units: Sequence[Unit]
    month: Period
    figures: Figures
    target: int | None
    worked: Sequence[ActionPlan]
    waiting: Sequence[ActionPlan]

    @classmethod
    def of(cls, leader: User, *, today: date) -> Self:
        """Seven queries, however large the area."""
        units = list(Unit.objects.existing(today).filter(manager=leader).order_by("depth", "name_sort"))
        area, month = Scope(tuple(unit.path for unit in units)), month_before(today)
        return cls(
            units=units,
            month=month,
            figures=Figures.total(figures_by_unit(area, Period.year_to(today), today).values()),
            target=HelpStep.objects.get(code=HelpCode.CARD).target,
            worked=_worked(area, month),
            waiting=waiting_for(today).get(leader.pk, []),
        )

    def __bool__(self) -> bool:
        return any(self.figures) or bool(self.worked or self.waiting)


def month_before(today: date) -> Period:
    """The whole month before this day's."""
    last = today.replace(day=1) - ONE_DAY
    return Period(last.replace(day=1), last)


def leaders_of_leaders(today: date) -> set[int]:
    """Who manages a unit with a unit below it that somebody else manages. One query."""
    below = Unit.objects.existing(today).filter(parent=OuterRef("pk")).exclude(manager=None).exclude(manager=OuterRef("manager"))
    return set(Unit.objects.existing(today).filter(Exists(below), manager__isnull=False).values_list("manager", flat=True))


def waiting_for(today: date) -> dict[int, list[ActionPlan]]:
    """The plans that have come to the card, by the next leader of each, the longest overdue first; confidential ones on none.

    The next leader is the nearest manager, of the plan's unit or one above, who does not own the plan. Two queries.
    """
    here = HelpReached.objects.current(today).filter(code=HelpCode.CARD).values("plan")
    plans = ActionPlan.objects.filter(pk__in=here, is_confidential=False, status__in=(Status.ACTIVE, Status.AWAITING))
    rows = list(plans.select_related("unit", "owner").order_by("expected_closing_on", "pk"))
    managers = _managers(rows)
    found: dict[int, list[ActionPlan]] = {}
    for plan in rows:
        if leader := next_leader(plan, managers):
            found.setdefault(leader, []).append(plan)
    return found


def next_leader(plan: ActionPlan, managers: Mapping[int, int]) -> int | None:
    """The nearest manager upwards who does not own the plan; `managers` by unit."""
    upwards = reversed([*plan.unit.ancestor_ids(), plan.unit_id])
    return next((managers[unit] for unit in upwards if managers.get(unit, plan.owner_id) != plan.owner_id), None)


def _managers(plans: Iterable[ActionPlan]) -> dict[int, int]:
    wanted = {unit for plan in plans for unit in (*plan.unit.ancestor_ids(), plan.unit_id)}
    return dict(Unit.objects.filter(pk__in=wanted, manager__is_active=True).values_list("pk", F("manager")))


def _worked(area: Scope, month: Period) -> list[ActionPlan]:
    """Closed last month because they helped, those that helped most first."""
    closed = ActionPlan.objects.filter(area.where(), status=Status.CLOSED, is_confidential=False, closing_evaluation__verdict__in=WORKED)
    plans = closed.ended_between(month.first, month.last).select_related("unit", "owner")
    return list(plans.order_by("-closing_evaluation__verdict", "ended_at", "pk"))  # “solved” comes after “partly” in the alphabet
