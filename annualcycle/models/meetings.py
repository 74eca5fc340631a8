"""Meetings that finish plans: an agenda that fills itself, decisions that go where they belong, minutes that write themselves."""

import uuid
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, LiftedMatter
from annualcycle.models.goals import Goal
from annualcycle.models.places import is_member, runs_committee, with_meeting_rights
from annualcycle.models.wheel import WheelActivity
from orgstructure.models import Committee, User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings: time, agenda and approved minutes are open to every employee, minutes being written to the members."""

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_run` and `may_read_draft` to each row."""
        rows: Self = with_meeting_rights(self, user, today)
        return rows

    def with_minutes_for(self, user: User, today: date) -> Self:
        """Those whose minutes the person may read: approved ones, and drafts of committees that he or she sits in or leads."""
        return self.filter(Q(approved_at__isnull=False) | runs_committee(user, today) | is_member(user, today))

    def coming(self, now: datetime) -> Self:
        """Planned, the next first."""
        return self.filter(status="planned", starts_at__gte=now).order_by("starts_at", "pk")

    def for_rows(self) -> Self:
        """What a row of a list shows, nothing of the minutes."""
        return self.only("committee", "status", "title", "starts_at", "place", "runs_since", "approved_at")

    def held(self) -> Self:
        """Those that took place, the last first."""
        return self.filter(status="held").order_by("-starts_at", "-pk")

    def held_before(self, meeting: int, committee: int) -> Self:
        """Those of the committee that took place before that meeting of its, the last first."""
        begins = Meeting.objects.filter(pk=meeting).values("starts_at")
        return self.filter(committee=committee, starts_at__lt=Subquery(begins)).held()


class Meeting(models.Model):
    """One meeting (møde) of a committee or group.

    Planned → held (its minutes are a draft) → approved; or cancelled. While it runs, `runs_since` is set.
    """

    class Status(models.TextChoices):
        """Where it is."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=120, blank=True)
    runs_since = models.DateTimeField(null=True, editable=False)
    held_at = models.DateTimeField(null=True, editable=False)
    opening_words = models.TextField(max_length=4000, blank=True, help_text="Of the minutes, before the items.")
    closing_words = models.TextField(max_length=4000, blank=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    activity = models.ForeignKey(WheelActivity, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = MeetingQuerySet.as_manager()
    may_run: bool  # on each row of `with_rights_of(user)`
    may_read_draft: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_held_says_when", condition=Q(status="held", held_at__isnull=False) | (~Q(status="held") & Q(held_at=None))
            ),
            models.CheckConstraint(
                name="meeting_minutes_are_approved_of_a_held_one",
                condition=Q(approved_at=None, approved_by=None, sent_at=None)
                | Q(status="held", approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(name="meeting_lasts_a_while", condition=Q(minutes_long__range=(5, 1440))),
        ]
        indexes = [
            models.Index(fields=["committee", "-starts_at"], name="meeting_by_committee"),
            models.Index(fields=["starts_at"], name="meeting_planned", condition=Q(status="planned")),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.committee} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("meeting-detail", args=[self.pk])

    @property
    def is_approved(self) -> bool:
        """Its minutes are open to everybody."""
        return self.approved_at is not None

    @property
    def is_running(self) -> bool:
        """Held just now."""
        return self.status == self.Status.PLANNED and self.runs_since is not None


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Items of an agenda."""

    def left(self) -> Self:
        """Not dealt with yet."""
        return self.filter(done_at=None)

    def taken_out(self) -> Self:
        """Off the agenda: done without an outcome, and not put off either."""
        return self.filter(done_at__isnull=False, outcome="", is_postponed=False)

    def for_rows(self) -> Self:
        """With what a row shows of the plan or the matter; owners are named by `meeting_page`."""
        return self.select_related("plan__unit", "matter__from_unit", "matter__to_unit")

    def with_plan_rights_of(self, user: User) -> Self:
        """Only items whose plan or lifted matter the person may see, or that have none."""
        seen = ActionPlan.objects.visible_to(user).filter(pk=OuterRef("plan_id"))
        matters = LiftedMatter.objects.visible_to(user).filter(pk=OuterRef("matter_id"))
        return self.filter(Q(plan=None) | Exists(seen), Q(matter=None) | Exists(matters))


class AgendaItem(models.Model):
    """One point of the agenda (dagsordenspunkt): filled in by the system from what waits, or written by a person."""

    class Kind(models.TextChoices):
        """Why it is there."""

        EVALUATE = "evaluate", _("evaluate the effect")
        OVERDUE = "overdue", _("past its date")
        STALLED = "stalled", _("has come to a standstill")
        MATTER = "matter", _("lifted to us")
        ANSWER = "answer", _("answer to what we lifted")
        RESULTS = "results", _("new results")
        INJURIES = "injuries", _("injuries")
        GAPS = "gaps", _("gaps in the organisation")
        GOALS = "goals", _("goals")
        OWN = "own", _("other item")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000, blank=True, help_text="What is to be talked about.")
    plan = models.ForeignKey(ActionPlan, models.PROTECT, null=True, blank=True, related_name="+")
    matter = models.ForeignKey(LiftedMatter, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.TextField(max_length=4000, blank=True, help_text="Of the minutes: what was said.")
    outcome = models.CharField(max_length=200, blank=True, help_text="Of the minutes: the verdict or decision in one line.")
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    is_postponed = models.BooleanField(default=False, help_text="Dealt with by being put on the next agenda.")
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_is_one", deferrable=models.Deferrable.DEFERRED),
            models.UniqueConstraint(fields=["meeting", "plan"], name="agenda_has_a_plan_once", condition=Q(plan__isnull=False)),
            models.UniqueConstraint(
                fields=["meeting", "matter", "kind"], name="agenda_has_a_matter_once", condition=Q(matter__isnull=False)
            ),
            models.CheckConstraint(
                name="agenda_item_done_says_by_whom",
                condition=Q(done_at=None, done_by=None, is_postponed=False) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_taken_out(self) -> bool:
        """Off the agenda: done without an outcome, and not put off either."""
        return self.done_at is not None and not self.outcome and not self.is_postponed


class Attendance(models.Model):
    """Who was at a meeting, or sent an apology; a guest has a name only."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=80, blank=True)
    was_there = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="attendance_is_of_somebody", condition=Q(person__isnull=False) | ~Q(name="")),
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_is_one_a_person", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id or self.name}"


class Decision(models.Model):
    """What was decided (beslutning) at a meeting or in a discussion: who does it by when, and the plan, goal or activity it became."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    discussion = models.ForeignKey("annualcycle.Discussion", models.PROTECT, null=True, blank=True, related_name="decisions")
    text = models.CharField(max_length=500)
    responsible = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey(ActionPlan, models.SET_NULL, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(WheelActivity, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_is_of_a_meeting_or_a_discussion",
                condition=Q(item__isnull=False, discussion=None) | Q(item=None, discussion__isnull=False),
            ),
            models.CheckConstraint(name="decision_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


class HandedDecision(models.Model):
    """A decision handed to one group or committee below, which begins a plan of its own; the committee sees who has."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="handed")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    plan = models.ForeignKey(ActionPlan, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_because = models.CharField(max_length=300, blank=True, help_text="Why no plan is made here.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "committee"], name="decision_is_handed_to_each_once")]

    def __str__(self) -> str:
        return f"{self.decision_id} → {self.committee_id}"
