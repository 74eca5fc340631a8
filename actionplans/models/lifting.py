"""What a unit cannot solve itself and lifts: to whom, with a date for an answer, and the answer that comes back."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate

from actionplans.models.plans import ActionPlan
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


class LiftedMatterQuerySet(models.QuerySet["LiftedMatter"]):
    """Lifted matters by who waits for whom; every employee may read them (open zone)."""

    def visible_to(self, user: User) -> Self:
        """Those of no plan, and those of plans that the person may see."""
        if not user.is_active:
            return self.none()
        return self.filter(Q(plan=None) | Q(plan__in=ActionPlan.objects.visible_to(user).values("pk")))

    def with_rights_of(self, user: User) -> Self:
        """Add `may_answer` and `may_withdraw` to each row: who decides in the unit asked, and in the one that asks."""
        scope = scope_of(user, Perm.EDIT_PLANS)
        return self.annotate(may_answer=scope.flag("to_unit"), may_withdraw=scope.flag("from_unit"))

    def for_rows(self) -> Self:
        """With what a line about the matter names."""
        return self.select_related("from_unit", "to_unit", "plan", "asked_by", "answered_by")

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
    may_answer: bool  # on each row of `with_rights_of(user)`
    may_withdraw: bool

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

    def get_absolute_url(self) -> str:
        """The matter's page."""
        return reverse("lifted-detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Neither answered nor taken back."""
        return self.answered_at is None and self.withdrawn_at is None

    def is_late(self, today: date) -> bool:
        """The day for an answer has passed without one."""
        return self.is_waiting and self.answer_by < today

    def days_waited(self, today: date) -> int:
        """Since it was asked, until today or the answer."""
        until = self.answered_at or self.withdrawn_at
        return ((localdate(until) if until else today) - localdate(self.asked_at)).days
