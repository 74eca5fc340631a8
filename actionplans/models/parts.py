"""What a plan consists of: measures, criteria, people, notes."""

import uuid
from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import Character, LadderStep
from orgstructure.models import User


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by state."""

    def undone(self) -> Self:
        """Not done yet."""
        return self.filter(done_on=None)

    def overdue(self, today: date) -> Self:
        """Past their date and not done, in a plan that is being carried out."""
        return self.undone().filter(due_on__lt=today, plan__status="active")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["plan", "text", "character", "ladder", "responsible", "due_on", "done_on"],
    model_name="MeasureEvent",
)
class Measure(models.Model):
    """One measure (indsats): what is done, by whom, by when."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="measures")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False, help_text="Given by the form: a row posted twice is one row.")
    text = models.TextField(max_length=1000)
    character = models.CharField(max_length=20, choices=Character, default=Character.PREVENTIVE)
    ladder = models.CharField(max_length=20, choices=LadderStep, blank=True)
    responsible = models.ForeignKey(User, models.PROTECT, null=True, related_name="measures")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="measure_says_something", condition=~Q(text="")),
            models.UniqueConstraint(fields=["plan", "form_key"], name="measure_is_once_on_its_plan"),
            models.CheckConstraint(
                name="measure_done_on_and_by_together",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["responsible", "due_on"], name="measure_undone", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return self.text[:80]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["plan", "text", "kind", "baseline", "target"],
    model_name="SuccessCriterionEvent",
)
class SuccessCriterion(models.Model):
    """An expected improvement (succeskriterium): something seen, heard or measured afterwards."""

    class Kind(models.TextChoices):
        """How the improvement shows."""

        SEEN = "seen", _("seen")
        HEARD = "heard", _("heard")
        MEASURED = "measured", _("measured")

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="criteria")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False, help_text="Given by the form: a row posted twice is one row.")
    text = models.TextField(max_length=500)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SEEN)
    baseline = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="criterion_says_something", condition=~Q(text="")),
            models.UniqueConstraint(fields=["plan", "form_key"], name="criterion_is_once_on_its_plan"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class PlanPerson(models.Model):
    """Who is told and who takes part: one digest line, or the calendar entry."""

    class Part(models.TextChoices):
        """Told or taking part."""

        INFORMED = "informed", _("informed")
        INVOLVED = "involved", _("involved")

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="people")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "user", "part"], name="plan_person_takes_a_part_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.user_id}"


class FollowUp(models.Model):
    """A dated note on how it goes (opfølgning); never edited, only added to."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="follow_ups")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(name="follow_up_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


class ConfidentialNote(models.Model):
    """The paragraph of a plan in which a person could be recognised; the unit's manager, its group and the owner read it.

    A table of its own, so that no list, search, history, mail, paper or file that reads plans can carry it along.
    """

    plan = models.OneToOneField("actionplans.ActionPlan", models.CASCADE, related_name="confidential")
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [models.CheckConstraint(name="confidential_note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"plan {self.plan_id}"
