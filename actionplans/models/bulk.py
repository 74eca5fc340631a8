"""One change of many plans: what was asked for, and what came of it plan by plan."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import BulkKind
from actionplans.models.plans import UNDO_FOR, ActionPlan
from orgstructure.models import User


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    """Changes by the person who made them: nobody else has business there."""

    def made_by(self, user: User) -> Self:
        """The person's own, the newest first."""
        return self.filter(by=user).order_by("-at", "-pk")

    def with_outcomes(self) -> Self:
        """Add `done`, `refused`, `undone` and `waiting`: how many plans each."""
        counts = {outcome: Count("rows", filter=Q(rows__outcome=outcome)) for outcome in ("done", "refused", "undone", "waiting")}
        return self.annotate(**counts)


class BulkChange(models.Model):
    """The same change asked for many plans at once (samlet ændring): `words` says what, the rows say what came of it."""

    by = models.ForeignKey(User, models.PROTECT, related_name="bulk_changes")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=BulkKind)
    words = models.JSONField(default=dict, help_text="What was asked for: ids and dates as text.")
    submission_id = models.UUIDField(unique=True)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="bulk_change_kind_is_known", condition=Q(kind__in=BulkKind.values))]
        indexes = [models.Index(fields=["by", "-at"], name="bulk_change_by_person")]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """What came of it."""
        return reverse("bulk-change-detail", args=[self.pk])

    def may_be_undone(self, now: datetime) -> bool:
        """Not longer ago than an ending can be taken back."""
        return now - self.at <= UNDO_FOR


class BulkRow(models.Model):
    """What a bulk change did to one plan: `before` holds the columns as they were, for the undo."""

    class Outcome(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", _("not reached yet")
        DONE = "done", _("changed")
        REFUSED = "refused", _("not changed")
        UNDONE = "undone", _("undone")

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="+")
    seen_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    why = models.CharField(max_length=500, blank=True, help_text="Why it was not changed, or not undone.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    version_after = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "plan"], name="bulk_row_is_one_a_plan"),
            models.CheckConstraint(
                name="bulk_row_knows_its_version_exactly_when_changed",
                condition=Q(outcome__in=("done", "undone"), version_after__isnull=False)
                | Q(outcome__in=("waiting", "refused"), version_after=None),
            ),
            models.CheckConstraint(name="bulk_row_refused_says_why", condition=~Q(outcome="refused") | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.outcome}"
