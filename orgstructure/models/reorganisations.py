"""A reorganisation as one kept, reviewed step: its lines, what it did, and how it is undone."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.models.units import Unit

if TYPE_CHECKING:
    from orgstructure.access import Scope
    from orgstructure.models.people import User

UNDO_FOR = timedelta(hours=24)


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    """Steps by who may see them."""

    def visible_to(self, user: "User", scope: "Scope") -> Self:
        """One's own, and those that touch a unit within the scope of `Perm.REORGANISE`."""
        touched = ReorganisationLine.objects.filter(scope.where(), reorganisation=OuterRef("pk"))
        return self.filter(Q(by=user) | Exists(touched))


class Reorganisation(models.Model):
    """Changes of units that belong together (omorganisering): drafted, previewed, applied in one transaction, undone for a day.

    `changes` holds every row that applying it wrote, as it was and as it became: undoing compares before it writes.
    """

    by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    submission_id = models.UUIDField(unique=True, default=uuid.uuid4)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    changes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_applied_at_and_by_together",
                condition=Q(applied_at=None, applied_by=None) | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reorganisation_undone_after_it_was_applied",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False, applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        """The step's page."""
        return reverse("reorganisation-detail", args=[self.pk])

    def may_be_undone(self, now: datetime) -> bool:
        """Applied less than a day ago, and not undone."""
        return self.applied_at is not None and self.undone_at is None and now < self.applied_at + UNDO_FOR


class ReorganisationLine(models.Model):
    """One change in the step: what happens to which unit."""

    class Kind(models.TextChoices):
        """What is done."""

        RENAME = "rename", _("gets another name")
        MOVE = "move", _("moves with all under it")
        MERGE = "merge", _("becomes part of another unit")
        SPLIT = "split", _("is divided: a new unit beside it")
        CREATE = "create", _("gets a new unit under it")
        CLOSE = "close", _("closes")

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    into = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    takes = models.JSONField(default=dict, help_text="For a division: ids of the units, people and plans that go along.")
    submission_id = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_line_names_where_to",
                condition=Q(kind__in=("move", "merge"), into__isnull=False) | (~Q(kind__in=("move", "merge")) & Q(into=None)),
            ),
            models.CheckConstraint(
                name="reorganisation_line_names_the_name",
                condition=~Q(kind__in=("rename", "create", "split")) | ~Q(name=""),
            ),
            models.UniqueConstraint(fields=["reorganisation", "submission_id"], name="reorganisation_line_is_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"
