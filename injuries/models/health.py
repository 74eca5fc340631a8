"""Who was hurt and how: sealed under a key of the case's own, readable by the injured and the injury administrator alone."""

import uuid

from django.db import models
from django.db.models import Q

from injuries.models.cases import Case
from injuries.models.choices import Part
from orgstructure.models import User
from safetynet.common.uploads import MEDIA_TYPES


class HealthPart(models.Model):
    """The closed half of a case. `data_key` is wrapped by FIELD_KEYS; both texts are sealed with it (`injuries.sealing`).

    `identity` is what the report needs of the person beside `Case.injured`; `health` what happened to the body.
    Without FIELD_KEYS a dump tells nothing of either; throwing the wrapped key away is erasure.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="health_part", primary_key=True)
    data_key = models.BinaryField(editable=False)
    identity = models.BinaryField(editable=False)
    health = models.BinaryField(editable=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"health part of {self.case_id}"


class ReportDraft(models.Model):
    """What somebody began to report and did not send: sealed under FIELD_KEYS, the person's own, gone after 14 days."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    submission_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20)
    content = models.BinaryField(editable=False)
    touched_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-touched_at"], name="report_draft_by_user")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class CaseFile(models.Model):
    """A photo of the event, or a document of the health part (then name and content are sealed with the case's key)."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="files")
    part = models.CharField(max_length=10, choices=[(Part.EVENT.value, Part.EVENT.label), (Part.WHOLE.value, Part.WHOLE.label)])
    kind = models.CharField(max_length=10, choices=[(kind, kind.upper()) for kind in MEDIA_TYPES])
    size = models.PositiveIntegerField(help_text="Bytes, before sealing.")
    file = models.CharField(max_length=200, help_text="Its name in the storage.")
    sealed_name = models.BinaryField(null=True, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_file_of_health_has_a_sealed_name",
                condition=Q(part="event", sealed_name=None) | Q(part="whole", sealed_name__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["case", "at"], name="case_file_by_case")]

    def __str__(self) -> str:
        return f"file {self.pk}"
