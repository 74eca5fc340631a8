"""What a unit's page shows: who is who, the open plans, what came of the last ones, and the units below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Count, F, Q
from django.urls import reverse

from actionplans.filters import plan_list_url
from actionplans.listing import rows_of
from actionplans.models import ActionPlan, Status, Verdict
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.steps import PlanRow
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from orgstructure.reports import UnitGroup, group_of

SHOWN_OPEN = 10
SHOWN_WAITING = 5
SHOWN_ENDED = 4
A_YEAR = timedelta(days=365)
WORKED = (Verdict.SOLVED, Verdict.PARTLY)


@dataclass(frozen=True)
class Figures:
    """Plans of a unit and those below it, as the reader may see them; each figure opens its rows."""

    unit_id: int
    since: date
    open: int = 0
    overdue: int = 0
    waiting: int = 0
    judged: int = 0
    worked: int = 0

    @classmethod
    def sum(cls, unit_id: int, since: date, counts: Iterable[dict[str, int]]) -> Self:
        """Added up over the units of a subtree."""
        rows = list(counts)
        return cls(unit_id, since, **{key: sum(row[key] for row in rows) for key in ("open", "overdue", "waiting", "judged", "worked")})

    @property
    def open_url(self) -> str:
        """The open plans."""
        return plan_list_url(unit=self.unit_id, state="open")

    @property
    def all_url(self) -> str:
        """Every plan, the newest first."""
        return plan_list_url(unit=self.unit_id, sort="-published")

    @property
    def overdue_url(self) -> str:
        """Those past their date."""
        return plan_list_url(unit=self.unit_id, overdue="plan")

    @property
    def waiting_url(self) -> str:
        """Those carried out and not yet evaluated."""
        return plan_list_url(unit=self.unit_id, state=Status.AWAITING)

    @property
    def worked_url(self) -> str:
        """Those closed in the last year with a verdict that they helped."""
        return plan_list_url(unit=self.unit_id, verdict=WORKED, closed_from=self.since, sort="-ended")


@dataclass(frozen=True)
class UnitBelow:
    """A sub-unit with what is open and late in it and below it."""

    unit: Unit
    figures: Figures


@dataclass(frozen=True)
class UnitPage:
    """Everything on the page; the number of queries does not depend on how much there is."""

    unit: Unit
    above: list[Unit]
    group: UnitGroup
    figures: Figures
    waiting: list[PlanRow]
    going_on: list[PlanRow]
    ended: list[PlanRow]
    below: list[UnitBelow]
    shown: list[PlanRow]
    new_url: str
    is_closed: bool

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The ways up."""
        return [(unit.name, reverse("unit-detail", args=[unit.pk])) for unit in self.above]

    @property
    def is_empty(self) -> bool:
        """Nothing open."""
        return not (self.waiting or self.going_on)

    @property
    def more(self) -> int:
        """Open plans that found no place here."""
        return self.figures.open - len(self.waiting) - len(self.going_on)


def unit_page(unit: Unit, reader: User, *, today: date) -> UnitPage:
    """The page of one unit as that reader may see it."""
    plans = ActionPlan.objects.visible_to(reader).under(unit.path)
    counts = counts_by_unit(plans, today)
    is_closed = unit.valid_to is not None and unit.valid_to <= today
    return UnitPage(
        unit=unit,
        above=list(Unit.objects.above(unit)),
        group=group_of(unit, today),
        figures=Figures.sum(unit.pk, today - A_YEAR, (row for _path, row in counts)),
        below=_below(unit, counts, today),
        new_url="" if is_closed else new_plan_url(unit, reader),
        is_closed=is_closed,
        **_rows(
            today,
            waiting=plans.filter(status=Status.AWAITING).acute_first()[:SHOWN_WAITING],
            going_on=plans.filter(status__in=(Status.ACTIVE, Status.STANDING)).in_order_of(unit.pk)[:SHOWN_OPEN],
            ended=_lately_judged(plans, today)[:SHOWN_ENDED],
            shown=ActionPlan.objects.visible_to(reader).shown_in(unit).acute_first()[:SHOWN_OPEN],
        ),
    )


def new_plan_url(unit: Unit, reader: User) -> str:
    """Where the reader makes a plan for the unit; nothing for those who may not."""
    return f"{reverse('plan-new')}?unit={unit.pk}" if may(reader, Perm.EDIT_PLANS, unit.pk, unit.path) else ""


def counts_by_unit(plans: ActionPlanQuerySet, today: date) -> list[tuple[str, dict[str, int]]]:
    """The unit's path and its figures, one row for each unit that has plans open or closed in the last year."""
    since = today - A_YEAR
    judged = Q(status=Status.CLOSED)
    counted = (
        plans.open_or_closed_since(since)
        .order_by()
        .values("unit_id")
        .annotate(
            path=F("unit__path"),
            open=Count("pk", filter=~judged),
            overdue=Count("pk", filter=Q(status__in=(Status.ACTIVE, Status.AWAITING), expected_closing_on__lt=today)),
            waiting=Count("pk", filter=Q(status=Status.AWAITING)),
            judged=Count("pk", filter=judged),
            worked=Count("pk", filter=judged & Q(last_verdict__in=WORKED)),
        )
    )
    return [(row["path"], row) for row in counted]


def _below(unit: Unit, counts: list[tuple[str, dict[str, int]]], today: date) -> list[UnitBelow]:
    since = today - A_YEAR
    children = Unit.objects.existing(today).filter(parent=unit).named()
    return [
        UnitBelow(child, Figures.sum(child.pk, since, (row for path, row in counts if path.startswith(child.path)))) for child in children
    ]


def _lately_judged(plans: ActionPlanQuerySet, today: date) -> ActionPlanQuerySet:
    return plans.filter(status=Status.CLOSED).ended_between(today - A_YEAR, None).order_by("-ended_at", "-pk")


def _rows(today: date, **lists: ActionPlanQuerySet) -> dict[str, list[PlanRow]]:
    """First which plans each list has, then all their rows at once: what a row shows is never fetched for a plan without a place."""
    ids = {name: list(plans.values_list("pk", flat=True)) for name, plans in lists.items()}
    rows = {row.plan.pk: row for row in rows_of([pk for chosen in ids.values() for pk in chosen], today)}
    return {name: [rows[pk] for pk in chosen if pk in rows] for name, chosen in ids.items()}
