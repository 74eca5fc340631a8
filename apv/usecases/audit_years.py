"""The life of a year of self-audit: prepared, opened, its last day moved, closed; and why a place was not answered.

Who is expected follows from the organisation (`audit_places.py`). A year that is closed is not opened again: its figures
are what the report was made of.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from apv.audit_stages import stages
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import AuditAct, AuditPlace, AuditReminder, AuditSet, AuditStatus, AuditYear, NotAnswered, SelfAudit, YearStatus
from apv.usecases.audit_places import lay_places as lay_places  # noqa: PLC0414  called from here by others
from orgstructure import acting
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class Prepared:
    """What a year is prepared with, as its form gives it."""

    question_set: AuditSet
    top: Unit
    opens_on: date
    due_on: date
    follows: AuditYear | None = None

    def columns(self) -> dict[str, Any]:
        """As the year's row keeps it."""
        return {name: getattr(self, name) for name in ("question_set", "top", "opens_on", "due_on", "follows")}


def check(prepared: Prepared, today: date) -> None:
    """Raises `NotReadyError` with a sentence for each field that cannot stand."""
    missing = {}
    if prepared.due_on < prepared.opens_on:
        missing["due_on"] = _("Choose a last day that is not before the first.")
    elif prepared.due_on < today:
        missing["due_on"] = _("Choose today or a later day.")
    if prepared.follows and prepared.follows.question_set.year >= prepared.question_set.year:
        missing["follows"] = _("Choose an earlier year than %(year)s.") % {"year": prepared.question_set.year}
    if missing:
        raise NotReadyError(missing)


def prepare(prepared: Prepared, *, by: User, submission_id: uuid.UUID, now: datetime, today: date) -> AuditYear:
    """A year being prepared; the same form sent twice is one year. Raises `NotReadyError`."""
    check(prepared, today)
    try:
        with transaction.atomic():
            return AuditYear.objects.create(**prepared.columns(), tree_on=today, made_by=by, made_at=now, submission_id=submission_id)
    except IntegrityError:
        if same := AuditYear.objects.filter(submission_id=submission_id, made_by=by).first():
            return same
        raise _asked_already(prepared) from None


@transaction.atomic
def change(year: AuditYear, prepared: Prepared, *, version: int, today: date) -> None:
    """Change a year in preparation. Raises `NotReadyError`, `StaleError`."""
    check(prepared, today)
    try:
        with transaction.atomic():
            mine = AuditYear.objects.filter(pk=year.pk, status=YearStatus.DRAFT, version=version)
            if not mine.update(**prepared.columns(), tree_on=today, version=version + 1):
                raise StaleError
    except IntegrityError:
        raise _asked_already(prepared) from None
    year.refresh_from_db()


def _asked_already(prepared: Prepared) -> NotReadyError:
    words = {"unit": prepared.top.name, "questions": prepared.question_set}
    return NotReadyError({"question_set": _("There is a year with “%(questions)s” for %(unit)s already.") % words})


@transaction.atomic
def open_year(*, year: AuditYear, by: User, now: datetime, today: date) -> None:
    """From now on it takes answers, and everybody expected has a place. Its first day is today. Raises `RefusedError`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit-years', 0))")  # two that overlap: one after the other
    if why := why_not_open(year, today):
        raise RefusedError(why)
    changes: dict[str, Any] = {"status": YearStatus.OPEN, "opens_on": today, "opened_at": now, "opened_by": by}
    _move(year, YearStatus.DRAFT, **changes)
    lay_places(year, today=today)


def why_not_open(year: AuditYear, today: date) -> str:
    """What is in the way of opening it; "" when nothing is."""
    if year.status != YearStatus.DRAFT:
        return _("The year is opened already.")
    if year.due_on < today:
        return _("The last day has passed. Choose a later one.")
    if year.question_set.finished_at is None:
        return _("Its questions are not finished yet.")
    if year.question_set.retired_at is not None:
        return _("Its questions are retired. Choose others.")
    same = AuditYear.objects.of_units_in(year.top).filter(status=YearStatus.OPEN, question_set__year=year.question_set.year)
    if other := same.select_related("top", "question_set").exclude(pk=year.pk).first():
        words = {"year": year.question_set.year, "unit": other.top.name}
        return (
            _("The self-audit %(year)s of %(unit)s is open, and asks some of the same units. Close it first, or choose units apart.")
            % words
        )
    return ""


@transaction.atomic
def move_due(*, year: AuditYear, due_on: date, today: date) -> None:
    """Another last day while it is open; reminders of a day still to come are sent anew. Raises `RefusedError`."""
    if due_on < max(today, year.opens_on):
        raise RefusedError(_("Choose today or a later day."))
    _move(year, YearStatus.OPEN, due_on=due_on)
    to_come = [stage for stage, day in stages(year) if day > today]
    AuditReminder.objects.filter(place__year=year, stage__in=to_come).delete()


@transaction.atomic
def close_year(*, year: AuditYear, by: User, now: datetime) -> None:
    """No more answers. What was sent in is closed with it; what was not is told as not answered. Raises `RefusedError`."""
    _move(year, YearStatus.OPEN, status=YearStatus.CLOSED, closed_at=now, closed_by=by)
    sent_in = SelfAudit.objects.select_for_update(no_key=True).filter(year=year, status=AuditStatus.SUBMITTED)
    ids = list(sent_in.values_list("pk", flat=True))
    SelfAudit.objects.filter(pk__in=ids).update(status=AuditStatus.CLOSED, closed_at=now)
    AuditAct.objects.bulk_create([AuditAct(audit_id=pk, verb=AuditAct.Verb.CLOSE, at=now, by=by) for pk in ids], batch_size=2000)


def say_why_not(*, place: AuditPlace, reason: str, note: str = "", by: User, now: datetime) -> None:
    """Keep why nothing was sent in, or that there is no reason any more (""). It may be changed, and ends nothing.

    Raises `NotReadyError` where a word is missing, `RefusedError` where there is nothing to tell any more.
    """
    if reason == NotAnswered.OTHER and not note.strip():
        raise NotReadyError({"note": _("Say in a few words what it is.")})
    told: dict[str, Any] = {"reason": reason, "reason_note": note.strip() if reason else ""}
    told |= {"reason_at": now if reason else None, "reason_by": by if reason else None}
    open_now = AuditPlace.objects.standing().unanswered().filter(pk=place.pk, year__status=YearStatus.OPEN)
    with transaction.atomic():
        if not AuditPlace.objects.filter(pk__in=open_now.values("pk")).update(**told):
            raise RefusedError(_("It has been sent in, or the year is closed: there is nothing to tell any more."))
        if place.audit_id:
            acting.note(by, Perm.ANSWER_AUDITS, [place.unit], acting.Subject.AUDIT, place.audit_id, now)
    place.refresh_from_db(fields=[*told])


@transaction.atomic
def say_all_why_not(*, places: Iterable[AuditPlace], reason: str, note: str, by: User, now: datetime) -> None:
    """The same reason for several places, all or none."""
    for place in places:
        say_why_not(place=place, reason=reason, note=note, by=by, now=now)


def _move(year: AuditYear, from_: YearStatus, **changes: Any) -> None:
    """Compare and set: of two people clicking at once, one gets the error."""
    if not AuditYear.objects.filter(pk=year.pk, status=from_).update(**changes, version=year.version + 1):
        raise RefusedError(_("The year is not where it was. Open the page again."))
    year.refresh_from_db(fields=[*changes, "version"])
