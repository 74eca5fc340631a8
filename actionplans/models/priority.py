"""The order in which open plans are shown: acute first, then as the unit or department has chosen."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import BooleanField, F, FilteredRelation, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper

from actionplans.models.choices import OPEN_STATUSES, Status, Urgency
from actionplans.models.measured import MeasuredQuerySet
from orgstructure.access import Scope

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan

LINE = (
    "title", "status", "urgency", "is_confidential", "expected_closing_on", "first_expected_closing_on", "evaluate_on",
    "unit__name", "unit__path", "owner__first_name", "owner__last_name", "owner__username", "theme__name",
)  # fmt: skip


class PriorityQuerySet(MeasuredQuerySet):
    """Open plans by priority."""

    def in_order_of(self, unit_id: int | None) -> Self:
        """Acute plans first, then in the order that unit has chosen, then in that of the unit owning the plan, then by date.

        Standing plans come last: they wait for their yearly review and compete with nothing. Adds `acute`, `place` (in
        that unit's order) and `own_place` (in the owning unit's); None is a level without an order.
        """
        ranked = self.alias(
            _rank=FilteredRelation("ranks", condition=Q(ranks__level=unit_id or 0)),
            _own_rank=FilteredRelation("ranks", condition=Q(ranks__level=F("unit"))),
        )
        placed = ranked.annotate(
            acute=ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=BooleanField()),
            waits=ExpressionWrapper(Q(status=Status.STANDING), output_field=BooleanField()),
            place=F("_rank__position"),
            own_place=F("_own_rank__position"),
        )
        chosen = F("place").asc(nulls_last=True), F("own_place").asc(nulls_last=True)
        return placed.order_by("-acute", "waits", *chosen, "expected_closing_on", "pk")

    def most_pressing(self, area: Scope, unit_id: int | None, most: int) -> Self:
        """The first of those that this queryset lets through: which they are is found first, then what their lines show."""
        few = type(self)(self.model).filter(pk__in=self._candidates(area, unit_id, most))
        ids = few.in_order_of(unit_id).values_list("pk", flat=True)[:most]
        return type(self)(self.model).filter(pk__in=ids).to_prioritise(area, unit_id)

    def _candidates(self, area: Scope, unit_id: int | None, most: int) -> "QuerySet[ActionPlan, Any]":
        """Among these are the first: all that somebody has ranked, and of the others the first by date, which an index knows.

        Sorting every open plan of a region to show ten took longer than all of the region's figures.
        """
        from actionplans.models.plans import PlanRank  # noqa: PLC0415  the plan's model needs this queryset first

        here = self.filter(area.where())
        acute = ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=BooleanField())
        by_date = here.order_by(acute.desc(), "expected_closing_on", "pk")
        chosen = PlanRank.objects.filter(Q(level=unit_id or 0) | Q(level=F("plan__unit"))).values("plan")
        ranked = here.filter(pk__in=chosen, status__in=OPEN_STATUSES)
        arms = [by_date.filter(status__in=(Status.ACTIVE, Status.AWAITING)), by_date.filter(status=Status.STANDING)]
        return ranked.order_by().values("pk").union(*(arm.values("pk")[:most] for arm in arms))

    def to_prioritise(self, area: Scope, unit_id: int | None) -> Self:
        """The open plans of an area in their order of priority, with what one line of a list shows."""
        shown = self.filter(area.where(), status__in=OPEN_STATUSES).in_order_of(unit_id)
        return shown.select_related("unit", "owner", "theme").only(*LINE)
