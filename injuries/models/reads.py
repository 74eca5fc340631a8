"""Who has read what, when and why: written before the read, never changed (R67)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models.choices import Channel, Part, Purpose, ReadAs
from orgstructure.models import User


class CaseRead(models.Model):
    """One read of one case: committed before anything of the case is fetched. Insert only; no foreign key to the case, which may be erased.

    `case_id` is null for a read of no single case (a search that found nothing, figures reckoned over many).
    """

    case_id = models.BigIntegerField(null=True)
    reader = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_constraint=False, help_text="Empty for the system.")
    deputy_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_constraint=False)
    read_as = models.CharField(max_length=15, choices=ReadAs)
    part = models.CharField(max_length=10, choices=Part)
    purpose = models.CharField(max_length=15, choices=Purpose)
    channel = models.CharField(max_length=10, choices=Channel)
    criterion = models.CharField(max_length=200, blank=True, help_text="What was searched for.")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "-at"], name="case_read_by_case"),
            models.Index(fields=["reader", "-at"], name="case_read_by_reader"),
            models.Index(fields=["at"], name="case_read_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.case_id}"


class ReadBatch(models.Model):
    """A stretch of the log, sealed: the digest covers its rows and the batch before, so that no row can be changed or taken out unseen."""

    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    rows = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="read_batch_is_forward", condition=Q(last__gte=models.F("first")))]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class ReadNote(models.Model):
    """Unusual reading, for the data-protection reader: what was seen, of whom, and what became of it."""

    class Kind(models.TextChoices):
        """Why it is looked at."""

        SAME_NAME = "same_name", _("the reader has the same surname as the injured")
        MANY = "many", _("many cases in a day")
        NIGHT = "night", _("read at night")
        SAMPLE = "sample", _("drawn as a sample")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    reader = models.ForeignKey(User, models.PROTECT, related_name="+", db_constraint=False)
    case_id = models.BigIntegerField(null=True)
    day = models.DateField()
    reads = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_constraint=False)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[("in_order", _("in order")), ("passed_on", _("passed on to the management"))]
    )
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "reader", "day", "case_id"], name="read_note_is_one", nulls_distinct=False),
            models.CheckConstraint(
                name="read_note_seen_is_whole",
                condition=Q(seen_at=None, seen_by=None, outcome="") | (Q(seen_at__isnull=False, seen_by__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [models.Index(fields=["-day"], name="read_note_unseen", condition=Q(seen_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
