"""Why a person may do what: dated holdings, and guardian's rows as their projection for today."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from orgstructure.permissions import Reach, Role
from safetynet.common.fields import period_is_forward, valid_on


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

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            period_is_forward("role_holding_ends_after_it_began"),
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
