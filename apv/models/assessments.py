"""A unit's APV from beginning to end: what was found, what was said about it, and what became of it."""

import uuid
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, Consequence, Likelihood, Topic
from actionplans.models.risk import Risk
from apv.models.rounds import RoundUnit
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


class AssessmentQuerySet(models.QuerySet["UnitAssessment"]):
    """APVs by unit; every employee may read them (open zone)."""

    def visible_to(self, user: User) -> Self:
        """All of them, to every employee: the law wants the written plan to be within everybody's reach."""
        return self if user.is_active else self.none()

    def with_rights_of(self, user: User) -> Self:
        """Add `may_edit` to each row: manager and representative of the unit decide."""
        return self.annotate(may_edit=scope_of(user, Perm.EDIT_PLANS).flag())

    def under_way(self) -> Self:
        """Not completed."""
        return self.filter(completed_on=None)

    def for_unit(self, unit: Unit) -> Self:
        """Of that unit, newest first."""
        return self.filter(unit=unit).order_by("-begun_on", "-pk")


class UnitAssessment(models.Model):
    """One APV (arbejdspladsvurdering) of one unit: from a round's results, or from a dialogue without a questionnaire.

    Its four elements are those of BEK 65/2024: the findings with their risk assessment, the sickness absence, the plan of
    what cannot be solved at once, and the follow-up. R19 says when it may be completed; the CHECK holds its columns, the
    use case that no finding is undecided and, where the country's law asks for it, that absence is assessed.
    """

    class Method(models.TextChoices):
        """How the conditions were uncovered."""

        SURVEY = "survey", _("questionnaire")
        DIALOGUE = "dialogue", _("dialogue without a questionnaire")

    class AbsenceLink(models.TextChoices):
        """Whether the work environment may contribute to sickness absence (second element of the law)."""

        LINKED = "linked", _("yes, it may contribute")
        NONE = "none", _("no link found")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments")
    method = models.CharField(max_length=10, choices=Method)
    round_unit = models.ForeignKey(RoundUnit, models.PROTECT, null=True, blank=True, related_name="assessments")
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, help_text="What it covers (R17).")
    begun_on = models.DateField()
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where a released round began it.")
    report_read_on = models.DateField(null=True, editable=False, help_text="When the manager or AMR first opened the report.")
    absence_link = models.CharField(max_length=10, choices=AbsenceLink, blank=True)
    absence_text = models.TextField(max_length=2000, blank=True, help_text="What was seen, or why not; never about one person.")
    participation = models.TextField(max_length=1000, blank=True, help_text="How the work-environment organisation took part.")
    follow_up_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, editable=False)
    completed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AssessmentQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round_unit"], name="assessment_of_a_round_unit_is_one", condition=Q(round_unit__isnull=False)),
            models.CheckConstraint(
                name="assessment_survey_has_its_round",
                condition=Q(method="dialogue", round_unit=None) | Q(method="survey", round_unit__isnull=False),
            ),
            models.CheckConstraint(name="assessment_absence_is_reasoned", condition=Q(absence_link="") | ~Q(absence_text="")),
            models.CheckConstraint(
                name="assessment_completed_is_whole",
                condition=Q(completed_on=None, completed_by=None)
                | (Q(completed_on__isnull=False, completed_by__isnull=False, follow_up_on__isnull=False) & ~Q(participation="")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "-begun_on"], name="assessment_by_unit")]

    def __str__(self) -> str:
        return f"APV {self.pk}"

    def get_absolute_url(self) -> str:
        """The APV's page."""
        return reverse("assessment-detail", args=[self.pk])

    @property
    def is_completed(self) -> bool:
        """Nothing more is decided in it."""
        return self.completed_on is not None


