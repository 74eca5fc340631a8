"""Absence is added, changed and taken out, and what else decides the law's clock is noted; every change reckons the clock anew.

The day of the injury never counts; the first day of absence does, also when it was no working day (R40, R46).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from injuries import rights
from injuries.errors import NotReadyError, StaleError
from injuries.models import Absence, Case
from injuries.usecases import clockwork, mailing
from injuries.usecases.registering import NewAbsence
from orgstructure.models import User

DAY = timedelta(days=1)
LONGEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Facts:
    """What decides the clock beside absence (R41, R42, R57)."""

    may_claim: bool
    is_serious: bool
    died_at: datetime | None


@transaction.atomic
def add(case: Case, told: NewAbsence, *, by: User, now: datetime, today: date) -> bool:
    """Note a stretch; False when just this one stands there already. Raises NotReadyError with a sentence by field."""
    _lock(case)
    if Absence.objects.filter(case=case, starts_on=told.starts_on, ends_on=told.ends_on, extent=told.extent).exists():
        return False
    _refuse(case, told, today=today)
    Absence.objects.create(
        case=case,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        extent=told.extent,
        is_expected=told.is_expected or told.starts_on > today,
        noted_at=now,
        noted_by=by,
    )
    _keep(case, "absence", by=by, now=now)
    return True


@transaction.atomic
def change(absence: Absence, told: NewAbsence, *, version: int, by: User, now: datetime, today: date) -> None:
    """Give the stretch other days. Raises NotReadyError, and StaleError when the case was saved after the form was opened."""
    case = absence.case
    _lock(case, version=version)
    _refuse(case, told, today=today, but=absence.pk)
    expected = told.is_expected or told.starts_on > today
    Absence.objects.filter(pk=absence.pk).update(
        starts_on=told.starts_on, ends_on=told.ends_on, extent=told.extent, is_expected=expected, noted_at=now, noted_by=by
    )
    _keep(case, "absence_change", by=by, now=now)


@transaction.atomic
def remove(absence: Absence, *, by: User, now: datetime) -> None:
    """It was noted by mistake: that it was there stays in the history."""
    _lock(absence.case)
    if Absence.objects.filter(pk=absence.pk).delete()[0]:
        _keep(absence.case, "absence_remove", by=by, now=now)


@transaction.atomic
def note_facts(case: Case, facts: Facts, *, version: int, by: User, now: datetime) -> None:
    """Claim, serious injury, death; death and serious injury are told to manager and administrator at once (R42, R57)."""
    _lock(case, version=version)
    if facts.died_at and facts.died_at > now:
        raise NotReadyError({"died_on": _("It cannot be known before it has happened: write a time that has passed.")})
    if facts.died_at and facts.died_at.date() < case.happened_on:
        raise NotReadyError({"died_on": _("Write a day on or after the day of the injury.")})
    Case.objects.filter(pk=case.pk).update(may_claim=facts.may_claim, is_serious=facts.is_serious, died_at=facts.died_at)
    _keep(case, "facts", by=by, now=now)


def _lock(case: Case, *, version: int | None = None) -> None:
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if version is not None and locked.version != version:
        raise StaleError
    case.refresh_from_db(fields=["state", "due_at", "duty", "version", "may_claim", "is_serious", "died_at"])


def _keep(case: Case, verb: str, *, by: User, now: datetime) -> None:
    """The clock, the act, and a word at once to who must hurry."""
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    case.refresh_from_db(fields=["may_claim", "is_serious", "died_at", "version"])
    clockwork.act(case, verb, case.state, by=by, now=now, perm=rights.right_of(case))
    clockwork.keep(case, now=now, by=by)
    mailing.queue_of([case.pk], now=now)


def _refuse(case: Case, told: NewAbsence, *, today: date, but: int = 0) -> None:
    if told.starts_on <= case.happened_on:
        day = date_format(case.happened_on + DAY, "DATE_FORMAT")
        raise NotReadyError(
            {"starts_on": _("The day of the injury never counts as absence. The first day can be %(day)s at the earliest.") % {"day": day}}
        )
    if told.starts_on > today + LONGEST_AHEAD:
        raise NotReadyError({"starts_on": _("That is more than a year ahead. Look at the year.")})
    if told.ends_on and told.ends_on < told.starts_on:
        raise NotReadyError(
            {"ends_on": _("The last day is before the first. Turn them round, or leave the last day empty while it goes on.")}
        )
    for other in Absence.objects.filter(case=case).exclude(pk=but).order_by("starts_on"):
        if other.starts_on <= (told.ends_on or date.max) and told.starts_on <= (other.ends_on or date.max):
            raise NotReadyError({"starts_on": _overlap(other)})


def _overlap(other: Absence) -> str:
    first = date_format(other.starts_on, "DATE_FORMAT")
    if other.ends_on is None:
        return _("It runs into the absence from %(first)s, which has no last day. Give that one its last day first.") % {"first": first}
    last = date_format(other.ends_on, "DATE_FORMAT")
    return _("It runs into the absence from %(first)s to %(last)s. Change that one instead.") % {"first": first, "last": last}
