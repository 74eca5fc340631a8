"""Why plans are not finished: the checklist's texts by version, the checks people made, and the help they asked for."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import Status
from orgstructure.models import User
from safetynet.common.clock import at_hour

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan

UNTOUCHED_FOR = timedelta(days=60)
TEXTS = ("question", "hint", "next_step", "cause")


class StallGroup(models.TextChoices):
    """The four conditions under which what was decided is also done (domain, 4.1)."""

    PLATFORM = "platform", _("Backing around you")
    WORKPLACE = "workplace", _("A workplace that wants it")
    FIT = "fit", _("A measure that fits and lasts")
    ATTRACTION = "attraction", _("A measure people choose")


class StallStage(models.TextChoices):
    """Where a plan stood when it stopped."""

    NOT_BEGUN = "not_begun", _("not begun")
    BEGUN = "begun", _("begun")
    CARRIED_OUT = "carried_out", _("carried out, not evaluated")
    UNCONFIRMED = "unconfirmed", _("evaluated, not confirmed")


class ReadyCause(models.TextChoices):
    """The two causes that need no checklist: nothing is in the way, somebody only has to say so."""

    EVALUATION_PUT_ASIDE = "evaluation_put_aside", _("Done, only the evaluation was put aside")
    DECIDED_AGAINST = "decided_against", _("We decided not to do it, and nobody closed the plan")


def where_stalled(today: date) -> Q:
    """Plans that have stopped: overdue, or nothing done with them for 60 days though something was to be done.

    A plan that waits as planned has not stopped: standing, put off, not begun yet by its own dates, or waiting for the
    day its effect is looked at. A serious plan whose verdict nobody confirms has.
    """
    untouched = Q(touched_at__lt=at_hour(today - UNTOUCHED_FOR, 0))
    overdue = Q(status__in=(Status.ACTIVE, Status.AWAITING), expected_closing_on__lt=today)
    active = Q(status=Status.ACTIVE, starts_on__lte=today)
    awaiting = Q(status=Status.AWAITING, evaluate_on__lte=today)
    unconfirmed = Q(status=Status.CLOSED, confirm_by__isnull=False, confirmed_at=None)
    is_put_off = Q(snoozed_until__isnull=False, snoozed_until__gt=today)
    return (overdue | (untouched & (active | awaiting | unconfirmed))) & ~is_put_off


class StallChecklistQuerySet(models.QuerySet["StallChecklist"]):
    """Checklists by day."""

    def current(self, today: date) -> "StallChecklist":
        """The one in use on that day."""
        return self.filter(valid_from__lte=today).latest("version")


class StallChecklist(models.Model):
    """One version of the checklist; never changed, so an answer keeps the question it was given to."""

    version = models.PositiveIntegerField(unique=True)
    valid_from = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StallChecklistQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.version)


def _in_danish_or_swedish(name: str) -> Q:
    return Q(**{f"{name}__has_key": "da"}) | Q(**{f"{name}__has_key": "sv"})


class StallPoint(models.Model):
    """One point of a version: a question, a hint how to answer it, what to do next, and the cause it is the name of."""

    checklist = models.ForeignKey(StallChecklist, models.PROTECT, related_name="points")
    code = models.SlugField(max_length=40)
    group = models.CharField(max_length=20, choices=StallGroup)
    order = models.PositiveSmallIntegerField()
    question = models.JSONField(help_text="Text by language, at least Danish or Swedish; so are the three below.")
    hint = models.JSONField()
    next_step = models.JSONField()
    cause = models.JSONField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="stall_point_is_once_in_its_version"),
            *(
                models.CheckConstraint(name=f"stall_point_has_a_danish_or_swedish_{name}", condition=_in_danish_or_swedish(name))
                for name in TEXTS
            ),
        ]

    def __str__(self) -> str:
        return self.said("question")

    def said(self, text: str) -> str:
        """One of the four texts in the reader's language, else Danish, else whatever there is."""
        return in_readers_language(getattr(self, text))

    @property
    def asks(self) -> str:
        """The question."""
        return self.said("question")

    @property
    def helps(self) -> str:
        """How to answer it."""
        return self.said("hint")

    @property
    def proposes(self) -> str:
        """What to do next."""
        return self.said("next_step")

    @property
    def names(self) -> str:
        """The cause."""
        return self.said("cause")


class StallCheckQuerySet(models.QuerySet["StallCheck"]):
    """Checks by plan and time."""

    def last_of_each_plan(self) -> Self:
        """Those that no later one of the same plan has replaced: each plan is in it once."""
        later = StallCheck.objects.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), plan=OuterRef("plan"))
        return self.filter(~Exists(later))

    def with_cause_name(self) -> Self:
        """Add `cause_texts`, the name of the cause by language as it was at the time; None for the ready causes."""
        point = StallPoint.objects.filter(checklist=OuterRef("checklist"), code=OuterRef("cause"))
        return self.annotate(cause_texts=Subquery(point.values("cause")[:1]))


class StallCheck(models.Model):
    """One time somebody said why a plan has stopped; never edited, a later one stands beside it."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="stall_checks")
    measure = models.ForeignKey("actionplans.Measure", models.SET_NULL, null=True, related_name="stall_checks")
    checklist = models.ForeignKey(StallChecklist, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stage = models.CharField(max_length=20, choices=StallStage)
    cause = models.SlugField(max_length=40, db_index=False, help_text="The code of a point, or of a ready cause.")
    note = models.TextField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    submission_id = models.UUIDField(unique=True)

    objects = StallCheckQuerySet.as_manager()
    cause_texts: dict[str, str] | None  # on each row of `with_cause_name()`

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="stall_check_has_a_cause", condition=~Q(cause="")),
            models.CheckConstraint(name="stall_check_stage_is_known", condition=Q(stage__in=StallStage.values)),
        ]
        indexes = [models.Index(fields=["plan", "-at", "-id"], name="stall_check_latest")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.cause}"

    @property
    def is_ready_cause(self) -> bool:
        """Said with one of the two buttons, no question answered."""
        return self.cause in ReadyCause

    @property
    def cause_name(self) -> str:
        """In the reader's language, as the checklist of that time has it."""
        if self.is_ready_cause:
            return str(ReadyCause(self.cause).label)
        return in_readers_language(self.cause_texts or {}) or self.cause


class StallAnswer(models.Model):
    """How one question was answered in one check."""

    class Answer(models.TextChoices):
        """Whether the condition is there."""

        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    check_made = models.ForeignKey(StallCheck, models.PROTECT, related_name="answers")
    point = models.ForeignKey(StallPoint, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)

    class Meta:
        ordering = ["point__order"]
        constraints = [
            models.UniqueConstraint(fields=["check_made", "point"], name="stall_answer_is_once_in_its_check"),
            models.CheckConstraint(name="stall_answer_is_known", condition=Q(answer__in=("yes", "partly", "no"))),
        ]

    def __str__(self) -> str:
        return f"{self.point_id}: {self.answer}"


def in_readers_language(texts: dict[str, str]) -> str:
    """Of the same text in several languages the reader's, else Danish, else whatever there is."""
    return texts.get(translation.get_language() or "da") or texts.get("da") or next(iter(texts.values()), "")


def stage_of(plan: "ActionPlan") -> StallStage:
    """Where the plan stands: begun is what has a measure done. One query for a plan in progress."""
    if plan.status == Status.CLOSED:
        return StallStage.UNCONFIRMED
    if plan.status == Status.AWAITING:
        return StallStage.CARRIED_OUT
    return StallStage.BEGUN if plan.measures.filter(done_on__isnull=False).exists() else StallStage.NOT_BEGUN
