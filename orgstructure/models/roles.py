"""Why a person may do what: dated holdings, and guardian's rows as their projection for today."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from orgstructure.permissions import Reach, Role
from safetynet.common.fields import valid_on


class HoldingSource(models.TextChoices):
    """Where a role comes from."""

    ENGAGEMENT = "engagement", _("employment")
    SEAT = "seat", _("seat")
    APPOINTMENT = "appointment", _("appointment")
    DEPUTY = "deputy", _("deputy for a period")
    MANUAL = "manual", _("given by hand")


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Roles by day."""

    def current(self, today: date) -> Self:
        """Those held on that day."""
        return self.filter(valid_on(today))


class RoleHolding(models.Model):
    """This person holds this role on this unit for these days; dated, never deleted: the truth about rights."""

    user = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=30, choices=Role)
    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="holdings")
    source = models.CharField(max_length=20, choices=HoldingSource)
    seat = models.ForeignKey("orgstructure.Seat", models.PROTECT, null=True, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    deputy_for = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="deputies")
    ended_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)
    submission_id = models.UUIDField(null=True, unique=True, editable=False)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_holding_ends_after_it_began_or_never_held",
                condition=Q(valid_to=None)
                | Q(valid_to__gt=F("valid_from"))
                | (Q(valid_to=F("valid_from")) & (Q(ended_by__isnull=False) | Q(source="deputy"))),
            ),
            models.CheckConstraint(
                name="role_holding_for_a_while_has_an_end", condition=~Q(source__in=("manual", "deputy")) | Q(valid_to__isnull=False)
            ),
            models.CheckConstraint(
                name="role_holding_by_deputy_names_whom",
                condition=Q(source="deputy", deputy_for__isnull=False) | (~Q(source="deputy") & Q(deputy_for=None)),
            ),
            models.CheckConstraint(
                name="role_holding_is_given_by_another", condition=~Q(source__in=("manual", "appointment", "deputy")) | ~Q(by=F("user"))
            ),
            models.CheckConstraint(name="role_holding_deputy_is_another", condition=Q(deputy_for=None) | ~Q(deputy_for=F("user"))),
            models.CheckConstraint(
                name="role_holding_taken_back_with_reason",
                condition=Q(ended_by=None, ended_reason="") | (Q(ended_by__isnull=False) & ~Q(ended_reason="")),
            ),
            models.CheckConstraint(
                name="role_holding_by_hand_has_person_and_reason",
                condition=~Q(source__in=("manual", "appointment", "deputy")) | (Q(by__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(name="role_holding_from_seat_names_it", condition=Q(seat__isnull=True) | Q(source="seat")),
        ]
        indexes = [
            models.Index(fields=["user", "valid_to"], name="role_holding_by_user"),
            models.Index(fields=["unit", "role"], name="role_holding_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"

    @property
    def last_day(self) -> date | None:
        """The last day of the role; None while it has no end."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def is_by_hand(self) -> bool:
        """A person gave it, so a person may take it back."""
        return self.source in (HoldingSource.APPOINTMENT, HoldingSource.MANUAL, HoldingSource.DEPUTY)

    @property
    def was_never_held(self) -> bool:
        """Taken back before its first day was over."""
        return self.valid_to == self.valid_from


class DeputyAct(models.Model):
    """Somebody did something that only being the deputy of another allowed: both names, written with the act, never changed (A1-17)."""

    class Subject(models.TextChoices):
        """What was acted on; `subject_id` is its number."""

        PLAN = "plan", _("action plan")
        ORDER = "order", _("order of the plans")
        COMMITTEE = "committee", _("committee or group")
        ELECTION = "election", _("election")
        TRAINING = "training", _("training")
        ASSESSMENT = "assessment", _("the unit's APV")
        MATTER = "matter", _("lifted matter")
        INJURY = "injury", _("injury case")
        AUDIT = "audit", _("self-audit")
        MEETING = "meeting", _("meeting")
        DISCUSSION = "discussion", _("annual discussion")

    PAGES: ClassVar = {
        Subject.PLAN: "plan-detail",
        Subject.ORDER: "plan-order",
        Subject.COMMITTEE: "committee-detail",
        Subject.ELECTION: "election-detail",
        Subject.TRAINING: "committee-training",
        Subject.ASSESSMENT: "unit-assessments",
        Subject.MATTER: "lifted-detail",
        Subject.INJURY: "injury-by-number",
        Subject.AUDIT: "audit-detail",
        Subject.MEETING: "meeting-detail",
        Subject.DISCUSSION: "discussion-detail",
    }

    by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="acted_for_others")
    deputy_for = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="acts_of_deputies")
    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=Subject)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="deputy_act_is_by_another", condition=~Q(by=F("deputy_for")))]
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="deputy_act_by_subject"),
            models.Index(fields=["deputy_for", "-at"], name="deputy_act_by_principal"),
            models.Index(fields=["by", "-at"], name="deputy_act_by_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} for {self.deputy_for_id}: {self.subject} {self.subject_id}"

    def get_absolute_url(self) -> str:
        """What was acted on; it asks again whether the reader may see it."""
        return reverse(self.PAGES[self.Subject(self.subject)], args=[self.subject_id])


class UnitUserPermission(UserObjectPermissionBase):
    """Guardian's row: today's projection of the holdings; `until` is the last day it gives anything."""

    content_object = models.ForeignKey("orgstructure.Unit", models.CASCADE, related_name="user_permissions")
    reach = models.CharField(max_length=10, choices=Reach)
    until = models.DateField(null=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        indexes = [models.Index(fields=["content_object", "permission"], name="unit_user_permission_by_unit")]


class UnitGroupPermission(GroupObjectPermissionBase):
    """Exists because guardian asks for it, and stays empty (a test says so)."""

    content_object = models.ForeignKey("orgstructure.Unit", models.CASCADE, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
