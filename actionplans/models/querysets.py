"""Every question about plans that has a meaning."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import ExpressionWrapper

from actionplans.models.choices import ENDED_STATUSES, OPEN_STATUSES, Status, Urgency
from orgstructure.access import scope_of
from orgstructure.permissions import Perm

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan  # noqa: F401  named as text in the class below
    from orgstructure.models import User

__all__ = ["ActionPlanQuerySet"]

OVERDUE_STATUSES = (Status.ACTIVE, Status.AWAITING)


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    """Plans by reader, place, state and date."""

    def visible_to(self, user: "User") -> Self:
        """Every published plan that is not confidential; the closed ones only by grant, as owner or as author of the draft."""
        if not user.is_active or user.kind != "person":
            return self.none()
        is_open = ~Q(status=Status.DRAFT) & Q(is_confidential=False)
        own = Q(owner=user) | Q(created_by=user, status=Status.DRAFT)
        return self.filter(is_open | own | scope_of(user, Perm.VIEW_CLOSED_PLANS).where())

    def with_rights_of(self, user: "User") -> Self:
        """Add `may_edit`, `may_prioritise` and `is_followed` to each row, in the same query."""
        from actionplans.models.plans import Follower  # noqa: PLC0415  the plan's model needs this queryset first

        owns = ExpressionWrapper(Q(owner=user) | Q(created_by=user, status=Status.DRAFT), output_field=BooleanField())
        return self.annotate(
            may_edit=ExpressionWrapper(
                Q(owner=user) | Q(created_by=user, status=Status.DRAFT) | scope_of(user, Perm.EDIT_PLANS).where(),
                output_field=BooleanField(),
            ),
            is_mine=owns,
            may_prioritise=scope_of(user, Perm.PRIORITISE_PLANS).flag(),
            is_followed=Exists(Follower.objects.filter(plan=OuterRef("pk"), user=user)),
        )

    def under(self, path: str) -> Self:
        """Plans that the unit with that path owns, or a unit below it."""
        return self.filter(unit__path__startswith=path)

    def published(self) -> Self:
        """No longer drafts."""
        return self.exclude(status=Status.DRAFT)

    def drafts(self) -> Self:
        """Not yet published."""
        return self.filter(status=Status.DRAFT)

    def open(self) -> Self:
        """Published and not ended, standing ones too."""
        return self.filter(status__in=OPEN_STATUSES)

    def ended(self) -> Self:
        """Closed or not carried out."""
        return self.filter(status__in=ENDED_STATUSES)

    def overdue(self, today: date) -> Self:
        """Past the expected closing date, neither ended nor standing (R31)."""
        return self.filter(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)

    def acute_first(self) -> Self:
        """Acute plans before the others, then by date."""
        acute = ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=BooleanField())
        return self.annotate(acute=acute).order_by("-acute", "expected_closing_on", "pk")

    def matching(self, text: str) -> Self:
        """Danish and Swedish full-text search with stemming; empty text matches everything."""
        if not text.strip():
            return self
        query = SearchQuery(text, config="danish", search_type="websearch") | SearchQuery(text, config="swedish", search_type="websearch")
        return self.filter(search=query)
