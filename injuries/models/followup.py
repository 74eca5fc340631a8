"""What the work-environment group makes of an event: why it happened, and what is done so that it does not happen again (R51)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models.cases import Case
from orgstructure.models import User


class Factor(models.TextChoices):
    """What contributed, in our own words."""

    PEOPLE = "people", _("too few, or others than usual, at work")
    TIME = "time", _("haste or interruptions")
    SKILL = "skill", _("not shown how, or new to it")
    ROUTINE = "routine", _("no agreed way of doing it, or not followed")
    EQUIPMENT = "equipment", _("equipment missing, wrong or broken")
    SPACE = "space", _("the room, the floor, the light")
    MATERIAL = "material", _("substances, materials or packaging")
    MESSAGE = "message", _("a message that did not get through")
    PATIENT = "patient", _("the patient's or citizen's state")
    COOPERATION = "cooperation", _("co-operation or tone")
    PLANNING = "planning", _("how the work was planned")
    OUTSIDE = "outside", _("something from outside")


class CauseAnalysis(models.Model):
    """A simple cause analysis (årsagsanalyse): five whys at most, contributing factors, and a plan or the reason why not."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="analysis")
    whys = ArrayField(models.CharField(max_length=500), default=list, size=5)
    factors = ArrayField(models.CharField(max_length=20, choices=Factor), default=list)
    conclusion = models.TextField(max_length=2000, blank=True)
    together_with = models.CharField(max_length=300, blank=True, help_text="Who took part, by role or name.")
    no_plan_reason = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="analysis_says_something_or_is_emptied",
                condition=~Q(whys=[]) | ~Q(factors=[]) | ~Q(conclusion="") | Q(made_by=None),
            ),
        ]

    def __str__(self) -> str:
        return f"analysis of {self.case_id}"
