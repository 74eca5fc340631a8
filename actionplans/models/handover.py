"""What somebody who has left, or no longer leads a unit, leaves behind: a card for the next one who is responsible."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import OPEN_STATUSES, Status
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

if TYPE_CHECKING:
    from datetime import datetime

IN_HAND = (
    Q(part="owner", plan__owner=F("hand_over__to"))
    | Q(part="evaluator", plan__evaluator=F("hand_over__to"))
    | Q(part="measure", measure__responsible=F("hand_over__to"), measure__done_on=None)
)
STILL_ASKS = (
    Q(plan__status__in=(Status.DRAFT, *OPEN_STATUSES))
    | Q(plan__confirm_by__isnull=False, plan__confirmed_at=None)
    | Q(plan__hold_check_on__isnull=False)
)


class HandOverItemQuerySet(models.QuerySet["HandOverItem"]):
    """Things handed over, by what has become of them."""

    def waiting(self) -> Self:
        """Not taken over and not given on, in a plan that goes on; what was changed on the plan itself waits no more."""
        return self.filter(IN_HAND, STILL_ASKS, settled_at=None)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Cards by reader and state."""

    def visible_to(self, user: User) -> Self:
        """To the receiver, to who may edit the unit's plans, and to who sets up the system for it."""
        if not user.is_active:
            return self.none()
        return self.filter(Q(to=user) | scope_of(user, Perm.EDIT_PLANS).where() | scope_of(user, Perm.CONFIGURE).where())

    def with_rights_of(self, user: User) -> Self:
        """Add `may_take` and `may_give` to each row, in the same query."""
        is_mine = Q(to=user)
        gives = is_mine | scope_of(user, Perm.EDIT_PLANS).where()
        return self.annotate(
            may_take=ExpressionWrapper(is_mine, output_field=BooleanField()),
            may_give=ExpressionWrapper(gives, output_field=BooleanField()),
        )

    def waiting(self) -> Self:
        """Something on it is neither taken over nor given on."""
        return self.filter(Exists(HandOverItem.objects.waiting().filter(hand_over=OuterRef("pk"))))

    def for_rows(self) -> Self:
        """With people, unit and the number of plans, the oldest first."""
        return self.select_related("unit", "left", "to").annotate(plans=Count("items__plan", distinct=True)).order_by("at", "pk")


class HandOver(models.Model):
    """One hand-over card (overdragelse): from whom, to whom, in which unit and why; its items are what was handed over.

    The plans belong to `to` from the moment the card is made, so none is ever owned by somebody who has left. A stand-in
    is the manager above: the card goes on to the unit's own manager as soon as there is one.
    """

    class Why(models.TextChoices):
        """What happened."""

        LEFT = "left", _("no longer employed here")
        NEW_MANAGER = "new_manager", _("the unit has another manager")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hand_overs")
    left = models.ForeignKey(User, models.PROTECT, related_name="+")
    to = models.ForeignKey(User, models.PROTECT, related_name="hand_overs")
    why = models.CharField(max_length=20, choices=Why)
    is_stand_in = models.BooleanField(default=False)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = HandOverQuerySet.as_manager()
    may_take: bool  # on each row of `with_rights_of(user)`
    may_give: bool

    class Meta:
        constraints = [models.CheckConstraint(name="hand_over_is_to_somebody_else", condition=~Q(left=F("to")))]
        indexes = [models.Index(fields=["to", "at"], name="hand_over_by_receiver")]

    def __str__(self) -> str:
        return f"{self.left_id} → {self.to_id} in {self.unit_id}"

    def get_absolute_url(self) -> str:
        """The card's page."""
        return reverse("hand-over-detail", args=[self.pk])


class HandOverItem(models.Model):
    """One plan on a card, and what of it was handed over: the plan itself, its evaluation, or one measure."""

    class Part(models.TextChoices):
        """What the person had."""

        OWNER = "owner", _("the plan")
        EVALUATOR = "evaluator", _("the evaluation of the effect")
        MEASURE = "measure", _("a measure")

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="items")
    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="hand_over_items")
    part = models.CharField(max_length=10, choices=Part)
    measure = models.ForeignKey("actionplans.Measure", models.CASCADE, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_to = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = HandOverItemQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "part", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "plan", "part", "measure"], nulls_distinct=False, name="hand_over_item_stands_once_on_its_card"
            ),
            models.CheckConstraint(
                name="hand_over_item_of_a_measure_names_it",
                condition=Q(part="measure", measure__isnull=False) | (~Q(part="measure") & Q(measure=None)),
            ),
            models.CheckConstraint(
                name="hand_over_item_is_settled_by_somebody_for_somebody",
                condition=Q(settled_at=None, settled_by=None, given_to=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, given_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.plan_id}"

    def settle(self, *, to: User, by: User, at: "datetime") -> bool:
        """Compare and set: of two people at once one settles it; False for the other."""
        rows = HandOverItem.objects.filter(pk=self.pk, settled_at=None)
        return rows.update(settled_at=at, settled_by=by, given_to=to) == 1
