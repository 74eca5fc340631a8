"""A committee's work-environment plan for some years: goals from above with its own “we will …” under each."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from annualcycle.models.goals import Goal
from annualcycle.models.places import flag, runs_committee
from orgstructure.models import Committee, User


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    """Work plans: adopted ones are open to every employee, drafts to who plans the committee's year."""

    def visible_to(self, user: User, today: date) -> Self:
        """Those that were adopted once, and the drafts of one's committees."""
        return self.filter(~Q(versions=None) | runs_committee(user, today)).distinct() if user.is_active else self.none()

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_edit` to each row."""
        return self.annotate(may_edit=flag(runs_committee(user, today)))


class WorkPlan(models.Model):
    """A committee's work-environment plan (arbejdsmiljøhandleplan) for a period: background, goals, organisation, related matters.

    Adopted, it is kept as a `WorkPlanVersion`; written on, it is a draft again until the next adoption.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="work_plans")
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    background = models.TextField(max_length=6000, blank=True)
    organisation = models.TextField(max_length=6000, blank=True, help_text="Who follows up, and how.")
    related = models.TextField(max_length=6000, blank=True, help_text="Programmes, theme days and other initiatives.")
    is_draft = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, help_text="Posted back by the editor and compared.")

    objects = WorkPlanQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(name="work_plan_ends_after_it_began", condition=Q(last_year__gte=F("first_year"))),
            models.UniqueConstraint(fields=["committee", "first_year"], name="work_plan_of_a_period_is_one"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("work-plan-detail", args=[self.pk])


class WorkPlanGoal(models.Model):
    """A goal from above, or the committee's own, in its plan: what “we will”, and who follows up how."""

    work_plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="lines")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    will = models.TextField(max_length=2000, blank=True, help_text="“We will …”")
    follow_up = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work_plan", "goal"], name="work_plan_has_a_goal_once")]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.work_plan_id}: {self.goal_id}"


class WorkPlanVersion(models.Model):
    """The plan as it was adopted: kept as it stood, only added to."""

    work_plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="Title, period, texts, and the lines with goal, will and follow-up.")
    adopted_on = models.DateField()
    discussion = models.ForeignKey(
        "annualcycle.Discussion", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it was adopted."
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work_plan", "number"], name="work_plan_version_is_one")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.work_plan_id} v{self.number}"
