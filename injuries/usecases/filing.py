"""Files of a case: a photo of the event as it is, a document of the health part sealed with the case's own key.

Both lie in the storage under a random name; of a health document the name is sealed too, so that neither storage nor dump tells of it.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.usecases.attaching import scanned
from injuries import sealing
from injuries.errors import SealBrokenError
from injuries.models import Case, CaseFile, HealthPart, Part
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork
from injuries.usecases.registering import seal_anew
from orgstructure.models import User
from safetynet.common.uploads import CheckedFile, RefusedFileError, checked

MOST_FILES = 20


@dataclass(frozen=True)
class FileRow:
    """One file as the case's page shows it; `name` of a health document only to who may see the health part."""

    file: CaseFile
    name: str
    may_remove: bool


@transaction.atomic
def add(case: Case, *, name: str, content: bytes, part: Part, by: User, now: datetime) -> CaseFile:
    """Check, scan and keep it. `RefusedFileError` says what to do."""
    return keep(case, ready(name, content), part=part, by=by, now=now)


def ready(name: str, content: bytes) -> CheckedFile:
    """Judged by its content, made anew if it is a picture, and scanned; nothing is written yet."""
    file = checked(name, content)
    scanned(file.content)
    return file


@transaction.atomic
def keep(case: Case, file: CheckedFile, *, part: Part, by: User, now: datetime) -> CaseFile:
    """Write it to the storage, sealed if it belongs to the health part; a transaction that fails takes it out again."""
    Case.objects.select_for_update().get(pk=case.pk)
    if case.files.filter(removed_at=None).count() >= MOST_FILES:
        raise RefusedFileError(_("There are twenty files on the case already. Take one out first."))
    content, sealed_name = file.content, None
    if part == Part.WHOLE:
        key = _key_made(case)
        content, sealed_name = sealing.close_bytes(key, content), sealing.close(key, file.name)
    stored = default_storage.save(f"injuries/{uuid.uuid4()}", ContentFile(content))
    try:
        row = CaseFile.objects.create(
            case=case, part=part, kind=file.kind, size=len(file.content), file=stored, sealed_name=sealed_name, at=now, by=by
        )
        clockwork.act(case, "file_add", case.state, by=by, now=now)
    except BaseException:
        default_storage.delete(stored)
        raise
    return row


@transaction.atomic
def take_out(file: CaseFile, *, by: User, now: datetime) -> None:
    """The row stays as a trace, the content is deleted; twice is as once."""
    if CaseFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now, sealed_name=_nothing(file)):
        clockwork.act(file.case, "file_remove", file.case.state, by=by, now=now)
        transaction.on_commit(partial(default_storage.delete, file.file))


def content_of(file: CaseFile) -> bytes:
    """What it holds, opened if it is sealed; the read is in the log already. Raises FileNotFoundError and SealBrokenError."""
    with default_storage.open(file.file) as stored:
        content: bytes = stored.read()
    return sealing.open_bytes(_key_of(file.case), content) if file.part == Part.WHOLE else content


def files_of(case: Case) -> list[FileRow]:
    """The files that the reader may see, in the order they came; `case` was opened with its rights. Two queries at most."""
    seen = [row for row in case.files.filter(removed_at=None).order_by("at", "pk") if may_see(row, case)]
    key = _key_of(case) if any(row.sealed_name for row in seen) else b""
    photos = count(1)
    return [FileRow(row, _name(row, key, photos), may_remove(row, case)) for row in seen]


def may_see(file: CaseFile, case: Case) -> bool:
    """A photo of the event with the event, a health document with the health part (R49)."""
    return case.may_see_health if file.part == Part.WHOLE else True


def may_add(case: Case) -> bool:
    """The injured, who reported it, and the injury administrator."""
    return case.is_mine or case.is_my_report or case.may_administer


def may_remove(file: CaseFile, case: Case) -> bool:
    """The injury administrator, and the injured or the reporter what they brought themselves."""
    brought = (case.is_mine and file.by_id == case.injured_id) or (case.is_my_report and file.by_id == case.reporter_id)
    return case.may_administer or brought


def _name(file: CaseFile, key: bytes, photos: Iterator[int]) -> str:
    return sealing.opened(key, file.sealed_name) if file.sealed_name else _("Photo %(number)s") % {"number": next(photos)}


def _nothing(file: CaseFile) -> bytes | None:
    """A name that tells nothing any more, where there must be one."""
    return sealing.close(_key_of(file.case), "") if file.sealed_name else None


def _key_of(case: Case) -> bytes:
    part = HealthPart.objects.filter(case=case).first()
    if part is None:
        raise SealBrokenError
    return bytes(part.data_key)


def _key_made(case: Case) -> bytes:
    """The case's own key, made where it has none yet."""
    if not HealthPart.objects.filter(case=case).exists():
        seal_anew(case, Identity(), Health())
    return _key_of(case)
