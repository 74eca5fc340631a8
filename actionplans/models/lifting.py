"""What a unit cannot solve itself and lifts: to whom, with a date for an answer, and the answer that comes back."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from actionplans.models.plans import ActionPlan
from orgstructure.models import Unit, User


class LiftedMatterQuerySet(models.QuerySet["LiftedMatter"]):
    """Lifted matters by who waits for whom; every employee may read them (open zone)."""

    def waiting(self) -> Self:
        """Not answered and not taken back."""
        return self.filter(answered_at=None, withdrawn_at=None)

    def late(self, today: date) -> Self:
        """Waiting, though the day for an answer has passed."""
        return self.waiting().filter(answer_by__lt=today)

    def before(self, unit: Unit) -> Self:
        """Those that this unit is to answer, the longest waiting first."""
        return self.waiting().filter(to_unit=unit).order_by("answer_by", "pk")


class LiftedMatter(models.Model):
    """One matter lifted (løftet sag): upwards, or sideways to a neighbour in the same building.

    The answer stands here and comes back to whoever asked; a plan that it is about keeps its owner (R34).
    """

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="lifted_matters")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="received_matters")
    plan = models.ForeignKey(ActionPlan, models.PROTECT, null=True, blank=True, related_name="lifted_matters")
    title = models.CharField(max_length=160)
    question = models.TextField(max_length=2000, help_text="What is asked, and what the unit has tried itself.")
    answer_by = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = LiftedMatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="lifted_matter_goes_to_another_unit", condition=~Q(from_unit=F("to_unit"))),
            models.CheckConstraint(
                name="lifted_matter_answered_with_words",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(name="lifted_matter_is_answered_or_withdrawn", condition=Q(answered_at=None) | Q(withdrawn_at=None)),
        ]
        indexes = [
            models.Index(fields=["to_unit", "answer_by"], name="lifted_matter_waiting", condition=Q(answered_at=None, withdrawn_at=None)),
            models.Index(fields=["from_unit", "-asked_at"], name="lifted_matter_by_asker"),
        ]

    def __str__(self) -> str:
        return self.title
