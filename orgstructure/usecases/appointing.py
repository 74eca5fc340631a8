"""Giving a role by hand, taking it back, prolonging it, and naming a deputy (R68).

Who may: only within the giver's `Perm.APPOINT`; nobody to him- or herself; and never a role that reaches further than
the giver's own kind: system administrators and consultants are made by system administrators (`GIVEN_BY`). Roles that
follow from the line or from a seat (manager, AMR, group leader, chair) are given for a while only, with an end.
"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from orgstructure.access import may, scope_of
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Role
from orgstructure.roles import ROLES
from orgstructure.usecases.grants import LOCK, bring_in_step

# Roles one is appointed to, with or without an end; every other role given by hand is for a while.
APPOINTED = frozenset(
    {
        Role.COORDINATOR,
        Role.HEAD_OF_WORK_ENVIRONMENT,
        Role.CONSULTANT,
        Role.SAFETYNET_ADMINISTRATOR,
        Role.SYSTEM_ADMINISTRATOR,
        Role.INJURY_ADMINISTRATOR,
        Role.DATA_PROTECTION_READER,
    }
)
# Roles that only a holder of one of these may give or take.
GIVEN_BY = {
    Role.SYSTEM_ADMINISTRATOR: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Role.CONSULTANT: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Role.DATA_PROTECTION_READER: frozenset({Role.SYSTEM_ADMINISTRATOR}),
}
LONGEST = timedelta(days=366)


class AppointmentError(Exception):
    """What was asked cannot be; `faults` maps the field to a sentence that says what to do."""

    def __init__(self, **faults: str) -> None:
        """Keep the sentences, by field."""
        super().__init__("; ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True)
class Appointment:
    """A role to give: to whom, where, from when until when (the last day), and why."""

    user: User
    role: Role
    unit: Unit
    begins: date
    last_day: date | None
    reason: str
    submission_id: uuid.UUID | None = None

    @property
    def ends(self) -> date | None:
        """The first day without the role."""
        return self.last_day + timedelta(days=1) if self.last_day else None


def may_give(by: User, role: Role, unit: Unit, today: date) -> bool:
    """Whether this person may give or take this role there, on that day."""
    if not may(by, Perm.APPOINT, unit.pk, unit.path):
        return False
    givers = GIVEN_BY.get(role)
    if givers is None:
        return True
    above = [*unit.ancestor_ids(), unit.pk]
    return RoleHolding.objects.current(today).filter(user=by, role__in=givers, unit__in=above).exists()


def roles_to_give(by: User, unit: Unit, today: date) -> list[Role]:
    """The roles this person may give there."""
    return [role for role in Role if may_give(by, role, unit, today)]


def may_take_back(by: User, holding: RoleHolding, today: date) -> bool:
    """Whoever may give it, and the one who named a deputy."""
    if not holding.is_by_hand or (holding.valid_to and holding.valid_to <= today):
        return False
    return (holding.source == HoldingSource.DEPUTY and holding.deputy_for_id == by.pk) or may_give(
        by, Role(holding.role), holding.unit, today
    )


@transaction.atomic
def appoint(wanted: Appointment, *, by: User, today: date) -> RoleHolding:
    """Give the role; it works at once. Raises AppointmentError; the same submission twice gives one holding."""
    _lock()
    if wanted.submission_id and (done := RoleHolding.objects.filter(submission_id=wanted.submission_id, by=by).first()):
        return done
    _check(wanted, by, today)
    holding = RoleHolding.objects.create(
        user=wanted.user,
        role=wanted.role,
        unit=wanted.unit,
        source=HoldingSource.APPOINTMENT if wanted.role in APPOINTED else HoldingSource.MANUAL,
        valid_from=wanted.begins,
        valid_to=wanted.ends,
        by=by,
        reason=wanted.reason,
        submission_id=wanted.submission_id,
    )
    bring_in_step(today=today, people={wanted.user.pk})
    return holding


@transaction.atomic
def name_deputy(wanted: Appointment, *, by: User, today: date) -> RoleHolding:
    """Let somebody act for me in a role that I hold there in my own right, for a while. Raises AppointmentError."""
    _lock()
    if wanted.submission_id and (done := RoleHolding.objects.filter(submission_id=wanted.submission_id, by=by).first()):
        return done
    held = RoleHolding.objects.current(today).exclude(source=HoldingSource.DEPUTY)
    if Perm.APPOINT in ROLES[wanted.role]:
        raise AppointmentError(role=_("A role that gives out roles has no deputy: let somebody be appointed."))
    if not held.filter(user=by, role=wanted.role, unit=wanted.unit).exists():
        raise AppointmentError(role=_("You can only name a deputy for a role that is your own today."))
    if wanted.last_day is None:
        raise AppointmentError(last_day=_("Say the last day: somebody is a deputy for a while."))
    _check_person(wanted, by, today)
    _check_days(wanted, today)
    holding = RoleHolding.objects.create(
        user=wanted.user,
        role=wanted.role,
        unit=wanted.unit,
        source=HoldingSource.DEPUTY,
        deputy_for=by,
        valid_from=wanted.begins,
        valid_to=wanted.ends,
        by=by,
        reason=wanted.reason,
        submission_id=wanted.submission_id,
    )
    bring_in_step(today=today, people={wanted.user.pk})
    return holding


@transaction.atomic
def take_back(holding: RoleHolding, *, by: User, reason: str, today: date) -> None:
    """End it today, so that it gives nothing from now on; the row stays. Raises AppointmentError."""
    _lock()
    holding = RoleHolding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=holding.pk)
    if not may_take_back(by, holding, today):
        raise AppointmentError(reason=_("This role is over already, or is not yours to take back."))
    if not reason.strip():
        raise AppointmentError(reason=_("Say why."))
    if holding.role == Role.SYSTEM_ADMINISTRATOR and not _others(holding, today):
        raise AppointmentError(reason=_("This is the last system administrator. Appoint another one first."))
    holding.valid_to = max(today, holding.valid_from)
    holding.ended_by, holding.ended_reason = by, reason.strip()
    holding.save(update_fields=["valid_to", "ended_by", "ended_reason"])
    bring_in_step(today=today, people={holding.user_id})


@transaction.atomic
def prolong(holding: RoleHolding, *, by: User, last_day: date, today: date) -> None:
    """Move the last day. Raises AppointmentError; a deputy's is moved by the one deputised for."""
    _lock()
    holding = RoleHolding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=holding.pk)
    if not may_take_back(by, holding, today) or holding.user_id == by.pk:
        raise AppointmentError(last_day=_("This role is over already, or is not yours to prolong."))
    begins = max(today, holding.valid_from)
    if not begins <= last_day <= begins + LONGEST:
        raise AppointmentError(last_day=_("Choose a day from today and at most a year ahead."))
    holding.valid_to = last_day + timedelta(days=1)
    holding.save(update_fields=["valid_to"])
    bring_in_step(today=today, people={holding.user_id})


