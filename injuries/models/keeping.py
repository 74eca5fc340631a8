"""What the region decides: limits of the figures, hours behind the rates, how long things are kept, and what is held back from erasure."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models.cases import Case
from orgstructure.models import Unit, User


class InjuryPolicy(models.Model):
    """The region's limits; insert only, the newest is in force (`InjuryPolicy.in_force`)."""

    new_employee_months = models.PositiveSmallIntegerField(default=12, help_text="New is whoever was hired fewer months before (R55).")
    hidden_below = models.PositiveSmallIntegerField(
        default=5, help_text="No figure about fewer cases, nor one that could be derived (R50)."
    )
    anonymous_from = models.PositiveSmallIntegerField(default=10, help_text="Anonymous reports of smaller units go to the level above.")
    many_reads = models.PositiveSmallIntegerField(default=40, help_text="Cases opened by one person in a day before a note is made.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="injury_policy_is_sane",
                condition=Q(new_employee_months__range=(1, 60), hidden_below__gte=3, anonymous_from__gte=3, many_reads__gte=5),
            )
        ]

    def __str__(self) -> str:
        return f"policy {self.pk}"

    @classmethod
    def in_force(cls) -> "InjuryPolicy":
        """The newest, or the defaults while the region has said nothing."""
        return cls.objects.order_by("-pk").first() or cls()

    @classmethod
    def earlier(cls) -> "models.QuerySet[InjuryPolicy]":
        """What was decided, the newest first."""
        return cls.objects.select_related("made_by").order_by("-pk")[:20]


class WorkedHours(models.Model):
    """What rates are reckoned by: hours worked and full-time equivalents of one unit and all below in one year, with its source."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=14, decimal_places=1, null=True, blank=True)
    fte = models.DecimalField(max_digits=10, decimal_places=1, null=True, blank=True, help_text="Årsværk.")
    source = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="worked_hours_once_a_year"),
            models.CheckConstraint(
                name="worked_hours_say_something",
                condition=(Q(hours__gt=0) | Q(fte__gt=0)) & (Q(hours=None) | Q(hours__gt=0)) & (Q(fte=None) | Q(fte__gt=0)) & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @classmethod
    def of(cls, unit: Unit) -> "models.QuerySet[WorkedHours]":
        """What is noted for the unit, the newest year first."""
        return cls.objects.filter(unit=unit).select_related("noted_by").order_by("-year")


class IndicatorBaseline(models.Model):
    """The typed value of an indicator's first year, for a region whose earlier cases are not here; with its source. Insert only."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="indicator_baseline_has_a_source", condition=~Q(source="") & Q(value__gte=0))]
        indexes = [models.Index(fields=["indicator", "unit", "-id"], name="indicator_baseline_newest")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class ShownCount(models.Model):
    """How many cases of a unit's subtree and finished year fall in one cell of one split; what readers without rows are shown.

    Reckoned at night by `injuries.usecases.showing`, and kept only where it may be shown (R50): a cell that is not there is
    hidden. `hidden_below` is the limit it was reckoned with; under a higher one in force it is hidden until the next night.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    axis = models.CharField(max_length=12, help_text="A split of `injuries.reports.axes`.")
    code = models.CharField(max_length=20, blank=True)
    cases = models.PositiveIntegerField()
    hidden_below = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "axis", "code"], name="shown_count_is_one"),
            models.CheckConstraint(
                name="shown_count_tells_of_nobody_or_enough",
                condition=Q(axis="days") | Q(cases=0) | Q(cases__gte=models.F("hidden_below")),
            ),
        ]
        indexes = [models.Index(fields=["year", "axis"], name="shown_count_by_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.axis} {self.code}"


class KeptKind(models.TextChoices):
    """What has a time of its own."""

    INJURY = "injury", _("accidents, violence and offensive acts")
    DISEASE = "disease", _("suspected occupational diseases")
    NEAR_MISS = "near_miss", _("near misses and observations")
    HEALTH_FILES = "health_files", _("documents of the health part")
    READ_LOG = "read_log", _("the log of reads")
    DRAFT = "draft", _("reports begun and never sent")


class RetentionRule(models.Model):
    """How long something is kept, and on which legal basis (R56); insert only, the newest of a kind is in force."""

    kind = models.CharField(max_length=15, choices=KeptKind)
    months = models.PositiveSmallIntegerField(help_text="After the case closed; of the log and of drafts, after they were written.")
    legal_basis = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="retention_rule_has_a_basis", condition=~Q(legal_basis="") & Q(months__gte=1))]

    def __str__(self) -> str:
        return f"{self.kind} {self.months}"


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Holds by what they do today."""

    def in_force(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """A case is kept past its time: a claim, a court, an inspection. While one is in force nothing of the case is anonymised."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="legal_hold_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="legal_hold_lifted_at_and_by_together",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["case"], name="legal_hold_in_force", condition=Q(lifted_at=None))]

    def __str__(self) -> str:
        return f"hold of {self.case_id}"
