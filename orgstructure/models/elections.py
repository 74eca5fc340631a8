"""Elections to a seat: called, held, and what came of it. Nobody votes here; a show of hands is recorded.

A result that was recorded wrongly is corrected within `CORRECTED_WITHIN`; what stood before is kept with the reason.
"""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.models.committees import Committee, SeatRole
from orgstructure.models.people import User

CORRECTED_WITHIN = timedelta(days=7)


class OutboxKind(models.TextChoices):
    """Mails about seats, training and the nightly run; worded above this room."""

    FEED = "feed", _("organisation data")
    TRAINING = "training", _("training due")
    ELECTED = "elected", _("elected")
    NOT_ELECTED = "not_elected", _("result corrected")


class Election(models.Model):
    """One election (valg) of one role in one group or committee; AMR and TR by separate ones (R8)."""

    class State(models.TextChoices):
        """How far it has come."""

        CALLED = "called", _("called")
        HELD = "held", _("held")
        NOBODY = "nobody", _("nobody stood")
        CANCELLED = "cancelled", _("cancelled")

    ELECTED_ROLES = ((SeatRole.AMR, SeatRole.AMR.label), (SeatRole.STEWARD, SeatRole.STEWARD.label))

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="elections")
    role = models.CharField(max_length=20, choices=ELECTED_ROLES)
    seats = models.PositiveSmallIntegerField(default=1)
    held_on = models.DateField()
    valid_from = models.DateField(help_text="Taking office.")
    valid_to = models.DateField(help_text="The day after the last day of the period.")
    agreement = models.CharField(max_length=300, blank=True, help_text="The agreement of a period over 2 years (R5).")
    state = models.CharField(max_length=10, choices=State, default=State.CALLED)
    electorate = models.PositiveIntegerField(null=True, help_text="Counted on the day of the result.")
    minutes = models.TextField(blank=True)
    minutes_file = models.CharField(max_length=200, blank=True, help_text="The name in the storage.")
    minutes_file_name = models.CharField(max_length=120, blank=True)
    minutes_file_kind = models.CharField(max_length=10, blank=True)
    ended_seats = models.JSONField(default=list, help_text="The seats that ended by the result, each with the end it had before.")
    reason = models.CharField(max_length=300, blank=True)
    submission_id = models.UUIDField(unique=True)
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="election_period_is_forward", condition=Q(valid_to__gt=F("valid_from"))),
            models.CheckConstraint(name="election_takes_office_after_it", condition=Q(valid_from__gte=F("held_on"))),
            models.CheckConstraint(name="election_fills_a_seat", condition=Q(seats__gte=1)),
            models.CheckConstraint(
                name="election_that_ended_says_by_whom",
                condition=Q(state="called", ended_at=None, ended_by=None)
                | (~Q(state="called") & Q(ended_at__isnull=False, ended_by__isnull=False)),
            ),
            models.CheckConstraint(name="election_held_has_its_electorate", condition=~Q(state="held") | Q(electorate__isnull=False)),
            models.CheckConstraint(
                name="election_without_result_has_a_reason", condition=~Q(state__in=("nobody", "cancelled")) | ~Q(reason="")
            ),
            models.UniqueConstraint(fields=["committee", "role"], condition=Q(state="called"), name="election_is_called_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.committee_id} {self.held_on}"

    def get_absolute_url(self) -> str:
        """The election's page."""
        return reverse("election-detail", args=[self.pk])

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.valid_to - timedelta(days=1)

    @property
    def is_called(self) -> bool:
        """No result yet."""
        return self.state == self.State.CALLED

    def is_correctable(self, now: datetime) -> bool:
        """A result recorded at most a week ago."""
        return self.state == self.State.HELD and self.ended_at is not None and now < self.ended_at + CORRECTED_WITHIN


class Candidate(models.Model):
    """One who stands (opstillet) in an election."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    votes = models.PositiveIntegerField(null=True)
    is_elected = models.BooleanField(default=False)
    seat = models.OneToOneField("orgstructure.Seat", models.PROTECT, null=True, related_name="candidate")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "user"], name="candidate_stands_once"),
            models.CheckConstraint(
                name="candidate_elected_has_seat_and_has_not_withdrawn",
                condition=Q(is_elected=False, seat=None) | Q(is_elected=True, seat__isnull=False, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.election_id}"


class ElectionCorrection(models.Model):
    """A result was recorded wrongly: what stood before, why it was changed, by whom and when. Only ever added to."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="corrections")
    before = models.JSONField(help_text="Who was elected with votes and seats, whose seats had ended, and the minutes.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.CheckConstraint(name="election_correction_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.election_id} {self.at}"

    @property
    def elected_before(self) -> str:
        """The names that stood there."""
        return ", ".join(row["name"] for row in self.before["elected"])
