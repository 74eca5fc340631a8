"""Something is told without a name: where it may go without pointing at anybody, and how it is kept."""

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from injuries.errors import RefusedError
from injuries.models import Case, CaseFile, CaseKind, InjuryPolicy, Part, noted
from injuries.usecases.registering import register_unnamed
from orgstructure.models import Engagement, Unit
from safetynet.common.clock import COPENHAGEN
from safetynet.common.malware import InfectedError, ScannerUnavailableError, scan
from safetynet.common.uploads import PICTURES, CheckedFile, RefusedFileError, checked

KINDS = (CaseKind.OBSERVATION, CaseKind.NEAR_MISS, CaseKind.VIOLENCE)
MOST_A_DAY = 40  # to one unit: what comes beyond it is no longer people who saw something


@dataclass(frozen=True)
class Receiver:
    """Where what is told in `unit` goes: to itself, or to the nearest unit above with enough people."""

    unit: Unit
    told_in: Unit
    limit: int

    @property
    def is_above(self) -> bool:
        """Too few work in the unit itself."""
        return self.unit.pk != self.told_in.pk


@dataclass(frozen=True)
class Told:
    """What the form says; `event` are columns of `Case`, `photo` is a picture made anew."""

    kind: CaseKind
    event: Mapping[str, object]
    submission_id: uuid.UUID
    photo: CheckedFile | None = None


def receiver_of(unit: Unit, *, today: date) -> Receiver:
    """Units with fewer people than `anonymous_from`, those below counted in, hand it to the level above; the topmost keeps it."""
    limit = InjuryPolicy.in_force().anonymous_from
    line = [unit, *reversed(Unit.objects.above(unit).existing(today))]
    there = Engagement.objects.current(today)
    large = (one for one in line if there.filter(unit__path__startswith=one.path).values("user").distinct().count() >= limit)
    return Receiver(next(large, line[-1]), unit, limit)


@transaction.atomic
def tell(unit: Unit, told: Told, *, now: datetime) -> None:
    """Keep it with the unit it may be told of; the one it came from is written nowhere. Sent twice it is once.

    `RefusedError` when far more came to that unit today than people can have seen.
    """
    receiver = receiver_of(unit, today=now.astimezone(COPENHAGEN).date()).unit
    day = noted(now.astimezone(COPENHAGEN))
    today_s = Case.objects.filter(unit=receiver, is_anonymous=True, registered_at=day)
    if today_s.count() >= MOST_A_DAY and not today_s.filter(submission_id=told.submission_id).exists():
        raise RefusedError(_("So much has come to this unit today that we take no more without a name. Call your representative instead."))
    case = register_unnamed(told.kind, receiver, told.event, submission_id=told.submission_id, now=now)
    if told.photo and not case.files.exists():
        _keep(case, told.photo, day)


def picture(name: str, content: bytes) -> CheckedFile:
    """The picture made anew, without place, camera and time; `RefusedFileError` says to a person what to do."""
    if name.rpartition(".")[2].lower() not in (*PICTURES, "jpeg"):
        raise RefusedFileError(_("Choose a picture: JPG or PNG."))
    file = checked(name, content)
    try:
        scan(file.content)
    except InfectedError as error:
        raise RefusedFileError(_("The virus scanner found something in the picture, so it is not taken in.")) from error
    except ScannerUnavailableError as error:
        raise RefusedFileError(_("Pictures cannot be taken in just now. Send it without, or try again in a while.")) from error
    return file


def _keep(case: Case, photo: CheckedFile, day: datetime) -> None:
    """Neither name nor time of the file tells more than the day; where the storage is no folder, its own times remain."""
    stored = default_storage.save(f"photos/{uuid.uuid4()}", ContentFile(photo.content))
    CaseFile.objects.create(case=case, part=Part.EVENT, kind=photo.kind, size=len(photo.content), file=stored, at=day)
    try:
        place = default_storage.path(stored)
    except NotImplementedError:
        return
    os.utime(place, (day.timestamp(), day.timestamp()))
