"""Whom a visitor of the demo may be, with one click. Rows exist in the demo only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoPersona(models.Model):
    """One invented person to try the product as."""

    class Code(models.TextChoices):
        """What the person is."""

        MANAGER = "manager", _("Manager")
        EMPLOYEE = "employee", _("Employee")
        AMR = "amr", _("Work-environment representative (AMR)")
        CHAIR = "chair", _("Chair of a MED committee")
        COORDINATOR = "coordinator", _("Local work-environment coordinator")
        CONSULTANT = "consultant", _("Work-environment consultant")
        SAFETYNET_ADMINISTRATOR = "safetynet_administrator", _("SafetyNet administrator")
        SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")

    code = models.CharField(max_length=30, unique=True, choices=Code)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.code
