"""The annual work-environment discussion: the statutory points, what was read beside them, what was decided, and who signed."""

import uuid
from datetime import date
from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from annualcycle.models.goals import Goal
from annualcycle.models.places import flag, is_member, of_one_place, runs_place
from orgstructure.models import Committee, Unit, User
from safetynet.common.texts import has_a_text, in_language


def _readable(user: User, today: date) -> Q:
    return Q(status="completed") | runs_place(user, today) | is_member(user, today)


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    """Discussions: completed ones are open to every employee, as the law wants them shown; the others to the members and who holds them."""

    def visible_to(self, user: User, today: date) -> Self:
        """Completed ones, those of one's own places, and those of committees and groups one sits in that day."""
        return self.filter(_readable(user, today)) if user.is_active else self.none()

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_hold` and `may_read` to each row."""
        return self.annotate(may_hold=flag(runs_place(user, today)), may_read=flag(_readable(user, today)))


class Discussion(models.Model):
    """One committee's, group's or small workplace's annual discussion (årlig arbejdsmiljødrøftelse) of one calendar year (R58).

    A workplace of 1–9 employees without a group holds it on its unit. Completed, it is never changed: the points, the people who
    took part and their signatures document it to the inspectorate.
    """

    class Status(models.TextChoices):
        """Where it is."""

        OPEN = "open", _("being held")
        COMPLETED = "completed", _("completed")

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="discussions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="discussions")
    year = models.PositiveSmallIntegerField(help_text="The calendar year it is held in; its goals are for the next.")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    held_on = models.DateField(null=True, blank=True)
    employees = models.PositiveIntegerField(null=True, editable=False, help_text="Of the place that day: under 10, expertise is asked for.")
    meeting_interval = models.CharField(max_length=120, blank=True, help_text="How often we meet: “every second month”.")
    completed_at = models.DateTimeField(null=True, editable=False)
    completed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    shown = models.JSONField(default=dict, editable=False, help_text="The figures of the data pack as they were when it was completed.")
    before_parent_because = models.CharField(max_length=300, blank=True, help_text="Why it is held before the level above (R60).")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = DiscussionQuerySet.as_manager()
    may_hold: bool  # on each row of `with_rights_of(user)`
    may_read: bool  # the same

    class Meta:
        constraints = [
            of_one_place("discussion_is_of_one_place"),
            models.UniqueConstraint(fields=["committee", "year"], name="discussion_of_a_committee_is_one_a_year"),
            models.UniqueConstraint(fields=["unit", "year"], name="discussion_of_a_unit_is_one_a_year"),
            models.CheckConstraint(
                name="discussion_completed_has_day_interval_and_name",
                condition=Q(status="open", completed_at=None, completed_by=None)
                | (
                    Q(status="completed", completed_at__isnull=False, completed_by__isnull=False, held_on__isnull=False)
                    & ~Q(meeting_interval="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["year", "status"], name="discussion_by_year")]

    def __str__(self) -> str:
        return f"{self.committee or self.unit} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("discussion-detail", args=[self.pk])

    @property
    def place(self) -> Committee | Unit | None:
        """Whose it is."""
        return self.committee or self.unit

    @property
    def is_completed(self) -> bool:
        """Never changed any more."""
        return self.status == self.Status.COMPLETED


class Point(models.TextChoices):
    """The statutory points (AML § 6 a and its order; domain, 2.4)."""

    REACHED = "reached", _("Were last year's goals reached?")
    CONTENT = "content", _("What do we work with next year?")
    TOGETHER = "together", _("How do we work together, and how often do we meet?")
    GOALS = "goals", _("Which goals do we set?")
    COMPETENCE = "competence", _("What do our members need to learn?")
    EXPERTISE = "expertise", _("Do we have the expertise that it takes?")


ALWAYS: Final = (Point.REACHED, Point.CONTENT, Point.TOGETHER, Point.GOALS)


class DiscussionPoint(models.Model):
    """What was said under one statutory point."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="points")
    point = models.CharField(max_length=12, choices=Point)
    text = models.TextField(max_length=6000, blank=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["discussion", "point"], name="discussion_point_is_one")]

    def __str__(self) -> str:
        return f"{self.discussion_id}: {self.point}"


class Participant(models.Model):
    """Who took part, and the signature: that day, from one's own account. A guest or an employee without one is signed for by name."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="participants")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="discussion_participant_is_somebody", condition=Q(person__isnull=False) | ~Q(name="")),
            models.UniqueConstraint(
                fields=["discussion", "person"], name="discussion_participant_is_one", condition=Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id}: {self.person_id or self.name}"


class DataSource(models.Model):
    """What the data pack of discussions shows (datagrundlag): a list the region keeps; the label is the region's own word."""

    class Code(models.TextChoices):
        """Where the figures come from."""

        PLANS = "plans", _("plans and their effects")
        STALLS = "stalls", _("why plans come to a standstill")
        APV = "apv", _("APV")
        SURVEY = "survey", _("well-being survey")
        ACCIDENTS = "accidents", _("accidents with their cause analyses")
        VIOLENCE = "violence", _("violence and threats")
        OFFENCES = "offences", _("offensive acts")
        REACTIONS = "reactions", _("reactions of the labour inspectorate")
        GAPS = "gaps", _("gaps in the organisation and in training")
        SELF_AUDIT = "self_audit", _("self-audit")

    code = models.CharField(max_length=12, choices=Code, unique=True)
    label = models.JSONField(help_text="Text by language.")
    position = models.PositiveSmallIntegerField()
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(name="data_source_has_a_label", condition=has_a_text("label"))]
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.label)


class Recommendation(models.Model):
    """What a level recommends to those below; it opens their discussions, and each answers it."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="recommendation_has_words", condition=~Q(text=""))]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class RecommendationAnswer(models.Model):
    """How a discussion below takes a recommendation."""

    class Answer(models.TextChoices):
        """Taken up, adapted, or not for us."""

        TAKEN_UP = "taken_up", _("we take it up")
        ADAPTED = "adapted", _("we adapt it")
        NOT_FOR_US = "not_for_us", _("not for us")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="answers")
    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="answered")
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "discussion"], name="recommendation_is_answered_once_by_each"),
            models.CheckConstraint(name="recommendation_not_taken_as_it_is_says_why", condition=Q(answer="taken_up") | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.answer}"


class GroupInput(models.Model):
    """What one group below gave to the discussion; a group without a row is named as missing."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="inputs")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "committee"], name="group_input_is_one"),
            models.CheckConstraint(name="group_input_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id}: {self.committee_id}"


class StatusTalk(models.Model):
    """The informal status with the staff (uformel status): three questions a plan, six on today and ahead; its code is on a QR."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="status_talks")
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    on = models.DateField()
    closes_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    summary = models.TextField(max_length=4000, blank=True, help_text="For the group's next agenda.")
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="status_talk_closes_after_it_opens", condition=Q(closes_on__gte=models.F("on")))]
        indexes = [models.Index(fields=["unit", "-on"], name="status_talk_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("status-talk", args=[self.public_id])


class StatusOnPlan(models.Model):
    """What one voice of the staff says of one plan: what was agreed, why, did it work. No name, no time: a source for the verdict."""

    class Worked(models.TextChoices):
        """Whether it worked."""

        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("I do not know")

    talk = models.ForeignKey(StatusTalk, models.CASCADE, related_name="on_plans")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="+")
    agreed = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=500, blank=True)
    worked = models.CharField(max_length=10, choices=Worked)

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.plan_id}"


class StatusSaid(models.Model):
    """What one voice of the staff says to one of the six questions on today and ahead; no name, no time."""

    class Question(models.TextChoices):
        """The six, in our own words."""

        NOW = "now", _("How is it to work here just now?")
        APV_COVERS = "apv_covers", _("Does the APV still hold what matters most?")
        CHANGED = "changed", _("Has something important changed since the last APV?")
        BETTER = "better", _("What would you like to make better?")
        LESS_MORE = "less_more", _("What should there be less of, and what more?")
        IDEAS = "ideas", _("Which ideas should the annual discussion hear of?")

    talk = models.ForeignKey(StatusTalk, models.CASCADE, related_name="said")
    question = models.CharField(max_length=12, choices=Question)
    is_yes = models.BooleanField(null=True, help_text="Of those that are answered yes or no.")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="status_said_something", condition=Q(is_yes__isnull=False) | ~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.question}"
