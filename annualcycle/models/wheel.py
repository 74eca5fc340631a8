"""The year wheel of a committee or group: what is done in which month, taken over from the level above and adapted."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annualcycle.models.places import flag, runs_committee
from orgstructure.models import Committee, User

MONTHS = (1, 12)


class WheelActivityQuerySet(models.QuerySet["WheelActivity"]):
    """Activities by committee; the wheel is open to every employee."""

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_edit` to each row."""
        return self.annotate(may_edit=flag(runs_committee(user, today)))

    def in_wheels_of(self, committee: Committee) -> Self:
        """Its own and, of the committees above, those that are handed down; what is left out here is decided by its own rows."""
        return self.filter(Q(committee=committee) | Q(committee__in=committee.ancestor_ids(), goes_down=True))


class WheelActivity(models.Model):
    """One activity of the year (aktivitet i årshjulet): month, owner, lead time, repetition (R61).

    `adapts` names the activity of a level above that this row takes the place of: with another month or owner, or left out.
    """

    class Kind(models.TextChoices):
        """What it is, and so where it leads."""

        ROUND = "round", _("safety round")
        APV = "apv", _("APV")
        SURVEY = "survey", _("survey")
        SELF_AUDIT = "self_audit", _("self-audit")
        MEETING = "meeting", _("meeting")
        TRAINING = "training", _("training")
        ELECTION = "election", _("election")
        DISCUSSION = "discussion", _("annual discussion")
        THEME_DAY = "theme_day", _("theme day")
        REPORT = "report", _("report")
        OTHER = "other", _("something else")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="wheel")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=1000, blank=True)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: sometime in the month.")
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = models.CharField(max_length=80, blank=True, help_text="“the chair”: where it is no one person.")
    lead_days = models.PositiveSmallIntegerField(default=14, help_text="How long before the owner is reminded.")
    every = models.PositiveSmallIntegerField(default=1, help_text="Years between; 1 is every year.")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    goes_down = models.BooleanField(default=False, help_text="Stands in the wheels of all committees and groups below.")
    adapts = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="adapted_by")
    is_left_out = models.BooleanField(default=False, help_text="Of an adaptation: it is not done here, as `text` says.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = WheelActivityQuerySet.as_manager()
    may_edit: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            models.CheckConstraint(name="wheel_activity_is_in_a_month", condition=Q(month__range=MONTHS)),
            models.CheckConstraint(name="wheel_activity_is_on_a_day_or_none", condition=Q(day=None) | Q(day__range=(1, 31))),
            models.CheckConstraint(name="wheel_activity_returns_after_years", condition=Q(every__range=(1, 10))),
            models.CheckConstraint(
                name="wheel_activity_ends_after_it_began", condition=Q(last_year=None) | Q(last_year__gte=F("first_year"))
            ),
            models.CheckConstraint(
                name="wheel_activity_has_an_owner", condition=Q(owner__isnull=False) | ~Q(owner_words="") | Q(is_left_out=True)
            ),
            models.CheckConstraint(
                name="wheel_activity_left_out_says_why", condition=Q(is_left_out=False) | (Q(adapts__isnull=False) & ~Q(text=""))
            ),
            models.CheckConstraint(name="wheel_activity_does_not_adapt_itself", condition=~Q(adapts=F("pk"))),
            models.UniqueConstraint(fields=["committee", "adapts"], name="wheel_activity_is_adapted_once"),
        ]
        indexes = [models.Index(fields=["committee", "month"], name="wheel_by_committee")]
        ordering = ["month", F("day").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    def falls_in(self, year: int) -> bool:
        """Whether it is to be done that year."""
        begun = self.first_year <= year and (self.last_year is None or year <= self.last_year)
        return begun and (year - self.first_year) % self.every == 0


class WheelMark(models.Model):
    """What became of an activity one year in one committee: done, or not done and why; with no mark it was missed."""

    class State(models.TextChoices):
        """What became of it."""

        DONE = "done", _("done")
        NOT_DONE = "not_done", _("not done")

    activity = models.ForeignKey(WheelActivity, models.CASCADE, related_name="marks")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", help_text="Whose wheel: an inherited one is done by each.")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State)
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "committee", "year"], name="wheel_mark_of_a_year_is_one"),
            models.CheckConstraint(name="wheel_not_done_says_why", condition=~Q(state="not_done") | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.year}: {self.state}"
