"""Law or agreement, the rules for seats, the thresholds, and what is decided by hand: dated rows, never code (R6)."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgstructure.models.committees import Committee, Level, SeatRole
from safetynet.common.fields import no_overlap, period_is_forward


class Follows(models.TextChoices):
    """What a part of the organisation follows."""

    LAW = "law", _("the law")
    AGREEMENT = "agreement", _("a MED agreement")


class Agreement(models.Model):
    """This unit and all below it follow a MED agreement, or the law, for a stretch of days; the nearest row above holds.

    Where no row says anything the law holds.
    """

    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="agreements")
    follows = models.CharField(max_length=10, choices=Follows)
    name = models.CharField(max_length=160, help_text="What it is called and where it is found.")
    amr_term_years = models.PositiveSmallIntegerField()
    largest_without_group = models.PositiveSmallIntegerField(help_text="Workplaces of up to so many employees need no group; 0: all do.")
    demands_training_plan = models.BooleanField(default=True)
    trained_roles = ArrayField(models.CharField(max_length=20, choices=SeatRole), default=list, blank=True, help_text="Empty: as the law.")
    mandatory_days = models.DecimalField(max_digits=4, decimal_places=1, null=True, help_text="Empty, here and below: as the law.")
    mandatory_within_months = models.PositiveSmallIntegerField(null=True)
    supplementary_days = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    supplementary_offered_within_months = models.PositiveSmallIntegerField(null=True)
    yearly_days = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    discussion_points = models.TextField(blank=True, help_text="What the annual discussion must also take up.")
    documentation = models.TextField(blank=True, help_text="What must be kept in writing.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            period_is_forward("agreement_ends_after_it_began"),
            no_overlap("unit_follows_one_thing_a_day", "unit_id"),
            models.CheckConstraint(name="agreement_amr_term_is_one_to_four_years", condition=Q(amr_term_years__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return self.name


class SeatRule(models.Model):
    """How many seats of a role a committee of this level has under a MED agreement, for a stretch of days."""

    level = models.ForeignKey(Level, models.PROTECT, related_name="seat_rules")
    role = models.CharField(max_length=20, choices=SeatRole)
    at_least = models.PositiveSmallIntegerField(default=0)
    at_most = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            period_is_forward("seat_rule_ends_after_it_began"),
            models.UniqueConstraint(fields=["level", "role"], condition=Q(valid_to=None), name="seat_rule_is_open_once"),
            models.CheckConstraint(name="seat_rule_allows_what_it_asks_for", condition=Q(at_most=None) | Q(at_most__gte=F("at_least"))),
        ]

    def __str__(self) -> str:
        return f"{self.level_id} {self.role}"


class Threshold(models.Model):
    """From this day on: how large a group may be, how early one is warned, and where the hospitals stand in the tree."""

    valid_from = models.DateField(unique=True)
    group_size = models.PositiveSmallIntegerField(default=50)
    warning_days = models.PositiveSmallIntegerField(default=90)
    hospital_depth = models.PositiveSmallIntegerField(default=1, help_text="Depth in the line organisation, the top is 0.")
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="threshold_group_size_is_positive", condition=Q(group_size__gte=1))]

    def __str__(self) -> str:
        return str(self.valid_from)

    @classmethod
    def on(cls, day: date) -> "Threshold":
        """Those of that day; the first ones hold before anybody set any."""
        return cls.objects.filter(valid_from__lte=day).order_by("-valid_from").first() or cls(valid_from=day)


class SizeApproval(models.Model):
    """A MED committee has agreed that this group covers more people than is usual (R7): up to how many, when and where it stands."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="size_approvals")
    employees = models.PositiveIntegerField(help_text="Up to so many.")
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=200)
    by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.committee_id} {self.employees}"


class HandAct(models.Model):
    """What a person did by hand in the work-environment organisation: who, when and why. Only ever added to."""

    class Verb(models.TextChoices):
        """What was done."""

        FILL = "fill", _("gave a seat")
        PROLONG = "prolong", _("changed the last day of a seat")
        CONNECT = "connect", _("connected a unit")
        TAKE_OFF = "take_off", _("took a unit off")
        SUB_COMMITTEE = "sub_committee", _("made a sub-committee")
        APPROVE_SIZE = "approve_size", _("recorded that a larger group is approved")

    verb = models.CharField(max_length=20, choices=Verb)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="hand_acts")
    seat = models.ForeignKey("orgstructure.Seat", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    submission_id = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.verb} {self.committee_id}"
