"""Goals from the nation down to the group, what they are measured by, and whether they were reached."""

import uuid
from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from annualcycle.models.places import flag, runs_place
from apv.models import AuditProposal
from orgstructure.models import Committee, Unit, User

FIRST_YEAR, LAST_YEAR = 1990, 2200

NO_CYCLE = """
IF EXISTS (
    WITH RECURSIVE above(id) AS (
        SELECT NEW.parent_id
        UNION
        SELECT link.parent_id FROM annualcycle_goallink link JOIN above ON link.goal_id = above.id
    )
    SELECT 1 FROM above WHERE id = NEW.goal_id
) THEN
    RAISE EXCEPTION 'a goal cannot stand above itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_links_have_no_cycle';
END IF;
RETURN NEW;
"""


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals by place and state; adopted ones are open to every employee, drafts to who plans that place's year."""

    def visible_to(self, user: User, today: date) -> Self:
        """Adopted and ended ones, and the drafts of places whose year the person plans."""
        if not user.is_active:
            return self.none()
        return self.filter(~Q(status="draft") | runs_place(user, today))

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_edit` to each row."""
        return self.annotate(may_edit=flag(runs_place(user, today)))

    def with_figures(self) -> Self:
        """With all that `Progress.of` reads; one more query for all."""
        return self.select_related("counted").prefetch_related("values")

    def running(self, year: int) -> Self:
        """Adopted, and the year is one of its own."""
        return self.filter(status="adopted", first_year__lte=year, last_year__gte=year)

    def of(self, place: "Committee | Unit | None") -> Self:
        """Those of one committee or unit; of nobody, the national ones."""
        if place is None:
            return self.filter(committee=None, unit=None)
        return self.filter(committee=place) if isinstance(place, Committee) else self.filter(unit=place)


class Goal(models.Model):
    """One goal (mål): a focus area in words, or a target with a number; national, or of a committee, group or small unit (R38).

    A draft is adopted (in the annual discussion, or by hand where there is none), and ends. Links upward say which goals it serves.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FOCUS = "focus", _("focus area")
        TARGET = "target", _("measurable target")

    class Status(models.TextChoices):
        """Where it is."""

        DRAFT = "draft", _("proposed")
        ADOPTED = "adopted", _("adopted")
        ENDED = "ended", _("ended")

    class MeasuredBy(models.TextChoices):
        """Where its figures come from."""

        NOTHING = "", _("words only")
        OWN = "own", _("figures we write in ourselves")
        NEW_WITH_ABSENCE = "new_absence", _("accidents with absence among new employees")
        WITH_ABSENCE = "with_absence", _("accidents with absence")
        VIOLENCE = "violence", _("violence and threats")
        IN_TIME = "in_time", _("plans evaluated and closed in time, per cent")
        HELPED = "helped", _("plans that solved or partly solved the problem, per cent")
        SURVEY = "survey", _("a theme of the survey, 0–100")

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="goals")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="goals")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FOCUS)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=3000, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where it is decided: a strategy, a meeting, a law.")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    measured_by = models.CharField(max_length=20, choices=MeasuredBy, blank=True)
    survey_theme = models.SlugField(max_length=40, blank=True, help_text="Code of the dimension, where a survey measures it.")
    figure_name = models.CharField(max_length=80, blank=True, help_text="What the figures count, where we write them ourselves.")
    is_lower_better = models.BooleanField(default=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_change = models.SmallIntegerField(null=True, blank=True, help_text="Per cent against the baseline, −50; instead of a value.")
    parents = models.ManyToManyField("self", through="GoalLink", symmetrical=False, related_name="children")
    plans = models.ManyToManyField(ActionPlan, through="GoalPlan", related_name="+")
    proposal = models.ForeignKey(AuditProposal, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(null=True, editable=False)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    ended_on = models.DateField(null=True, editable=False)
    ended_because = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = GoalQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(name="goal_belongs_to_one_place_or_the_nation", condition=Q(committee=None) | Q(unit=None)),
            models.CheckConstraint(
                name="goal_ends_after_it_began",
                condition=Q(last_year__gte=F("first_year"), first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR),
            ),
            models.CheckConstraint(
                name="goal_target_has_a_number_and_a_year",
                condition=~Q(kind="target")
                | (
                    ~Q(measured_by="")
                    & Q(target_year__isnull=False)
                    & (Q(target_value__isnull=False, target_change=None) | Q(target_value=None, target_change__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="goal_baseline_has_year_and_comes_before_the_target",
                condition=Q(baseline_year=None, baseline_value=None)
                | Q(baseline_year__isnull=False) & ~Q(baseline_year__gt=F("target_year")),
            ),
            models.CheckConstraint(name="goal_survey_names_its_theme", condition=~Q(measured_by="survey") | ~Q(survey_theme="")),
            models.CheckConstraint(name="goal_own_figures_are_named", condition=~Q(measured_by="own") | ~Q(figure_name="")),
            models.CheckConstraint(
                name="goal_adopted_and_ended_as_its_status_says",
                condition=Q(status="draft", adopted_on=None, adopted_by=None, ended_on=None)
                | Q(status="adopted", adopted_on__isnull=False, adopted_by__isnull=False, ended_on=None)
                | (Q(status="ended", ended_on__isnull=False) & ~Q(ended_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "status"], name="goal_by_committee"),
            models.Index(fields=["unit", "status"], name="goal_by_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The goal's page."""
        return reverse("goal-detail", args=[self.pk])

    def is_running(self, year: int) -> bool:
        """Adopted, and the year is one of its own; as `running` of many."""
        return self.status == self.Status.ADOPTED and self.first_year <= year <= self.last_year

    @property
    def is_national(self) -> bool:
        """Of nobody here: the nation's."""
        return self.committee_id is None and self.unit_id is None

    @property
    def place(self) -> Committee | Unit | None:
        """Whose it is; None for the nation's."""
        return self.committee or self.unit


class GoalLink(models.Model):
    """This goal serves that one above it; the database lets no goal stand above itself."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="links_up")
    parent = models.ForeignKey(Goal, models.PROTECT, related_name="links_down")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "parent"], name="goal_link_is_one"),
            models.CheckConstraint(name="goal_does_not_serve_itself", condition=~Q(goal=F("parent"))),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="goal_links_have_no_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"PERFORM pg_advisory_xact_lock(7231058);{NO_CYCLE}",
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} → {self.parent_id}"


class GoalPlan(models.Model):
    """This plan contributes to that goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="contributions")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "plan"], name="goal_has_a_plan_once")]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.plan_id}"


class GoalValue(models.Model):
    """One year's figure that was written in, with where it comes from."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "year"], name="goal_value_of_a_year_is_one"),
            models.CheckConstraint(name="goal_value_says_its_source", condition=~Q(source="")),
        ]
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.year}: {self.value}"


class GoalCount(models.Model):
    """What was counted of our own data for a measured goal, and on which day; every page of that day reads it here (decision 0171)."""

    goal = models.OneToOneField(Goal, models.CASCADE, primary_key=True, related_name="counted")
    counted_on = models.DateField()
    goal_version = models.PositiveIntegerField(help_text="A goal that is written anew is counted anew.")
    years = models.JSONField(help_text="Year, figure as text or null where it is hidden or not known, and where it comes from.")

    def __str__(self) -> str:
        return f"{self.goal_id} on {self.counted_on}"


class Reached(models.TextChoices):
    """Whether a year's goal was reached (R59)."""

    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT_REACHED = "not_reached", _("not reached")


class GoalJudgement(models.Model):
    """What the place itself says of its goal for one year; before it has, no new goals are adopted (R59)."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="judgements")
    year = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=12, choices=Reached)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "year"], name="goal_is_judged_once_a_year"),
            models.CheckConstraint(name="goal_not_reached_says_why", condition=Q(verdict="reached") | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.year}: {self.verdict}"
