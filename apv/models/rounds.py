"""A survey round: who is asked, when, on which tree, under which limits, and under whose keys."""

import uuid
from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apv.models.questionnaires import Question, Questionnaire
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.texts import has_a_text, in_language

LEAST_THRESHOLD = 3  # R20
LEAST_SENSITIVE = 20  # trust catalogue A2-08


class RoundStatus(models.TextChoices):
    """Where a round is in its life; that its last day has passed is computed."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed, not opened yet")
    COUNTED = "counted", _("counted, not released yet")
    RELEASED = "released", _("released")
    LOST = "lost", _("given up")


class RoundKind(models.TextChoices):
    """A whole round, or a few of its questions asked again to one unit."""

    FULL = "full", _("survey round")
    PILOT = "pilot", _("pilot")
    PULSE = "pulse", _("pulse")


class SurveyMail(models.TextChoices):
    """The mails of a round."""

    INVITATION = "survey", _("survey invitation")
    REMINDER = "survey_reminder", _("survey reminder")
    KEY = "survey_key", _("key of a survey")


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by reader and by state."""

    def run_by(self, user: User) -> Self:
        """Those whose top unit lies where the person runs surveys."""
        return self.filter(scope_of(user, Perm.RUN_SURVEYS).where("top"))

    def keyed_to(self, user: User) -> Self:
        """Those whose key the person holds, or is deputy for."""
        return self.filter(Q(key_holder=user) | Q(key_deputy=user))

    def full(self) -> Self:
        """Without pilots and pulses."""
        return self.filter(kind=RoundKind.FULL)

    def taking_answers(self, today: date) -> Self:
        """Open, and today is one of its days."""
        return self.filter(status=RoundStatus.OPEN, opens_on__lte=today, closes_on__gte=today)

    def to_close(self, today: date) -> Self:
        """Open, though the last day has passed."""
        return self.filter(status=RoundStatus.OPEN, closes_on__lt=today)

    def of_people_in(self, unit: Unit) -> Self:
        """Those that ask people of the unit: of itself, of something above it, of something below."""
        above = [*unit.ancestor_ids(), unit.pk]
        return self.filter(Q(top__in=above) | Q(top__path__startswith=unit.path))

    def pulses(self) -> Self:
        """A few questions asked again because of a plan; those given up do not count."""
        return self.filter(kind=RoundKind.PULSE).exclude(status=RoundStatus.LOST)

    def with_results_for(self, user: User) -> Self:
        """Released ones for everybody; those that wait for it for who runs them."""
        waiting = Q(status=RoundStatus.COUNTED) & scope_of(user, Perm.RUN_SURVEYS).where("top")
        return self.filter(Q(status=RoundStatus.RELEASED) | waiting)

    def released(self) -> Self:
        """Those whose results everybody may see, newest first."""
        return self.filter(status=RoundStatus.RELEASED).order_by("-released_on", "-pk")


def usual_reminders() -> list[int]:
    """One week and two weeks after the first day."""
    return [7, 14]


