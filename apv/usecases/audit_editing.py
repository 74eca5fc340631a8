"""A set of questions of the self-audit being written: its head and its questions, one change at a time.

Each change takes the stamp that its page was opened with. `LockedError` when the set is finished, `StaleError` when somebody saved
since: then nothing is written.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from apv.audit_set_checks import problems
from apv.errors import LockedError, NotReadyError, RefusedError, StaleError
from apv.models import AuditQuestion, AuditSet
from orgstructure.models import User
from safetynet.common.texts import Texts

Columns = Mapping[str, Any]


def _claim(pk: int, *, seen: int, by: User, now: datetime) -> AuditSet:
    """The set, locked until the end of the transaction and stamped anew."""
    audit_set = AuditSet.objects.select_for_update().get(pk=pk)
    if audit_set.is_finished:
        raise LockedError
    if audit_set.edit_stamp != seen:
        raise StaleError
    AuditSet.objects.filter(pk=pk).update(edit_stamp=F("edit_stamp") + 1, edited_at=now, edited_by=by)
    return audit_set


@transaction.atomic
def change_head(audit_set: AuditSet, columns: Columns, *, seen: int, by: User, now: datetime) -> None:
    """Year, name and introduction."""
    fresh = _claim(audit_set.pk, seen=seen, by=by, now=now)
    AuditSet.objects.filter(pk=fresh.pk).update(**columns)


@transaction.atomic
def add_question(audit_set: AuditSet, columns: Columns, *, number: int, seen: int, by: User, now: datetime) -> AuditQuestion:
    """One more, with that number; those behind it get the next one. `RefusedError` when its code is taken."""
    fresh = _claim(audit_set.pk, seen=seen, by=by, now=now)
    if fresh.questions.filter(code=columns["code"]).exists():
        raise RefusedError(_("Another one has that code. Choose another."))
    row = fresh.questions.create(position=fresh.questions.count() + 1, **columns)
    _put(row, number)
    return row


@transaction.atomic
def change_question(row: AuditQuestion, columns: Columns, *, number: int, seen: int, by: User, now: datetime) -> None:
    """What it says and what number it has; the code stays."""
    _claim(row.question_set_id, seen=seen, by=by, now=now)
    AuditQuestion.objects.filter(pk=row.pk).update(**columns)
    _put(row, number)


@transaction.atomic
def move_question(row: AuditQuestion, step: int, *, seen: int, by: User, now: datetime) -> None:
    """One place up (-1) or down (1); at the very end nothing happens."""
    _claim(row.question_set_id, seen=seen, by=by, now=now)
    row.refresh_from_db(fields=["position"])
    _put(row, row.position + step)


@transaction.atomic
def delete_question(row: AuditQuestion, *, seen: int, by: User, now: datetime) -> None:
    """Gone, and those behind it move up."""
    fresh = _claim(row.question_set_id, seen=seen, by=by, now=now)
    row.delete()
    _number(list(fresh.questions.all()))


@transaction.atomic
def rename_heading(row: AuditQuestion, heading: Texts, *, seen: int, by: User, now: datetime) -> None:
    """The heading above a question, on all that stand under it."""
    fresh = _claim(row.question_set_id, seen=seen, by=by, now=now)
    fresh.questions.filter(group=row.group).update(group=heading)


def _put(row: AuditQuestion, number: int) -> None:
    rows = list(AuditQuestion.objects.filter(question_set=row.question_set_id))
    moved = next(one for one in rows if one.pk == row.pk)
    rows.remove(moved)
    rows.insert(max(0, number - 1), moved)
    _number(rows)


def _number(rows: list[AuditQuestion]) -> None:
    """From 1, in this order."""
    for number, row in enumerate(rows, start=1):
        row.position = number
    AuditQuestion.objects.bulk_update(rows, ["position"])


@transaction.atomic
def finish(audit_set: AuditSet, *, seen: int, by: User, now: datetime) -> None:
    """From now on years may be opened with it, and it is never changed. `NotReadyError` names what is missing."""
    fresh = _claim(audit_set.pk, seen=seen, by=by, now=now)
    found = problems(fresh, list(fresh.questions.select_related("continues__question_set")))
    if found:
        raise NotReadyError({f"{number} {one.kind} {one.code}": one.text for number, one in enumerate(found)})
    AuditSet.objects.filter(pk=fresh.pk).update(finished_at=now)


@transaction.atomic
def delete_draft(audit_set: AuditSet, *, seen: int, by: User, now: datetime) -> None:
    """An unfinished set that was not wanted after all. `RefusedError` when a year is being prepared with it."""
    fresh = _claim(audit_set.pk, seen=seen, by=by, now=now)
    if fresh.years.exists():
        raise RefusedError(_("A year of self-audit is being prepared with it. Choose another set there first."))
    fresh.delete()


def retire(audit_set: AuditSet, *, now: datetime) -> None:
    """No new year is opened with it; those that use it go on."""
    AuditSet.objects.filter(pk=audit_set.pk, finished_at__isnull=False, retired_at=None).update(retired_at=now)


def bring_back(audit_set: AuditSet) -> None:
    """Years may be opened with it again."""
    AuditSet.objects.filter(pk=audit_set.pk).update(retired_at=None)
