"""Telling the authority: what was sent, the receipt, the decision, and the template that the file is written by."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models.cases import Case
from injuries.models.choices import Decision
from orgstructure.models import User


class EasyTemplate(models.Model):
    """How a case becomes a file for the authority's portal: our fields to its elements. Insert only; the newest is in force.

    The portal's interface is not public, so the mapping is the administrator's: `{"root": …, "case": …, "fields": [[ours, theirs, …], …]}`.
    """

    mapping = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return f"template {self.pk}"


class ExportBatch(models.Model):
    """Cases taken out in one file; the file is made anew when it is fetched and never kept."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(EasyTemplate, models.PROTECT, null=True, related_name="+")
    cases = models.ManyToManyField(Case, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Report(models.Model):
    """One telling of a case to the authority (anmeldelse): when, by which day it had to be, the receipt, the decision."""

    class How(models.TextChoices):
        """By which way."""

        FILE = "file", _("file for the portal")
        TYPED = "typed", _("typed in the portal")
        PHONE = "phone", _("by telephone")
        IMPORTED = "imported", _("in an earlier system")

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    how = models.CharField(max_length=10, choices=How)
    receiver = models.CharField(max_length=120, blank=True, help_text="Where the country has more than one.")
    due_at = models.DateTimeField(null=True, help_text="The law's last minute as it stood when it was sent.")
    duty = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(ExportBatch, models.PROTECT, null=True, related_name="reports")
    receipt_number = models.CharField(max_length=60, blank=True)
    receipt_on = models.DateField(null=True)
    receipt_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=12, choices=Decision, blank=True)
    decided_on = models.DateField(null=True)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_receipt_is_whole",
                condition=Q(receipt_number="", receipt_on=None) | (~Q(receipt_number="") & Q(receipt_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="report_decision_is_whole", condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False))
            ),
            models.UniqueConstraint(fields=["receipt_number"], name="report_receipt_is_one", condition=~Q(receipt_number="")),
        ]
        indexes = [models.Index(fields=["case", "-sent_at"], name="report_by_case")]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def is_late(self) -> bool:
        """It was sent after the law's last minute."""
        return self.due_at is not None and self.sent_at > self.due_at