class Round(models.Model):
    """One survey (undersøgelsesrunde): APV or well-being, of a subtree, on the tree of a date.

    Thresholds are fixed at opening: raised afterwards at most (A2-21). `public_key` is all the server keeps of the round's
    key, except where `worker_key` says that the worker opens it alone (a pulse): then it is confidential, not anonymous.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=RoundKind, default=RoundKind.FULL)
    status = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.DRAFT)
    name = models.JSONField(help_text="Text by language.")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    top = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The subtree that is asked.")
    tree_on = models.DateField(help_text="The day whose tree and employees count.")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which answers are taken.")
    results_on = models.DateField(null=True, blank=True, help_text="When results come, as the receipt says.")
    languages = models.JSONField(default=list, help_text="Languages it can be answered in, the first shown first.")
    threshold = models.PositiveSmallIntegerField(default=5)
    text_threshold = models.PositiveSmallIntegerField(default=10)
    sensitive_threshold = models.PositiveSmallIntegerField(default=40)
    split_threshold = models.PositiveSmallIntegerField(default=50)
    split_by = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="+", help_text="The one question results may be split by."
    )
    compared_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", help_text="Last time.")
    repeats = models.JSONField(default=list, blank=True, help_text="A pulse: codes of the questions asked again.")
    plan = models.ForeignKey(
        "actionplans.ActionPlan", models.PROTECT, null=True, blank=True, related_name="+", help_text="A pulse: the plan it evaluates."
    )
    remind_after = models.JSONField(default=usual_reminders, blank=True, help_text="Days after the first one.")
    remind_before = models.PositiveSmallIntegerField(default=2, help_text="Days before the last one; 0 for no such reminder.")
    expected_share = models.PositiveSmallIntegerField(default=70, help_text="Per cent expected to answer: what the preview reckons with.")
    pilot_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="pilots", help_text="The round it tries out.")
    picked = models.ManyToManyField(User, related_name="+", blank=True, help_text="A pilot: who is asked.")
    public_key = models.BinaryField(max_length=32, null=True, editable=False)
    worker_key = models.BooleanField(default=False, help_text="Sealed to the worker's own key, no key holders.")
    key_holder = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    key_deputy = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    counted_on = models.DateField(null=True, editable=False)
    released_on = models.DateField(null=True, editable=False)
    answered_share = models.PositiveSmallIntegerField(null=True, editable=False, help_text="Per cent of all, coarse (`shares.py`).")
    shares_on = models.DateField(null=True, editable=False, help_text="The day the shares were brought up, once a day at most.")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="round_has_a_name", condition=has_a_text("name")),
            models.CheckConstraint(name="round_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(name="round_thresholds_are_no_lower_than_three", condition=Q(threshold__gte=LEAST_THRESHOLD)),
            models.CheckConstraint(
                name="round_text_and_sensitive_are_stricter",
                condition=Q(
                    text_threshold__gte=F("threshold"), sensitive_threshold__gte=F("threshold"), split_threshold__gte=F("threshold")
                )
                & Q(sensitive_threshold__gte=LEAST_SENSITIVE),
            ),
            models.CheckConstraint(
                name="round_takes_answers_only_with_a_key", condition=Q(status="draft") | Q(status="lost") | Q(public_key__isnull=False)
            ),
            models.CheckConstraint(
                name="round_keys_are_held_by_two",
                condition=Q(worker_key=True)
                | Q(status="draft")
                | Q(status="lost")
                | (Q(key_holder__isnull=False, key_deputy__isnull=False) & ~Q(key_holder=F("key_deputy"))),
            ),
            models.CheckConstraint(name="round_expected_share_is_per_cent", condition=Q(expected_share__gte=10, expected_share__lte=100)),
            models.CheckConstraint(name="round_pulse_has_its_plan_and_questions", condition=~Q(kind="pulse") | Q(plan__isnull=False)),
            models.CheckConstraint(
                name="round_released_has_its_dates",
                condition=~Q(status="released") | Q(counted_on__isnull=False, released_on__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="round_keeps_its_promises",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'draft' AND (OLD.public_key IS DISTINCT FROM NEW.public_key"
                    " OR (OLD.worker_key IS DISTINCT FROM NEW.worker_key)"
                    " OR NEW.threshold < OLD.threshold OR NEW.text_threshold < OLD.text_threshold"
                    " OR NEW.sensitive_threshold < OLD.sensitive_threshold OR NEW.split_threshold < OLD.split_threshold"
                    " OR OLD.split_by_id IS DISTINCT FROM NEW.split_by_id)"
                ),
            )
        ]
        indexes = [
            models.Index(fields=["status", "closes_on"], name="round_by_state"),
            models.Index(fields=["top", "-opens_on"], name="round_by_top"),
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("round-detail", args=[self.pk])

    def takes_answers(self, today: date) -> bool:
        """Open, and today is one of its days."""
        return self.status == RoundStatus.OPEN and self.opens_on <= today <= self.closes_on

    @property
    def is_pilot(self) -> bool:
        """Tried on a few, nothing is published."""
        return self.kind == RoundKind.PILOT

    @property
    def is_draft(self) -> bool:
        """May still be changed."""
        return self.status == RoundStatus.DRAFT

    @property
    def is_anonymous(self) -> bool:
        """Only two people together open the answers; what the worker can open alone is called confidential (A2-24)."""
        return not self.worker_key

    @property
    def is_released(self) -> bool:
        """Everybody may see its results."""
        return self.status == RoundStatus.RELEASED


class RoundUnit(models.Model):
    """A unit of the round's frozen tree: reorganisation during or after the round changes nothing here.

    `path` is the path of ids on the tree's day, `invited` the people who have this unit as their home unit that day.
    `counted_in` is the nearest unit that is expected to reach the threshold: itself, or one above; told before question 1.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    path = models.CharField(max_length=400, db_collation="C")
    depth = models.PositiveSmallIntegerField()
    invited = models.PositiveIntegerField(default=0, help_text="People of this unit itself.")
    invited_below = models.PositiveIntegerField(default=0, help_text="With everything below.")
    counted_in = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    answered_share = models.PositiveSmallIntegerField(
        null=True, help_text="Per cent with everything below, coarse (`shares.py`), brought up daily, only from 10 invited."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="round_has_a_unit_once")]
        indexes = [models.Index(fields=["round", "path"], name="round_unit_by_path")]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """One person's right to answer once. No time, no order, no flag: whether it was used, only the sealed row tells.

    The token is never here: the worker makes it anew from its key (`apv/sealing.py`), and the address carries it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="invitations")
    round_unit = models.ForeignKey(RoundUnit, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    named_token_hash = models.BinaryField(max_length=32, unique=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="invitation_is_one_a_person")]

    def __str__(self) -> str:
        return f"invitation to {self.round_id}"


class KeyHalf(models.Model):
    """Half a round's private key on its way to the worker, sealed to the worker's own key; gone within an hour."""

    class Purpose(models.TextChoices):
        """At the round's start the two make its key; at its end they open the answers."""

        MAKE = "make", _("make the key")
        OPEN = "open", _("open the answers")

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=5, choices=Purpose)
    holder = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed = models.BinaryField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "purpose", "holder"], name="key_half_is_one_a_holder")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.round_id}"


