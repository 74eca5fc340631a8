"""The competence net and plan of a committee or group: what its tasks take, what its members know, who learns what."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from annualcycle.models.discussions import Discussion
from annualcycle.models.places import flag, runs_committee
from orgstructure.models import Committee, User

MOST_TASKS = 10
HIGHEST = 5


class CompetenceNetQuerySet(models.QuerySet["CompetenceNet"]):
    """Nets: levels of persons are for the members; the plan's lines are open."""

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_edit` to each row."""
        return self.annotate(may_edit=flag(runs_committee(user, today)))


class CompetenceNet(models.Model):
    """One year's analysis and net (kompetencenet) of one focus area: challenges, areas chosen, management's backing, tasks (R62)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="competence_nets")
    year = models.PositiveSmallIntegerField()
    focus = models.CharField(max_length=120, help_text="What the group is to be able to work with.")
    challenges = ArrayField(models.CharField(max_length=300), default=list, blank=True, help_text="From APV, rounds, discussion.")
    backing = models.CharField(max_length=500, blank=True, help_text="How management backs it: time, money.")
    backed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    backed_on = models.DateField(null=True, blank=True)
    discussion = models.ForeignKey(Discussion, models.SET_NULL, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by", help_text="Last year's.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = CompetenceNetQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "focus"], name="competence_net_of_a_focus_is_one"),
            models.CheckConstraint(
                name="competence_net_backed_says_by_whom_and_when",
                condition=Q(backing="", backed_by=None, backed_on=None)
                | (~Q(backing="") & Q(backed_by__isnull=False, backed_on__isnull=False)),
            ),
            models.CheckConstraint(name="competence_net_does_not_follow_itself", condition=~Q(follows=F("pk"))),
        ]

    def __str__(self) -> str:
        return f"{self.focus} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("competence-net", args=[self.pk])


class CompetenceTask(models.Model):
    """One task of the focus area, a spoke of the net: the level it takes."""

    net = models.ForeignKey(CompetenceNet, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=120)
    needed = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["net", "position"], name="competence_task_is_one", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(name="competence_net_has_ten_spokes_at_most", condition=Q(position__range=(1, MOST_TASKS))),
            models.CheckConstraint(name="competence_needed_is_a_level", condition=Q(needed__range=(0, HIGHEST))),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class CompetenceLevel(models.Model):
    """Where one member stands on one task."""

    task = models.ForeignKey(CompetenceTask, models.CASCADE, related_name="levels")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    present = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "person"], name="competence_level_is_one_a_person"),
            models.CheckConstraint(name="competence_present_is_a_level", condition=Q(present__range=(0, HIGHEST))),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.present}"


class CompetenceStep(models.Model):
    """A line of the competence plan (kompetenceplan): who learns what, how, by when; and who takes which task."""

    class How(models.TextChoices):
        """A course is one way of several."""

        COURSE = "course", _("a course")
        GUIDE = "guide", _("a guide or the rules")
        TIME = "time", _("time to read up on it")
        COLLEAGUE = "colleague", _("a colleague")
        OTHER = "other", _("another way")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="competence_steps")
    year = models.PositiveSmallIntegerField()
    net = models.ForeignKey(CompetenceNet, models.SET_NULL, null=True, blank=True, related_name="steps")
    task = models.ForeignKey(CompetenceTask, models.SET_NULL, null=True, blank=True, related_name="steps")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    how = models.CharField(max_length=10, choices=How)
    by_date = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    takes_task = models.CharField(max_length=120, blank=True, help_text="The task that the person takes on.")
    plan = models.ForeignKey(ActionPlan, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["committee", "year"], name="competence_step_by_committee")]

    def __str__(self) -> str:
        return self.what
