"""What a person does by hand in the work-environment organisation: seats, covered units, sub-committees, approvals.

Each act is one transaction: the row, who did it when and why (`HandAct`), and the rights that follow from it at once.
Only who keeps the organisation on every unit that the committee covers may act (`keeping.may_keep`), and nobody gives
a seat to themselves: a seat gives rights, so two people stand behind each one.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgstructure import acting
from orgstructure.models import (
    Committee,
    CommitteePeriod,
    Coverage,
    HandAct,
    Level,
    Origin,
    RoleWord,
    Seat,
    SeatRole,
    SizeApproval,
    Unit,
    User,
)
from orgstructure.usecases.coverage import follow_parents
from orgstructure.usecases.grants import bring_in_step, people_around
from safetynet.common.fields import valid_on


@dataclass(frozen=True)
class Why:
    """Who acts, when, for which reason, and the form it was sent with: the same form twice is one act."""

    by: User
    now: datetime
    today: date
    reason: str
    submission_id: uuid.UUID

    @property
    def is_done(self) -> bool:
        """This very form has been carried out already."""
        return HandAct.objects.filter(submission_id=self.submission_id).exists()

    def write(self, verb: str, committee: Committee, **about: object) -> None:
        """The trace of the act."""
        HandAct.objects.create(
            verb=verb, committee=committee, reason=self.reason, by=self.by, at=self.now, submission_id=self.submission_id, **about
        )
        acting.note_in(committee, self.by, acting.Subject.COMMITTEE, committee.pk, self.now)


@transaction.atomic
def fill_seat(committee: Committee, *, user: User, role: str, starts: date, last_day: date | None, union: str, why: Why) -> None:
    """Give somebody a seat; raises ValidationError where the person may not have it."""
    if why.is_done:
        return
    if user.pk == why.by.pk:
        raise ValidationError({"user": _("You cannot give a seat to yourself. Ask a colleague who keeps the organisation, too.")})
    Committee.objects.select_for_update().get(pk=committee.pk)
    if Seat.objects.filter(valid_on(max(starts, why.today)), committee=committee, user=user, role=role).exists():
        raise ValidationError({"user": _("That person has this seat already.")})
    word = RoleWord.objects.filter(role=role).order_by("pk").values_list("word", flat=True).first() or str(SeatRole(role).label)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                user=user, committee=committee, role=role, role_word=word[:80], union=union, origin=Origin.HAND,
                valid_from=starts, valid_to=_day_after(last_day),
            )  # fmt: skip
    except IntegrityError as error:
        raise ValidationError({"user": _("That person has this seat already.")}) from error
    why.write(HandAct.Verb.FILL, committee, seat=seat)
    bring_in_step(today=why.today, people={user.pk})


@transaction.atomic
def set_last_day(seat: Seat, *, last_day: date | None, seen: date | None, why: Why) -> None:
    """Prolong or end a seat; `seen` is the last day the form was made with. Raises ValidationError."""
    if why.is_done:
        return
    locked = Seat.objects.select_for_update().get(pk=seat.pk)
    if locked.last_day != seen:
        raise ValidationError(_("Somebody has just changed the seat. Look at it again."))
    ends = _day_after(last_day)
    if seat.user_id == why.by.pk and (ends is None or (locked.valid_to and ends > locked.valid_to)):
        raise ValidationError({"last_day": _("You cannot prolong your own seat. Ask a colleague who keeps the organisation, too.")})
    if ends and ends <= locked.valid_from:
        raise ValidationError({"last_day": _("The last day cannot be before the first.")})
    Seat.objects.filter(pk=seat.pk).update(valid_to=ends, origin=Origin.HAND, end_is_held=True)
    why.write(HandAct.Verb.PROLONG, locked.committee, seat=locked)
    bring_in_step(today=why.today, people={locked.user_id})


@transaction.atomic
def connect(unit: Unit, committee: Committee, *, why: Why) -> None:
    """From today the committee or group covers the unit; one that does already stays so."""
    if why.is_done:
        return
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not Coverage.objects.filter(valid_on(why.today), unit=unit, committee=committee).exists():
        ended_today = Coverage.objects.filter(unit=unit, committee=committee, valid_from=why.today)
        if not ended_today.update(valid_to=None, origin=Origin.HAND):
            Coverage.objects.create(unit=unit, committee=committee, origin=Origin.HAND, valid_from=why.today)
    why.write(HandAct.Verb.CONNECT, committee, unit=unit)
    follow_parents(today=why.today)
    bring_in_step(today=why.today, people=people_around({unit.pk}, why.today))


@transaction.atomic
def take_off(unit: Unit, committee: Committee, *, why: Why) -> None:
    """From today the committee or group covers the unit no longer."""
    if why.is_done:
        return
    rows = Coverage.objects.filter(valid_on(why.today), unit=unit, committee=committee)
    rows.filter(valid_from__gte=why.today).delete()  # it has held no day
    rows.filter(valid_from__lt=why.today).update(valid_to=why.today, origin=Origin.HAND)
    why.write(HandAct.Verb.TAKE_OFF, committee, unit=unit)
    follow_parents(today=why.today)
    bring_in_step(today=why.today, people=people_around({unit.pk}, why.today))


@transaction.atomic
def make_sub_committee(parent: Committee, *, name: str, level: Level | None, why: Why) -> Committee | None:
    """A committee under a committee with seats of its own over the same units, also when these change; None for a form sent twice."""
    if why.is_done:
        return None
    made = Committee.objects.create(
        source_key=uuid.uuid4(), name=name, parent=parent, path=f"new-{uuid.uuid4()}", depth=parent.depth + 1,
        level=level, origin=Origin.HAND, is_sub_committee=True, valid_from=why.today,
    )  # fmt: skip
    made.path = f"{parent.path}{made.pk}/"
    made.save(update_fields=["path"])
    CommitteePeriod.objects.create(committee=made, name=name, parent=parent, path=made.path, valid_from=why.today)
    follow_parents(today=why.today)
    why.write(HandAct.Verb.SUB_COMMITTEE, made)
    return made


@transaction.atomic
def approve_size(group: Committee, *, employees: int, decided_on: date, decided_by: Committee, reference: str, why: Why) -> None:
    """Record that a MED committee has agreed to a larger group (R7)."""
    if why.is_done:
        return
    SizeApproval.objects.create(
        committee=group, employees=employees, decided_on=decided_on, decided_by=decided_by, reference=reference, by=why.by, at=why.now
    )
    why.write(HandAct.Verb.APPROVE_SIZE, group)


def _day_after(last_day: date | None) -> date | None:
    return last_day + timedelta(days=1) if last_day and last_day < date.max else None