def _lock() -> None:
    """One at a time, and in turn with `bring_in_step`: what is checked below still holds when it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _check(wanted: Appointment, by: User, today: date) -> None:
    if not scope_of(by, Perm.APPOINT).covers(wanted.unit.pk, wanted.unit.path):
        raise AppointmentError(unit=_("You may not give roles in this unit."))
    if not may_give(by, wanted.role, wanted.unit, today):
        raise AppointmentError(role=_("Only a system administrator may give this role."))
    if wanted.role not in APPOINTED and wanted.last_day is None:
        raise AppointmentError(last_day=_("Say the last day: this role follows from the line or a seat, so by hand it is for a while."))
    _check_person(wanted, by, today)
    _check_days(wanted, today)


def _check_person(wanted: Appointment, by: User, today: date) -> None:
    if wanted.user.pk == by.pk:
        raise AppointmentError(user=_("Nobody gives themselves a role. Ask somebody else who may."))
    if not User.objects.admitted(today).filter(pk=wanted.user.pk, kind=User.Kind.PERSON).exists():
        raise AppointmentError(user=_("This person is not employed today."))
    if not wanted.reason.strip():
        raise AppointmentError(reason=_("Say why."))
    if wanted.unit.valid_to and wanted.unit.valid_to <= today:
        raise AppointmentError(unit=_("This unit is closed."))
    same = RoleHolding.objects.filter(user=wanted.user, role=wanted.role, unit=wanted.unit, source__in=("manual", "appointment", "deputy"))
    ending = wanted.ends or date.max
    if same.exclude(valid_to__lte=wanted.begins).filter(valid_from__lt=ending).exists():
        raise AppointmentError(user=_("The person holds this role here already for some of these days. Prolong it instead."))


def _check_days(wanted: Appointment, today: date) -> None:
    if wanted.begins < today:
        raise AppointmentError(begins=_("Choose today or a later day: a role cannot begin in the past."))
    if wanted.last_day and not wanted.begins <= wanted.last_day:
        raise AppointmentError(last_day=_("The last day must not be before the first."))
    if wanted.role not in APPOINTED and wanted.last_day and wanted.last_day > wanted.begins + LONGEST:
        raise AppointmentError(last_day=_("Choose a day from today and at most a year ahead."))


def _others(holding: RoleHolding, today: date) -> bool:
    """Whether somebody else who may sign in is system administrator at the top today."""
    admitted = User.objects.admitted(today).values("pk")
    same = RoleHolding.objects.current(today).filter(role=holding.role, unit=holding.unit, user__in=admitted)
    return same.exclude(user=holding.user_id).exists()
