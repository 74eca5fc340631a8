"""Files kept with a plan."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from orgstructure.models import User
from safetynet.common.uploads import MEDIA_TYPES


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files by what has become of them."""

    def kept(self) -> Self:
        """Not taken out, oldest first, with who brought them."""
        return self.filter(removed_at=None).select_related("by").order_by("at", "pk")


class Attachment(models.Model):
    """One file of a plan (bilag); its name in the storage is random, its address too. Taken out, its content is deleted."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(kind, kind.upper()) for kind in MEDIA_TYPES])
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200, help_text="Its name in the storage.")
    is_scanned = models.BooleanField(default=False, help_text="A malware scanner found it clean.")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_removed_at_and_by_together",
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["plan", "sha256"], name="attachment_is_once_on_its_plan", condition=Q(removed_at=None)),
        ]
        indexes = [models.Index(fields=["plan", "at"], name="attachment_by_plan", condition=Q(removed_at=None))]

    def __str__(self) -> str:
        return self.name