class RoundAct(models.Model):
    """Something that was done with a round, by whom and when; only added to. The round's page tells it, raised limits too."""

    class Verb(models.TextChoices):
        """What was done."""

        KEYS = "keys", _("the key was made")
        KEYS_AGAIN = "keys_again", _("the key was thrown away, a new one is to be made")
        EXPIRED = "expired", _("an hour passed with one half only: start over")
        OPEN = "open", _("opened for answers")
        EXTEND = "extend", _("extended")
        RAISE = "raise", _("limits raised")
        CLOSE = "close", _("closed")
        WRONG_PAIR = "wrong_pair", _("the two halves did not make the round's key: nothing was opened")
        COUNTED = "counted", _("answers opened and counted")
        RELEASE = "release", _("results released")
        GIVE_UP = "give_up", _("given up")

    round = models.ForeignKey(Round, models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=10, choices=Verb)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where the worker did it.")
    words = models.JSONField(default=dict, help_text="What it was before and after.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.round_id}"


class RoundReminder(models.Model):
    """One reminder of a round was planned; the lock against planning it twice. Its mails go from the outbox, this row stays."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=20, help_text="`after-7`, `before-20261231`.")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "stage"], name="round_reminder_is_planned_once")]

    def __str__(self) -> str:
        return f"{self.stage} {self.round_id}"
