"""The one way to a case: the log row is committed first, then the case is fetched. Cannot it be written, nothing is read (R67).

Views, files, exports and tasks read cases here and nowhere else; a rule of the house (tests) looks for others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from injuries import sealing
from injuries.errors import ReadRefusedError
from injuries.models import Case, CaseRead, Channel, HealthPart, Part, Purpose, ReadAs
from injuries.sealing import Health, Identity
from orgstructure.access import scope_of
from orgstructure.acting import Standing
from orgstructure.models import User
from orgstructure.permissions import Perm

RIGHTS = ("pk", "unit_id", "unit__path", "is_mine", "is_my_report", "may_administer", "may_sign", "may_follow_up")
PURPOSES = {
    ReadAs.INJURED: Purpose.OWN_CASE,
    ReadAs.REPORTER: Purpose.OWN_CASE,
    ReadAs.MANAGER: Purpose.SIGNING,
    ReadAs.GROUP: Purpose.PREVENTION,
    ReadAs.ADMINISTRATOR: Purpose.REPORTING,
}
GIVEN_BY = {ReadAs.MANAGER: Perm.SIGN_INJURIES, ReadAs.GROUP: Perm.VIEW_EVENTS, ReadAs.ADMINISTRATOR: Perm.ADMINISTER_INJURIES}


@dataclass(frozen=True)
class Read:
    """How a case is read: where, and why when it is another reason than the role's own."""

    channel: Channel = Channel.PAGE
    purpose: Purpose | None = None
    criterion: str = ""


def opened(user: User, public_id: UUID, *, now: datetime, read: Read = Read(), rights: tuple[str, ...] = ()) -> Case:
    """The case with its rights, after the log row stands. Raises `Case.DoesNotExist` (404) and `ReadRefusedError`.

    Without one of the `rights` that a page is for (`may_administer`) the case is not there, and nothing is logged as read.
    """
    row = Case.objects.visible_to(user).with_rights_of(user).filter(public_id=public_id).values(*RIGHTS).first()
    if row is None or (rights and not any(row[right] for right in rights)):
        raise Case.DoesNotExist
    record([row], user, now=now, read=read)
    return Case.objects.visible_to(user).with_rights_of(user).select_related("unit", "injured", "reporter", "signed_by").get(pk=row["pk"])


def listed(user: User, cases: QuerySet[Case], *, now: datetime, read: Read = Read(Channel.LIST)) -> list[Case]:
    """The rows of one page of a list (number, clock and state), after one INSERT has logged them all.

    `cases` is ordered and cut already, begins at `visible_to(user)` and has nothing deferred that a list may not show.
    """
    rows = list(cases.with_rights_of(user).values(*RIGHTS))  # type: ignore[attr-defined]  # a CaseQuerySet
    if not rows:
        if read.criterion:
            record_none(user, now=now, read=read)
        return []
    record(rows, user, now=now, read=read, part=Part.LINE)
    order = {row["pk"]: place for place, row in enumerate(rows)}
    found = Case.objects.visible_to(user).with_rights_of(user).filter(pk__in=order).select_related("unit", "injured")
    return sorted(found, key=lambda case: order[case.pk])


def opened_all(user: User, case_ids: Iterable[int], *, now: datetime, read: Read) -> list[Case]:
    """Those of the cases that the person administers, wholly, after one INSERT has logged them all: for a file of many."""
    mine = Case.objects.visible_to(user).filter(pk__in=list(case_ids))
    rows = [row for row in mine.with_rights_of(user).values(*RIGHTS) if row["may_administer"]]
    if not rows:
        return []
    record(rows, user, now=now, read=read)
    found = Case.objects.visible_to(user).with_rights_of(user).filter(pk__in=[row["pk"] for row in rows])
    return list(found.select_related("unit", "injured", "reporter", "signed_by").order_by("pk"))


def record(rows: Sequence[dict[str, Any]], user: User, *, now: datetime, read: Read, part: Part | None = None) -> None:
    """Write and commit the log rows in one statement; `ReadRefusedError` when that fails, and then nothing may be shown."""
    standing = Standing(user, now)
    _insert([_row_of(row, user, standing, now=now, read=read, part=part) for row in rows])


def record_none(user: User, *, now: datetime, read: Read) -> None:
    """A search that found nothing is logged all the same, with what was searched for."""
    read_as = ReadAs.ADMINISTRATOR if scope_of(user, Perm.ADMINISTER_INJURIES) else ReadAs.MANAGER
    purpose = read.purpose or PURPOSES[read_as]
    _insert(
        [
            CaseRead(
                case_id=None,
                reader=user,
                read_as=read_as,
                part=Part.LINE,
                purpose=purpose,
                channel=read.channel,
                criterion=read.criterion,
                at=now,
            )
        ]
    )


def record_by_system(case_ids: Iterable[int | None], *, purpose: Purpose, part: Part, now: datetime) -> None:
    """What background work reads, before it reads it."""
    shape = {"read_as": ReadAs.SYSTEM, "purpose": purpose, "part": part, "channel": Channel.TASK, "at": now}
    _insert([CaseRead(case_id=pk, **shape) for pk in case_ids])


def _insert(rows: list[CaseRead]) -> None:
    try:
        with transaction.atomic(durable=True):
            CaseRead.objects.bulk_create(rows)
    except DatabaseError as error:
        raise ReadRefusedError from error


def _row_of(row: dict[str, Any], user: User, standing: Standing, *, now: datetime, read: Read, part: Part | None) -> CaseRead:
    read_as, shown = _as_whom(row)
    perm = GIVEN_BY.get(read_as)
    return CaseRead(
        case_id=row["pk"],
        reader=user,
        deputy_for_id=standing.principal(perm, row["unit_id"], row["unit__path"]) if perm else None,
        read_as=read_as,
        part=part or shown,
        purpose=read.purpose or PURPOSES[read_as],
        channel=read.channel,
        criterion=read.criterion,
        at=now,
    )


def _as_whom(row: dict[str, Any]) -> tuple[ReadAs, Part]:
    """The role that shows most; one's own case is always read as one's own."""
    if row["is_mine"]:
        return ReadAs.INJURED, Part.WHOLE
    if row["may_administer"]:
        return ReadAs.ADMINISTRATOR, Part.WHOLE
    if row["may_sign"]:
        return ReadAs.MANAGER, Part.REPORT
    if row["may_follow_up"]:
        return ReadAs.GROUP, Part.EVENT
    return ReadAs.REPORTER, Part.EVENT


def health_of(case: Case) -> tuple[Identity, Health] | None:
    """The sealed half of a case that was opened by somebody who may see it; None where there is none. Raises PermissionError otherwise."""
    if not case.may_see_health:
        raise PermissionError("The health part is shown to the injured and the injury administrator only.")
    return unsealed(case.pk)


def unsealed(case_id: int) -> tuple[Identity, Health] | None:
    """For use cases that logged the read themselves."""
    part = HealthPart.objects.filter(pk=case_id).first()
    if part is None:
        return None
    key = bytes(part.data_key)
    return Identity.read(sealing.opened(key, part.identity)), Health.read(sealing.opened(key, part.health))
