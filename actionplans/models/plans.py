"""The plan itself: its columns, its rules in the database, its moves by name."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import ClassVar

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, StaleError
from actionplans.models.choices import (
    ENDED_STATUSES,
    OPEN_STATUSES,
    Consequence,
    EndedCode,
    LiftedBecause,
    Likelihood,
    Source,
    Status,
    Urgency,
    Verdict,
)
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.models.risk import Risk, is_a_cell_or_nothing
from orgstructure.models import Unit, User
from safetynet.common.fields import sort_key

LISTED = ["status", "is_confidential", "owner", "created_by", "evaluator", "unit", "urgency"]
UNDO_FOR = timedelta(days=7)
NOT_CONFIRMED: dict[str, object] = {"confirm_by": None, "confirmed_at": None, "confirmed_by": None, "hold_check_on": None}
NOT_ENDED: dict[str, object] = {"ended_at": None, "closing_evaluation": None, "ended_code": "", "ended_reason": "", **NOT_CONFIRMED}
TRACKED = (
    "unit", "owner", "theme", "source", "urgency", "title", "description", "nature", "seriousness", "extent", "causes",
    "immediate_measure", "immediate_measure_by", "starts_on", "implement_by", "evaluate_on", "expected_closing_on",
    "evaluation_method", "evaluation_occasion", "evaluation_question", "evaluator", "equipping", "other_initiatives",
    "feedback_methods", "carrying_on", "if_not_working", "anything_else", "is_confidential", "status", "review_on",
    "ended_code", "ended_reason", "risk_likelihood", "risk_consequence",
)  # fmt: skip


def _text(limit: int = 4000) -> "models.TextField[str, str]":
    return models.TextField(blank=True, max_length=limit)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), fields=list(TRACKED), model_name="ActionPlanEvent")
class ActionPlan(models.Model):
    """One action plan (handleplan): a problem or an ambition, what is done about it, and whether it helped.

    The columns follow the template (seed 2). `expected_closing_on` is the plan's date;
    `first_expected_closing_on` is frozen at publishing, and the one figure that measures the product is read
    from it. A plan cannot close without a verdict or a reason: the CHECKs below hold that (R30).
    """

    MOVES: ClassVar[dict[str, tuple[frozenset[Status], Status]]] = {
        "publish": (frozenset({Status.DRAFT}), Status.ACTIVE),
        "carry_out": (frozenset({Status.ACTIVE, Status.STANDING}), Status.AWAITING),
        "make_standing": (frozenset({Status.ACTIVE, Status.AWAITING}), Status.STANDING),
        "review": (frozenset({Status.STANDING}), Status.STANDING),
        "evaluate": (frozenset({Status.AWAITING}), Status.CLOSED),
        "too_early": (frozenset({Status.AWAITING}), Status.AWAITING),
        "adjust": (frozenset({Status.AWAITING}), Status.ACTIVE),
        "confirm": (frozenset({Status.CLOSED}), Status.CLOSED),
        "unconfirm": (frozenset({Status.CLOSED}), Status.CLOSED),
        "disagree": (frozenset({Status.CLOSED}), Status.AWAITING),
        "hold_check": (frozenset({Status.CLOSED}), Status.CLOSED),
        "leave": (frozenset(OPEN_STATUSES), Status.NOT_CARRIED_OUT),
        "reopen": (frozenset(ENDED_STATUSES), Status.ACTIVE),
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    source = models.CharField(max_length=20, choices=Source, default=Source.OWN_IDEA)
    theme = models.ForeignKey("actionplans.Theme", models.PROTECT, null=True, blank=True, related_name="plans")
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.ORDINARY)
    is_confidential = models.BooleanField(default=False)

    title = models.CharField(max_length=160, blank=True, help_text="The problem or ambition in one line.")
    title_sort = sort_key("title")
    description = _text()
    nature = _text(1000)
    seriousness = _text(1000)
    extent = _text(1000)
    causes = _text(1000)
    immediate_measure = _text(1000)
    immediate_measure_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    risk_likelihood = models.PositiveSmallIntegerField(choices=Likelihood, null=True, blank=True)
    risk_consequence = models.PositiveSmallIntegerField(choices=Consequence, null=True, blank=True)

    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="owned_plans")
    starts_on = models.DateField(null=True, blank=True)
    implement_by = models.DateField(null=True, blank=True)
    evaluate_on = models.DateField(null=True, blank=True)
    expected_closing_on = models.DateField(null=True, blank=True)
    first_expected_closing_on = models.DateField(null=True, editable=False)

    evaluation_occasion = models.CharField(max_length=160, blank=True, help_text="“the staff meeting”: what starts.")
    evaluator = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    evaluation_question = models.CharField(max_length=300, blank=True, help_text="“whether the lift is used”.")
    evaluation_method = _text(1000)
    equipping = _text(2000)
    other_initiatives = _text(2000)
    feedback_methods = _text(2000)
    carrying_on = _text(2000)
    if_not_working = _text(2000)
    anything_else = _text(2000)

    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies", editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    touched_at = models.DateTimeField(editable=False, help_text="When a person last did something with the plan.")
    published_at = models.DateTimeField(null=True, editable=False)
    carried_out_on = models.DateField(null=True, editable=False)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    closing_evaluation = models.OneToOneField(
        "actionplans.EffectEvaluation", models.PROTECT, null=True, related_name="closes", editable=False
    )
    confirm_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, db_index=False,
        help_text="The second person who is asked to confirm the verdict of a serious plan.",
    )  # fmt: skip
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False, db_index=False)
    hold_check_on = models.DateField(null=True, editable=False, help_text="When it is asked whether it still works.")
    # Kept by the database (`outcome.py`).
    first_verdict_on = models.DateField(null=True, editable=False)
    last_verdict_on = models.DateField(null=True, editable=False)
    last_verdict = models.CharField(max_length=10, choices=Verdict, blank=True, editable=False)
    placed_on = models.DateField(null=True, editable=False, help_text="Since when the unit owns it.")
    ended_code = models.CharField(max_length=20, choices=EndedCode, blank=True, editable=False)
    ended_reason = models.TextField(blank=True, max_length=1000, editable=False)
    snoozed_until = models.DateField(null=True, editable=False)
    lifted_to_committee_at = models.DateTimeField(null=True, editable=False)
    lifted_because = models.CharField(max_length=20, choices=LiftedBecause, blank=True, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("title", config="danish", weight="A")
        + SearchVector("title", config="swedish", weight="A")
        + SearchVector("description", "causes", config="danish", weight="B")
        + SearchVector("description", "causes", config="swedish", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ActionPlanQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`
    note: str  # on each row of `with_note_for(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_is_draft_exactly_until_published",
                condition=Q(status="draft", published_at=None) | (~Q(status="draft") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_published_has_owner_title_and_dates",
                condition=Q(status="draft")
                | (
                    ~Q(title="")
                    & Q(
                        owner__isnull=False,
                        starts_on__isnull=False,
                        implement_by__isnull=False,
                        evaluate_on__isnull=False,
                        expected_closing_on__isnull=False,
                        first_expected_closing_on__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="plan_dates_in_order",
                condition=Q(status="draft")
                | Q(
                    starts_on__lte=F("implement_by"),
                    implement_by__lte=F("evaluate_on"),
                    evaluate_on__lte=F("expected_closing_on"),
                ),
            ),
            models.CheckConstraint(
                name="plan_published_says_how_it_is_followed_up",
                condition=Q(status="draft") | (Q(evaluator__isnull=False) & ~Q(evaluation_occasion="") & ~Q(evaluation_question="")),
            ),
            models.CheckConstraint(
                name="plan_closes_with_a_verdict",
                condition=Q(status="closed", closing_evaluation__isnull=False) | (~Q(status="closed") & Q(closing_evaluation=None)),
            ),
            models.CheckConstraint(
                name="plan_not_carried_out_has_a_reason",
                condition=(Q(status="not_carried_out") & ~Q(ended_code="") & ~Q(ended_reason=""))
                | (~Q(status="not_carried_out") & Q(ended_code="", ended_reason="")),
            ),
            models.CheckConstraint(
                name="plan_ended_at_set_exactly_when_ended",
                condition=Q(status__in=ENDED_STATUSES, ended_at__isnull=False) | (~Q(status__in=ENDED_STATUSES) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="plan_standing_has_a_review_date",
                condition=Q(status="standing", review_on__isnull=False) | (~Q(status="standing") & Q(review_on=None)),
            ),
            models.CheckConstraint(
                name="plan_acute_has_an_immediate_measure",
                condition=~Q(urgency="acute") | Q(status="draft") | (~Q(immediate_measure="") & Q(immediate_measure_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_risk_is_a_cell_or_nothing", condition=is_a_cell_or_nothing("risk_likelihood", "risk_consequence")
            ),
            models.CheckConstraint(
                name="plan_confirmed_at_and_by_together",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, confirm_by__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_only_a_closed_one_is_confirmed_and_looked_at_again",
                condition=Q(status="closed") | Q(confirm_by=None, confirmed_at=None, hold_check_on=None),
            ),
            models.CheckConstraint(
                name="plan_lifted_to_committee_says_why",
                condition=(Q(lifted_to_committee_at=None) & Q(lifted_because=""))
                | (Q(lifted_to_committee_at__isnull=False) & ~Q(lifted_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], name="plan_lifted", condition=Q(lifted_to_committee_at__isnull=False)),
            models.Index(
                fields=["unit", "status", "expected_closing_on"],
                include=["id", "ended_at", "last_verdict", "is_confidential", "owner", "created_by", "evaluator"],
                name="plan_by_unit_and_state",
            ),
            models.Index(fields=["status", "expected_closing_on", "id"], name="plan_by_date"),
            models.Index(fields=["owner", "status"], name="plan_by_owner"),
            # The figures: cohorts by first date, and what is open by unit and theme, without touching the table.
            models.Index(
                fields=["first_expected_closing_on", "id"],
                include=["expected_closing_on", "status", "unit", "first_verdict_on", "placed_on"],
                name="plan_cohort",
                condition=~Q(status="draft"),
            ),
            models.Index(
                fields=["last_verdict_on"],
                include=["last_verdict", "unit"],
                name="plan_last_verdict",
                condition=Q(last_verdict_on__isnull=False),
            ),
            models.Index(
                fields=["unit", "theme", "status"],
                include=["id", "urgency", "is_confidential", "expected_closing_on", "owner", "created_by", "evaluator"],
                name="plan_open",
                condition=Q(status__in=OPEN_STATUSES),
            ),
            GinIndex(fields=["search"], name="plan_search"),
            # The lists: who may see a row is decided on these columns, so counting and skipping pages never touch the table.
            models.Index(fields=["expected_closing_on", "id"], include=LISTED, name="plan_list_by_due"),
            models.Index(
                ExpressionWrapper(Q(urgency=Urgency.ACUTE), output_field=models.BooleanField()).desc(),
                "expected_closing_on",
                "id",
                include=LISTED,
                name="plan_list_acute_first",
            ),
            models.Index(fields=["confirm_by"], name="plan_to_confirm", condition=Q(confirm_by__isnull=False, confirmed_at=None)),
            models.Index(fields=["hold_check_on", "owner"], name="plan_to_hold_check", condition=Q(hold_check_on__isnull=False)),
            models.Index(fields=["title_sort", "id"], include=LISTED, name="plan_list_by_title"),
            models.Index(fields=["published_at", "id"], include=LISTED, name="plan_list_by_published"),
            models.Index(fields=["ended_at", "id"], include=LISTED, name="plan_list_by_ended"),
        ]

    def __str__(self) -> str:
        return self.title or _("Draft without a title")

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("plan-detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people say on the telephone."""
        return f"HP-{self.pk}"

    @property
    def is_acute(self) -> bool:
        """Needs action at once."""
        return self.urgency == Urgency.ACUTE

    @property
    def is_open(self) -> bool:
        """Published and not ended."""
        return self.status in OPEN_STATUSES

    @property
    def risk(self) -> Risk | None:
        """The risk before anything was done, if it was assessed."""
        return Risk.of(self.risk_likelihood, self.risk_consequence)

    @property
    def awaits_confirmation(self) -> bool:
        """Closed with a verdict that a second person has not yet confirmed."""
        return self.confirm_by_id is not None and self.confirmed_at is None

    @property
    def asks_something(self) -> bool:
        """Open, or closed and still to be confirmed or looked at again."""
        return self.is_open or self.awaits_confirmation or self.hold_check_on is not None

    def is_overdue(self, today: date) -> bool:
        """The expected closing date has passed and the plan is neither ended nor standing (R31)."""
        return self.status in (Status.ACTIVE, Status.AWAITING) and self.expected_closing_on is not None and self.expected_closing_on < today

    def may_be_undone(self, now: datetime) -> bool:
        """Ended, and not longer ago than an ending can be taken back."""
        return self.ended_at is not None and now - self.ended_at <= UNDO_FOR

    def can(self, verb: str) -> bool:
        """Whether the plan's state allows the move."""
        return Status(self.status) in self.MOVES[verb][0]

    @transaction.atomic
    def move(self, verb: str, *, by: User, at: datetime, reason: str = "", **changes: object) -> None:
        """Compare and set: of two people clicking at once, one gets `IllegalMoveError`. Writes the `PlanMove`."""
        allowed, to = self.MOVES[verb]
        self._set_status(to, allowed, verb=verb, by=by, at=at, reason=reason, **changes)

    @transaction.atomic
    def move_back(self, to: Status, *, by: User, at: datetime, **restored: object) -> None:
        """Undo an ending: back to where the plan came from, its verdict or reason taken off, `restored` columns put back."""
        ended_since = Q(ended_at__gte=at - UNDO_FOR)
        changes = {**NOT_ENDED, **restored}
        self._set_status(to, ENDED_STATUSES, ended_since, verb="undo", by=by, at=at, reason="", **changes)

    @transaction.atomic
    def take_back(self, to: Status, *, by: User, at: datetime, **restored: object) -> None:
        """Undo a move between open states: back to where the plan came from, `restored` columns put back."""
        self._set_status(to, OPEN_STATUSES, verb="take_back", by=by, at=at, reason="", **restored)

    def _set_status(
        self, to: Status, allowed: Iterable[Status], *where: Q, verb: str, by: User, at: datetime, reason: str, **changes: object
    ) -> None:
        came_from = self.status
        rows = ActionPlan.objects.filter(*where, pk=self.pk, status=came_from)
        if Status(came_from) not in allowed or not rows.update(status=to, version=F("version") + 1, touched_at=at, **changes):
            raise IllegalMoveError(_("This plan can no longer be changed that way. Look at it again: somebody may have been before you."))
        self.refresh_from_db(fields=["status", "version", "touched_at", *changes])
        self.moves.create(verb=verb, from_status=came_from, to_status=to, at=at, by=by, reason=reason)

    def change(self, *, version: int, **changes: object) -> None:
        """Save the columns if nobody has saved since `version`; else `StaleError`, and nothing is written."""
        rows = ActionPlan.objects.filter(pk=self.pk, version=version)
        if not rows.update(version=F("version") + 1, **changes):
            raise StaleError
        self.refresh_from_db(fields=["version", *changes])

    def touch(self, *, at: datetime) -> None:
        """A person did something with the plan that changed none of its own columns; moves say so themselves."""
        if ActionPlan.objects.filter(pk=self.pk, touched_at__lt=at).update(touched_at=at):
            self.touched_at = at


class Follower(models.Model):
    """A person who wants to hear of a plan: one digest line at publishing, change of date, verdict."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, models.CASCADE, related_name="followed_plans")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="follower_follows_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.plan_id}"


class PlanRank(models.Model):
    """The place a unit or department has given a plan among its open ones (prioritering)."""

    level = models.ForeignKey(Unit, models.CASCADE, related_name="ranks")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="ranks")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "plan"], name="plan_has_one_rank_a_level")]
        indexes = [models.Index(fields=["level", "position"], name="rank_by_level")]

    def __str__(self) -> str:
        return f"{self.plan_id} is {self.position} at {self.level_id}"
