"""Cases brought in from an earlier system: the file as it was read, sealed and soon forgotten, and what became of it."""

import json
import uuid
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from injuries import sealing
from injuries.models.cases import Case
from orgstructure.models import User

KEPT_FOR = timedelta(hours=23)  # looked at every hour, so none is there after a day
Rows = list[tuple[int, list[str]]]


class CaseImportQuerySet(models.QuerySet["CaseImport"]):
    """Imports by person and age."""

    def visible_to(self, user: User) -> Self:
        """Only the person's own: the table may hold anything."""
        return self.filter(by=user) if user.is_active else self.none()

    def with_tables_past_their_time(self, now: datetime) -> Self:
        """Read a day ago, and the table is still there."""
        return self.exclude(table=None).filter(at__lte=now - KEPT_FOR)

    def like_it(self, shape: str) -> "CaseImport | None":
        """The latest file with the same headings: its columns and answers are taken over."""
        return self.filter(shape=shape).order_by("-pk").first()


class CaseImport(models.Model):
    """One file of cases from an earlier system (indlæsning): how it is to be understood, and what became of it.

    The table is sealed under FIELD_KEYS and gone once brought in, or after a day. Which line made which case stands in `CaseImportRow`.
    """

    class State(models.TextChoices):
        """How far it is."""

        READ = "read", _("read, nothing made yet")
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")
        FORGOTTEN = "forgotten", _("not brought in, and forgotten after a day")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=120, help_text="What the file was called; shown, never opened.")
    system = models.CharField(max_length=30, blank=True, help_text="The earlier system, so that two systems' numbers are kept apart.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    shape = models.CharField(max_length=64, help_text="SHA-256 of the headings: files alike are read alike.")
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    table = models.BinaryField(null=True, editable=False, help_text="[line, [cell, …]], the headings first; sealed.")
    columns = models.JSONField(default=dict, help_text="Field: number of its column.")
    answers = models.JSONField(default=dict, help_text="Kind: {text of the file: what it means}; units, kinds and decisions only.")
    takes_health = models.BooleanField(default=True, help_text="The columns about the body come in, sealed.")
    made = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list, help_text="[line, number of the earlier system] of what was not brought in.")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = CaseImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_import_done_and_undone_at_as_its_state_says",
                condition=Q(state__in=("read", "forgotten"), done_at=None, undone_at=None)
                | Q(state="done", done_at__isnull=False, undone_at=None)
                | Q(state="undone", done_at__isnull=False, undone_at__isnull=False),
            ),
            models.CheckConstraint(name="case_import_keeps_its_table_while_read", condition=Q(state="read") | Q(table=None)),
        ]
        indexes = [models.Index(fields=["by", "-at"], name="case_import_by_person")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("injury-import-detail", args=[self.public_id])

    @cached_property
    def rows(self) -> Rows:
        """The table, opened; empty once it is gone."""
        return [(line, cells) for line, cells in json.loads(sealing.open_own(self.table))] if self.table else []

    @property
    def headings(self) -> list[str]:
        """The first row."""
        return list(self.rows[0][1]) if self.rows else []

    @property
    def lines(self) -> Rows:
        """Everything below the headings."""
        return self.rows[1:]

    def understand(self, **changes: Any) -> bool:
        """Save columns or answers while nothing is made yet; False when it was brought in or forgotten meanwhile."""
        return CaseImport.objects.filter(pk=self.pk, state=self.State.READ).update(**changes) == 1


class CaseImportRow(models.Model):
    """This line became this case."""

    source = models.ForeignKey(CaseImport, models.PROTECT, related_name="made_rows")
    line = models.PositiveIntegerField()
    case = models.OneToOneField(Case, models.CASCADE, related_name="brought_in_by")

    def __str__(self) -> str:
        return f"{self.source_id}:{self.line}"
