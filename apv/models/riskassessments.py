"""The one living risk assessment of a unit: its risks, worst first, and the dated versions that were stood by."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, Consequence, Likelihood, Topic
from actionplans.models.risk import Risk as Cell
from apv.models.assessments import Finding
from orgstructure.models import Unit, User


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks of a unit; every employee may read them (open zone)."""

    def standing(self) -> Self:
        """Those there are, worst first; of two alike the graver first."""
        return self.filter(ended_on=None).order_by(F("likelihood") * F("consequence"), "consequence").reverse()


class Risk(models.Model):
    """One risk of a unit: how likely, how grave, what is done about it today, and what follows (R37).

    It leads to a finding (and so to a plan), stands on plans there are, or is accepted with a reason; until then it is
    undecided. A risk that is gone ends with a reason, it is not deleted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="risks")
    title = models.CharField(max_length=160)
    topic = models.CharField(max_length=20, choices=Topic)
    description = models.TextField(max_length=2000, blank=True, help_text="What can happen, to whom, when.")
    controls = models.TextField(max_length=2000, blank=True, help_text="What is done about it today.")
    likelihood = models.PositiveSmallIntegerField(choices=Likelihood)
    consequence = models.PositiveSmallIntegerField(choices=Consequence)
    accepted_because = models.CharField(max_length=500, blank=True)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="of_risk")
    plans = models.ManyToManyField(ActionPlan, related_name="+", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RiskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="risk_is_a_cell_of_the_matrix", condition=Q(likelihood__range=(1, 5), consequence__range=(1, 5))),
            models.CheckConstraint(name="risk_is_accepted_or_acted_on", condition=Q(accepted_because="") | Q(finding=None)),
            models.CheckConstraint(
                name="risk_ended_says_why",
                condition=Q(ended_on=None, ended_because="") | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
            ),
        ]
        indexes = [models.Index(fields=["unit"], name="risk_standing_by_unit", condition=Q(ended_on=None))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it stands in its unit's risk assessment."""
        return f"{reverse('risk-assessment', args=[self.unit_id])}#risk-{self.pk}"

    @property
    def cell(self) -> Cell:
        """Its place in the matrix."""
        return Cell(self.likelihood, self.consequence)


class RiskVersionQuerySet(models.QuerySet["RiskAssessmentVersion"]):
    """Versions by whether they count."""

    def in_force(self) -> Self:
        """Those that everybody who had to has stood by."""
        stood_by = RiskConfirmation.objects.filter(risk_version=OuterRef("pk"))
        both = [Q(Exists(stood_by.filter(part=part))) for part in RiskConfirmation.Part.values]
        return self.filter(Q(Exists(stood_by), needs_both=False) | Q(*both, needs_both=True))

    def last_days(self, units: Collection[int]) -> models.QuerySet["RiskAssessmentVersion", tuple[int, date]]:
        """(unit, day of its newest version in force) of those units."""
        rows = self.in_force().filter(unit__in=units).order_by().values("unit_id")
        return rows.annotate(last=Max("on")).values_list("unit_id", "last")


class RiskAssessmentVersion(models.Model):
    """The risk assessment as it was stood by on a day; a trace that is only added to.

    It counts as a revision when manager and work-environment representative have both confirmed it; where there is no
    representative, the manager's word with how the staff took part is enough.
    """

    class Occasion(models.TextChoices):
        """Why it was revised."""

        FIRST = "first", _("the first one")
        YEARLY = "yearly", _("the yearly revision")
        CHANGE = "change", _("before a change at work")
        EVENT = "event", _("after an injury, a near miss or other news")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="risk_versions")
    number = models.PositiveIntegerField()
    on = models.DateField()
    occasion = models.CharField(max_length=10, choices=Occasion)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, help_text="Gone through in full: it covers them.")
    participation = models.CharField(max_length=500, blank=True, help_text="How the staff took part.")
    risks = models.JSONField(help_text="Each with title, topic, likelihood, consequence, controls and what follows.")
    needs_both = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RiskVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="risk_version_number_is_one"),
            models.CheckConstraint(name="risk_version_says_who_took_part", condition=Q(needs_both=True) | ~Q(participation="")),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} v{self.number}"

    def get_absolute_url(self) -> str:
        """The version as it was."""
        return reverse("risk-version", args=[self.pk])


class RiskConfirmation(models.Model):
    """Manager or representative stands by a version; a trace that is only added to."""

    class Part(models.TextChoices):
        """As what."""

        MANAGER = "manager", _("manager")
        AMR = "amr", _("work-environment representative")

    risk_version = models.ForeignKey(RiskAssessmentVersion, models.PROTECT, related_name="confirmations")
    part = models.CharField(max_length=10, choices=Part)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["risk_version", "part"], name="risk_version_is_confirmed_once_as_each"),
            models.UniqueConstraint(fields=["risk_version", "by"], name="risk_version_is_confirmed_by_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.risk_version_id}"
