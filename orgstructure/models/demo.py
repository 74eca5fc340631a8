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
        HEAD_OF_WORK_ENVIRONMENT = "head_of_work_environment", _("Head of work environment")
        CONSULTANT = "consultant", _("Work-environment consultant")
        SAFETYNET_ADMINISTRATOR = "safetynet_administrator", _("SafetyNet administrator")
        SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
        INJURY_ADMINISTRATOR = "injury_administrator", _("Injury administrator")
        DATA_PROTECTION_READER = "data_protection_reader", _("Data-protection reader")

    code = models.CharField(max_length=30, unique=True, choices=Code)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.code

    @property
    def invitation(self) -> str:
        """What to try as this person, in one sentence."""
        return str(INVITATIONS[self.Code(self.code)])


INVITATIONS = {
    DemoPersona.Code.MANAGER: _("Make a plan, carry it out, say what it led to and close it."),
    DemoPersona.Code.EMPLOYEE: _("Find your unit's plans, follow one, and see who your representative is."),
    DemoPersona.Code.AMR: _("Take part in the plans of the units your group covers."),
    DemoPersona.Code.CHAIR: _("See how far the plans of your area are, and open the rows behind a figure."),
    DemoPersona.Code.COORDINATOR: _("Help the units of your hospital to finish what they began."),
    DemoPersona.Code.HEAD_OF_WORK_ENVIRONMENT: _("See which plans of your hospital stand still, and why."),
    DemoPersona.Code.CONSULTANT: _("Bring the organisation in, and make the report for a level."),
    DemoPersona.Code.SAFETYNET_ADMINISTRATOR: _("Change themes and what a plan must hold to be published."),
    DemoPersona.Code.SYSTEM_ADMINISTRATOR: _("See whether mail and background work run as they should."),
    DemoPersona.Code.INJURY_ADMINISTRATOR: _("See which injuries the authority must be told of, complete one and send it."),
    DemoPersona.Code.DATA_PROTECTION_READER: _("See who has read injury cases, and look at what was unusual."),
}
