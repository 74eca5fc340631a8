"""A case comes into being: reported by the injured, a colleague or the manager, or without a name."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from injuries import sealing
from injuries.completeness import missing_in
from injuries.models import Absence, Case, CaseKind, Feedback, HealthPart, ReportedAs, noted
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork, mailing
from orgstructure.models import Engagement, Unit, User
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import valid_on

OUT_OF_TURN = 10_000_000  # numbers of anonymous reports; a region counts some thousand cases a year


@dataclass(frozen=True)
class NewCase:
    """What the form says. `event` are columns of `Case`; identity and health are left out where nobody was hurt (R53)."""

    kind: CaseKind
    unit: Unit
    event: Mapping[str, object]
    submission_id: UUID
    injured: User | None = None
    reported_as: ReportedAs = ReportedAs.INJURED
    identity: Identity | None = None
    health: Health | None = None
    absent: tuple["NewAbsence", ...] = field(default=())
    is_kept_from_manager: bool = False
    may_contact: bool = True


@dataclass(frozen=True)
class NewAbsence:
    """A stretch of absence as it is told; `ends_on` is the last day, None while it goes on."""

    starts_on: date
    ends_on: date | None = None
    extent: str = Absence.Extent.FULL
    is_expected: bool = False


@transaction.atomic
def register(new: NewCase, *, by: User, now: datetime) -> tuple[Case, bool]:
    """The case, and whether it is new: the same form sent twice makes one. Everything or nothing is saved."""
    there = Case.objects.filter(submission_id=new.submission_id, reporter=by).first()
    if there is not None:
        return there, False
    case = Case.objects.create(
        unit=new.unit,
        kind=new.kind,
        reported_as=new.reported_as,
        injured=new.injured,
        reporter=by,
        may_contact=new.may_contact,
        is_kept_from_manager=new.is_kept_from_manager,
        hired_on=hired_on(new.injured, new.event["happened_on"]) if new.injured else None,  # type: ignore[arg-type]
        registered_at=now,
        submission_id=new.submission_id,
        **new.event,
    )
    if new.health is not None or new.identity is not None:
        seal_anew(case, new.identity or Identity(), new.health or Health())
    _note_absence(case, new.absent, by=by, now=now)
    clockwork.keep(case, now=now, by=by)
    clockwork.act(case, "register", "", by=by, now=now)
    Feedback.objects.create(case=case, kind=Feedback.Kind.RECEIVED, at=now)
    if case.duty in mailing.HURRIED:
        mailing.queue_of([case.pk], now=now)  # at once, whatever the hour (R42); the others are looked for every five minutes of the day
    return case, True


@transaction.atomic
def register_unnamed(kind: CaseKind, unit: Unit, event: Mapping[str, object], *, submission_id: UUID, now: datetime) -> Case:
    """An anonymous report: no reporter, no injured, no time finer than the day; `unit` is the one it may be told of already.

    Its number is drawn, so that it does not stand between two cases whose time is known.
    """
    there = Case.objects.filter(submission_id=submission_id, is_anonymous=True).first()
    if there is not None:
        return there
    day = noted(now.astimezone(COPENHAGEN))
    case = Case.objects.create(
        pk=_number_out_of_turn(),
        unit=unit,
        kind=kind,
        is_anonymous=True,
        may_contact=False,
        reported_as=ReportedAs.COLLEAGUE,
        registered_at=day,
        submission_id=submission_id,
        **event,
    )
    clockwork.keep(case, now=day)
    clockwork.act(case, "register", "", by=None, now=day)
    return case


def _number_out_of_turn() -> int:
    """A number far above those that the database counts, and free."""
    while Case.objects.filter(pk=(drawn := OUT_OF_TURN + secrets.randbelow(9 * OUT_OF_TURN))).exists():
        pass
    return drawn


@transaction.atomic
def seal_anew(case: Case, identity: Identity, health: Health) -> None:
    """Write both sealed texts, under the case's own key; made at the first time.

    Moves the health part's version by one, and counts what the report still lacks.
    """
    part = HealthPart.objects.select_for_update().filter(case=case).first()
    key = bytes(part.data_key) if part else sealing.new_key()
    columns = {"identity": sealing.close(key, identity.told()), "health": sealing.close(key, health.told())}
    if part is None:
        HealthPart.objects.create(case=case, data_key=key, **columns)
    else:
        HealthPart.objects.filter(pk=part.pk).update(**columns, version=part.version + 1)
    case.missing_fields = len(missing_in(case, identity, health))
    Case.objects.filter(pk=case.pk).update(missing_fields=case.missing_fields)


def hired_on(person: User, on: date) -> date | None:
    """When the person was hired, as it stood that day, from the longest employment; None where the organisation does not know."""
    rows = Engagement.objects.filter(valid_on(on), user=person, hired_on__lte=on).home_first()
    return rows.values_list("hired_on", flat=True).first()


def _note_absence(case: Case, absent: Iterable[NewAbsence], *, by: User, now: datetime) -> None:
    Absence.objects.bulk_create(
        Absence(
            case=case,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            extent=one.extent,
            is_expected=one.is_expected,
            noted_at=now,
            noted_by=by,
        )
        for one in absent
    )
