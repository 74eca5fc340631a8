"""Who has read what, when and why: written before the read, never changed (R67)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models.choices import Channel, Part, Purpose, ReadAs
from orgstructure.models import User

GATE = 7_231_020  # an advisory lock: shared by whoever writes a row, alone for the sealer while it fixes where a batch ends

# The only way a row leaves the log. Owned by the owner, executable by the worker alone; whoever calls it, no row younger than the
# newest rule of the log goes, nor one that no sealed batch holds. The mark is a row of the log and is sealed with the next batch.
FORGET_READS = """
CREATE OR REPLACE FUNCTION injuries_forget_reads(wanted timestamptz, mark_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    months integer := coalesce((SELECT r.months FROM injuries_retentionrule r WHERE r.kind = 'read_log' ORDER BY r.id DESC LIMIT 1), 60);
    before timestamptz := least(wanted, clock_timestamp() - make_interval(months => months));
    through bigint;
    gone bigint;
BEGIN
    SELECT max(b.last) INTO through FROM injuries_readbatch b
    WHERE b.last < coalesce((SELECT min(r.id) FROM injuries_caseread r WHERE r.at >= before), 9223372036854775807);
    DELETE FROM injuries_caseread WHERE id <= through;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
        INSERT INTO injuries_caseread (case_id, reader_id, deputy_for_id, read_as, part, purpose, channel, criterion, at)
        VALUES (NULL, NULL, NULL, 'system', 'line', 'retention', 'task', 'forgotten through ' || through, mark_at);
    END IF;
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION injuries_forget_reads FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safetynet_worker') THEN
        GRANT EXECUTE ON FUNCTION injuries_forget_reads TO safetynet_worker;
    END IF;
END $$;
"""

# What only adds to (acts, feedback, history) loses its people and words here, for cases that are anonymised already and no others.
UNNAME_TRACES = """
CREATE OR REPLACE FUNCTION injuries_unname_traces() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE injuries_caseact t SET by_id = NULL, deputy_for_id = NULL FROM injuries_case c
    WHERE c.id = t.case_id AND c.anonymised_on IS NOT NULL AND (t.by_id IS NOT NULL OR t.deputy_for_id IS NOT NULL);
    UPDATE injuries_feedback t SET by_id = NULL, text = '' FROM injuries_case c
    WHERE c.id = t.case_id AND c.anonymised_on IS NOT NULL AND (t.by_id IS NOT NULL OR t.text <> '');
    UPDATE injuries_caseevent t SET pgh_context_id = NULL FROM injuries_case c
    WHERE c.id = t.pgh_obj_id AND c.anonymised_on IS NOT NULL AND t.pgh_context_id IS NOT NULL;
$$;
REVOKE ALL ON FUNCTION injuries_unname_traces FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safetynet_worker') THEN
        GRANT EXECUTE ON FUNCTION injuries_unname_traces TO safetynet_worker;
    END IF;
END $$;
"""


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
        triggers = [
            pgtrigger.Trigger(
                name="read_passes_the_gate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"PERFORM pg_advisory_xact_lock_shared({GATE}); RETURN NULL;",
            )
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


class ReadCheck(models.Model):
    """The chain was reckoned again: what was found. Insert only."""

    at = models.DateTimeField()
    batches = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    broken = models.ForeignKey(ReadBatch, models.PROTECT, null=True, related_name="+", help_text="The first batch that does not agree.")
    why = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"check {self.pk}"


class ReadNote(models.Model):
    """Unusual reading, for the data-protection reader: what was seen, of whom, and what became of it."""

    class Kind(models.TextChoices):
        """Why it is looked at."""

        SAME_NAME = "same_name", _("the reader has the same surname as the injured")
        MANY = "many", _("many cases in a day")
        NIGHT = "night", _("read at night")
        COLLEAGUE = "colleague", _("the administrator works in the same unit as the injured")
        SAMPLE = "sample", _("drawn as a sample")

    class Outcome(models.TextChoices):
        """What became of it."""

        IN_ORDER = "in_order", _("in order")
        PASSED_ON = "passed_on", _("passed on to the management")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    reader = models.ForeignKey(User, models.PROTECT, related_name="+", db_constraint=False)
    case_id = models.BigIntegerField(null=True)
    day = models.DateField()
    reads = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_constraint=False)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome)
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