class Dialogue(models.Model):
    """A talk with the staff about the findings (dialogmøde): when, who took part, what they said."""

    assessment = models.ForeignKey(UnitAssessment, models.PROTECT, related_name="dialogues")
    held_on = models.DateField()
    present = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many of the staff.")
    participants = models.TextField(max_length=1000, help_text="Who: the staff as a group, manager and representative by role or name.")
    said = models.TextField(max_length=4000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return f"dialogue {self.held_on}"


class Outcome(models.TextChoices):
    """What was decided about a finding. Only a finding that has one is decided (R19)."""

    PLAN = "plan", _("an action plan, now")
    AT_ONCE = "at_once", _("solved at once")
    LATER = "later", _("in the written plan, with a later date")
    LIFTED = "lifted", _("lifted to those who can change it")
    STANDING = "standing", _("a standing condition, reviewed yearly")
    NOT_HERE = "not_here", _("not a work-environment problem here")


LOOKED_AT = (Outcome.LATER, Outcome.STANDING)  # those with a day on which they are taken up again


class FoundBy(models.TextChoices):
    """Where a finding comes from."""

    SURVEY = "survey", _("the survey")
    NAMED = "named", _("the named part of the survey")
    DIALOGUE = "dialogue", _("the dialogue")
    RISK_ASSESSMENT = "risk_assessment", _("the risk assessment")
    SAFETY_ROUND = "safety_round", _("a safety round")
    CHANGE = "change", _("a change at work")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings by what became of them; every employee may read them (open zone, as plans)."""

    def visible_to(self, user: User) -> Self:
        """All of them, to every employee."""
        return self if user.is_active else self.none()

    def with_rights_of(self, user: User) -> Self:
        """Add `may_edit` to each row: manager and representative of the unit decide."""
        return self.annotate(may_edit=scope_of(user, Perm.EDIT_PLANS).flag())

    def for_rows(self) -> Self:
        """With what a line about the finding names."""
        people = ("responsible", "agreed_by", "aside_by", "decided_by")
        return self.select_related("unit", "lifted__to_unit", *people).prefetch_related("plans", "reviews__by")

    def undecided(self) -> Self:
        """Nobody has said what becomes of it."""
        return self.filter(outcome="", withdrawn_on=None)

    def to_look_at(self, today: date) -> Self:
        """Standing conditions and things put off whose day has come, by their decision or by the last time they were looked at."""
        looks = FindingReview.objects.filter(finding=OuterRef("pk"))
        newer = FindingReview.objects.filter(finding=OuterRef("finding"), number__gt=OuterRef("number"))
        last_says_so = Exists(looks.filter(~Exists(newer), next_on__lte=today))
        first_look = Q(~Exists(looks), outcome_on__lte=today)
        return self.filter(first_look | Q(last_says_so), outcome__in=LOOKED_AT, withdrawn_on=None).order_by("outcome_on", "pk")

    def standing_in(self, assessment: UnitAssessment) -> Self:
        """Those of the APV that were not taken back, in the order they were given."""
        return self.filter(assessment=assessment, withdrawn_on=None).order_by("rank", "pk")


class Finding(models.Model):
    """One confirmed or proposed problem (fund) of a unit: figures and source, the dialogue's words, priority, and its outcome.

    Points to the plans it led to. `baseline` keeps the published figures it stands on:
    `{"subject": …, "code": …, "n": …, "mean": …, "questions": [codes]}`, so that the same can be asked again.
    """

    class Effort(models.TextChoices):
        """How much it takes."""

        QUICK = "quick", _("quick")
        LARGE = "large", _("larger")

    class Reach(models.TextChoices):
        """Who can change it (peers, idea 11)."""

        HERE = "here", _("we can change it here")
        ABOVE = "above", _("must be lifted")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="findings")
    assessment = models.ForeignKey(UnitAssessment, models.PROTECT, null=True, blank=True, related_name="findings")
    found_by = models.CharField(max_length=20, choices=FoundBy)
    topic = models.CharField(max_length=20, choices=Topic)
    theme_code = models.SlugField(max_length=40, blank=True)
    code = models.CharField(max_length=40, blank=True, help_text="The dimension or question of the questionnaire it comes from.")
    title = models.CharField(max_length=160)
    description = models.TextField(max_length=4000, blank=True)
    baseline = models.JSONField(default=dict, blank=True)
    nature = models.TextField(max_length=1000, blank=True)
    seriousness = models.TextField(max_length=1000, blank=True)
    extent = models.TextField(max_length=1000, blank=True)
    causes = models.TextField(max_length=1000, blank=True)
    is_acute = models.BooleanField(default=False, help_text="Acute danger: something is done about it the same day (R36).")
    likelihood = models.PositiveSmallIntegerField(choices=Likelihood, null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(choices=Consequence, null=True, blank=True)
    effort = models.CharField(max_length=10, choices=Effort, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    rank = models.PositiveIntegerField(default=100)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_text = models.TextField(max_length=1000, blank=True, help_text="What was done at once, or why it is no problem here.")
    outcome_on = models.DateField(
        null=True, blank=True, help_text="Solved at once: when. Later: by when it is taken up. Standing: the next review."
    )
    responsible = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="The representative who agrees that it is no problem here."
    )
    aside_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Proposes that it is no problem here; another agrees."
    )
    aside_at = models.DateTimeField(null=True, editable=False)
    lifted = models.ForeignKey("actionplans.LiftedMatter", models.PROTECT, null=True, blank=True, related_name="+")
    plans = models.ManyToManyField(ActionPlan, related_name="+", blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True, editable=False, help_text="Proposed by mistake, taken back before it was decided.")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = FindingQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finding_decided_at_and_by_together",
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False, withdrawn_on=None)),
            ),
            models.CheckConstraint(
                name="finding_at_once_says_what_who_when",
                condition=~Q(outcome="at_once") | (Q(responsible__isnull=False, outcome_on__isnull=False) & ~Q(outcome_text="")),
            ),
            models.CheckConstraint(name="finding_later_has_a_date", condition=~Q(outcome="later") | Q(outcome_on__isnull=False)),
            models.CheckConstraint(
                name="finding_standing_says_how_and_when",
                condition=~Q(outcome="standing") | (Q(outcome_on__isnull=False) & ~Q(outcome_text="")),
            ),
            models.CheckConstraint(
                name="finding_proposed_aside_with_a_reason",
                condition=Q(aside_by=None, aside_at=None) | (Q(aside_by__isnull=False, aside_at__isnull=False) & ~Q(outcome_text="")),
            ),
            models.CheckConstraint(name="finding_lifted_has_its_matter", condition=~Q(outcome="lifted") | Q(lifted__isnull=False)),
            models.CheckConstraint(
                name="finding_set_aside_has_reason_and_agreement",
                condition=~Q(outcome="not_here") | (Q(agreed_by__isnull=False) & ~Q(outcome_text="")),
            ),
            models.CheckConstraint(
                name="finding_risk_is_a_cell_or_nothing",
                condition=Q(likelihood=None, consequence=None) | Q(likelihood__range=(1, 5), consequence__range=(1, 5)),
            ),
            models.UniqueConstraint(
                fields=["assessment", "code"], name="finding_of_a_figure_is_one", condition=~Q(code="") & Q(withdrawn_on=None)
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-made_at"], name="finding_by_unit"),
            models.Index(fields=["unit"], name="finding_undecided", condition=Q(outcome="", withdrawn_on=None)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The finding's page."""
        return reverse("finding-detail", args=[self.pk])

    @property
    def is_decided(self) -> bool:
        """It has an outcome."""
        return self.outcome != ""

    @property
    def awaits_agreement(self) -> bool:
        """Somebody proposes to set it aside, and nobody has agreed yet."""
        return self.aside_by_id is not None and not self.is_decided

    @property
    def risk(self) -> Risk | None:
        """The cell of the matrix, or None while it is not assessed."""
        return Risk.of(self.likelihood, self.consequence)


class FindingReview(models.Model):
    """A standing condition, or a thing put off, was looked at again: what was said, and when next. Nothing next: it is solved.

    The decision in the written APV stays as it was made; these rows tell what came after it, and are only added to.
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField(help_text="From 1: of two who look at once, one is told.")
    on = models.DateField()
    words = models.TextField(max_length=1000)
    next_on = models.DateField(null=True, blank=True, help_text="Empty: it is solved.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="finding_review_number_is_one"),
            models.CheckConstraint(name="finding_review_has_words", condition=~Q(words="")),
            models.CheckConstraint(name="finding_review_is_numbered_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="finding_review_looks_ahead", condition=Q(next_on=None) | Q(next_on__gt=F("on"))),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.finding_id} looked at on {self.on}"
