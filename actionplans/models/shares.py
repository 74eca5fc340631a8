"""A plan shown in other units than the one that owns it."""

from typing import Self

from django.db import models
from django.db.models import Q

from orgstructure.models import Unit, User


class PlanShareQuerySet(models.QuerySet["PlanShare"]):
    """Where plans are shown beside their own unit."""

    def current(self) -> Self:
        """Not ended."""
        return self.filter(ended_at=None)


class PlanShare(models.Model):
    """This plan is shown in that unit as well (one building, one floor); owned, edited and counted where it belongs, once."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans_shown")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PlanShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="plan_is_shown_once_in_a_unit", condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="plan_share_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "plan"], name="plan_share_by_unit", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.plan_id} in {self.unit_id}"
