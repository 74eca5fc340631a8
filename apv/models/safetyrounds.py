"""Safety rounds (rundering, skyddsrond): a checklist of one's own, walked with a phone, whose problems become findings."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Topic
from apv.models.assessments import Finding
from orgstructure.models import Unit, User
from safetynet.common.texts import has_a_text, in_language
from safetynet.common.uploads import PICTURES


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    """Checklists by version and place."""

    def in_use(self) -> Self:
        """The newest version of each that was not retired, the region's first."""
        newer = Checklist.objects.filter(family=OuterRef("family"), version__gt=OuterRef("version"))
        return self.filter(~Exists(newer), is_retired=False).order_by(F("unit__depth").asc(nulls_first=True), "pk")

    def for_unit(self, unit: Unit) -> Self:
        """Those that a round in that unit may use: its own, those of units above, the region's."""
        return self.in_use().filter(Q(unit=None) | Q(unit__in=[unit.pk, *unit.ancestor_ids()]))


class Checklist(models.Model):
    """One version of a checklist; changed, it becomes a new version, and what was walked keeps its own.

    `items`: `[{"topic": …, "text": {language: …}}]`. Without a unit it is the region's.
    """

    family = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="checklists")
    name = models.JSONField()
    items = models.JSONField()
    is_retired = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty for the one that came with SafetyNet.")

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "version"], name="checklist_version_is_one"),
            models.CheckConstraint(name="checklist_has_a_name", condition=has_a_text("name")),
        ]

    def __str__(self) -> str:
        return in_language(self.name)


class SafetyRoundQuerySet(models.QuerySet["SafetyRound"]):
    """Rounds by state; every employee may read them (open zone)."""

    def under_way(self) -> Self:
        """Begun, neither finished nor given up."""
        return self.filter(completed_on=None, given_up_on=None)

    def completed(self) -> Self:
        """Finished, the newest first."""
        return self.filter(completed_on__isnull=False).order_by("-on", "-pk")

    def overdue(self, today: date) -> Self:
        """The newest of their unit, whose next round was to be before today."""
        newer = SafetyRound.objects.filter(unit=OuterRef("unit"), given_up_on=None, on__gt=OuterRef("on"))
        return self.filter(~Exists(newer), completed_on__isnull=False, next_on__lt=today)


class SafetyRound(models.Model):
    """One walk through the unit with a checklist: kept tap by tap, finished by hand."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="safety_rounds")
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="+")
    on = models.DateField()
    participants = models.CharField(max_length=500, blank=True)
    next_on = models.DateField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    completed_on = models.DateField(null=True)
    completed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_up_on = models.DateField(null=True)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = SafetyRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safety_round_completed_says_by_whom_and_with_whom",
                condition=Q(completed_on=None, completed_by=None)
                | (Q(completed_on__isnull=False, completed_by__isnull=False, given_up_on=None) & ~Q(participants="")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-on"], name="safety_round_by_unit")]

    def __str__(self) -> str:
        return f"safety round {self.unit_id} {self.on}"

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("safety-round", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Taps are still taken."""
        return self.completed_on is None and self.given_up_on is None


class RoundPoint(models.Model):
    """One point of a round with its answer; its words are a copy: what was looked at is evidence."""

    class State(models.TextChoices):
        """What was seen."""

        OK = "ok", _("in order")
        PROBLEM = "problem", _("problem")
        NOT_RELEVANT = "na", _("not relevant")

    safety_round = models.ForeignKey(SafetyRound, models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=20, choices=Topic)
    text = models.JSONField(default=dict, blank=True, help_text="By language; empty for what somebody saw beside the list.")
    state = models.CharField(max_length=10, choices=State, blank=True)
    words = models.CharField(max_length=500, blank=True)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="of_point")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["safety_round", "position"], name="round_point_position_is_one"),
            models.CheckConstraint(name="round_point_with_a_finding_is_a_problem", condition=Q(finding=None) | Q(state="problem")),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is looked at, in the reader's language; for what stood on no list, what was written."""
        return in_language(self.text) or self.words


class RoundPhoto(models.Model):
    """A photo of a problem, made anew without position and camera; its name in the storage is random, its address too."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(RoundPoint, models.PROTECT, related_name="photos")
    kind = models.CharField(max_length=4, choices=[(kind, kind.upper()) for kind in PICTURES])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200, help_text="Its name in the storage.")
    is_scanned = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "sha256"], name="round_photo_is_once", condition=Q(removed_at=None)),
            models.CheckConstraint(
                name="round_photo_removed_at_and_by_together",
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"photo {self.public_id}"
