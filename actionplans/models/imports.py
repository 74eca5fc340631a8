"""Plans brought in from a spreadsheet: the file as it was read, and which line became which plan."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.models import User

UNDO_FOR = timedelta(days=7)
KEPT_UNFINISHED_FOR = timedelta(days=7)


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    """Imports by person and age."""

    def visible_to(self, user: User) -> Self:
        """Only the person's own: the table may hold anything."""
        return self.filter(by=user) if user.is_active else self.none()

    def forgotten(self, now: datetime) -> Self:
        """Read and never brought in: their tables are not kept for longer than a week."""
        return self.filter(state=PlanImport.State.READ, at__lte=now - KEPT_UNFINISHED_FOR)


class PlanImport(models.Model):
    """One spreadsheet of old plans (indlæsning): what was read, how it is to be understood, what became of it.

    The file is not kept, and its table only until the plans are made or a week has passed.
    """

    class State(models.TextChoices):
        """How far it is."""

        READ = "read", _("read, nothing made yet")
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=120, help_text="What the file was called; shown, never opened.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    table = models.JSONField(default=list, help_text="[line, [cell, …]], the headings first; empty once brought in.")
    columns = models.JSONField(default=dict, help_text="Field: number of its column.")
    answers = models.JSONField(default=dict, help_text="Kind: {text of the file: what it means}.")
    left_out = models.JSONField(default=list, help_text="[line, sentence] of what was not brought in.")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_import_done_and_undone_at_as_its_state_says",
                condition=Q(state="read", done_at=None, undone_at=None)
                | Q(state="done", done_at__isnull=False, undone_at=None)
                | Q(state="undone", done_at__isnull=False, undone_at__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["by", "-at"], name="plan_import_by_person")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("plan-import-detail", args=[self.pk])

    @property
    def headings(self) -> list[str]:
        """The first row."""
        return list(self.table[0][1]) if self.table else []

    @property
    def lines(self) -> list[tuple[int, list[str]]]:
        """Everything below the headings."""
        return [(line, cells) for line, cells in self.table[1:]]

    def may_be_undone(self, now: datetime) -> bool:
        """Brought in, and not longer than a week ago."""
        return self.state == self.State.DONE and self.done_at is not None and now - self.done_at <= UNDO_FOR

    def understand(self, **changes: Any) -> bool:
        """Save columns or answers while nothing is made yet; False when it was brought in meanwhile."""
        return PlanImport.objects.filter(pk=self.pk, state=self.State.READ).update(**changes) == 1


class PlanImportRowQuerySet(models.QuerySet["PlanImportRow"]):
    """Lines by the plans they became."""

    def of_plans(self, plans: models.QuerySet[Any]) -> Self:
        """Of these plans."""
        return self.filter(plan__in=plans.values("pk"))


class PlanImportRow(models.Model):
    """This line became this plan; its key is what keeps the same line from becoming a second one."""

    source = models.ForeignKey(PlanImport, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=200, unique=True)
    plan = models.OneToOneField("actionplans.ActionPlan", models.CASCADE, related_name="brought_in_by")

    objects = PlanImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.line}"
