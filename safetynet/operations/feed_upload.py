"""Four files from a browser: kept encrypted, read and compared by a worker, shown, and brought in exactly as shown.

Nothing changes before somebody has looked. What lies in the storage is unreadable without FIELD_KEYS, and goes when the
run is over, at the latest after 24 hours.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import structlog
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from kombu.exceptions import OperationalError

from orgstructure.feed.lines import Line
from orgstructure.models import FeedChange, FeedLine, FeedRun, FeedUpload, User
from orgstructure.models.feed import UNDONE_WITHIN
from safetynet.operations import feed_undo
from safetynet.operations.organisation import ChangedSinceError, import_organisation

if TYPE_CHECKING:
    from django.core.files import File

log = structlog.get_logger(__name__)
State = FeedUpload.State
BATCH = 2000


class NotYoursToConfirmError(Exception):
    """A change beyond the limits is confirmed by somebody else than the one who brought the files (four eyes)."""


class ReasonMissingError(Exception):
    """A change beyond the limits is confirmed with a reason."""


# --- Coming in ------------------------------------------------------------------------------------------
def take_in(files: "Mapping[str, File[bytes]]", *, submission_id: UUID, by: User, now: datetime) -> FeedUpload:
    """Keep the files and ask a worker to read them. The same form sent twice is one upload."""
    known = FeedUpload.objects.filter(submission_id=submission_id, by=by).first()
    if known:
        return known
    kept = {name: default_storage.save(f"feeds/{uuid4()}", ContentFile(_cipher().encrypt(file.read()))) for name, file in files.items()}
    with transaction.atomic():
        upload, is_new = FeedUpload.objects.get_or_create(submission_id=submission_id, by=by, defaults={"created_at": now, "files": kept})
        transaction.on_commit(partial(_send, upload.pk))
    if not is_new:
        _delete(kept)
    return upload


def confirm(upload: FeedUpload, *, by: User, reason: str, is_beyond_limits: bool) -> bool:
    """Say yes to what was shown; False when it is no longer waiting for that. Raises what the form tells."""
    if is_beyond_limits and not reason:
        raise ReasonMissingError
    if is_beyond_limits and settings.IMPORT_FOUR_EYES and by.pk == upload.by_id:
        raise NotYoursToConfirmError
    with transaction.atomic():
        is_moved = upload.move(since=State.READY, to=State.CONFIRMED, confirmed_by=by, reason=reason, has_changed=False)
        transaction.on_commit(partial(_send, upload.pk))
    return is_moved


# --- What a worker does ---------------------------------------------------------------------------------
def work_on(upload: FeedUpload, *, today: date, now: datetime) -> None:
    """The next step of an upload: read and compare it, or bring it in."""
    if upload.move(since=State.QUEUED, to=State.READING):
        _show(upload, today=today, now=now)
    elif upload.move(since=State.CONFIRMED, to=State.APPLYING):
        _apply(upload, today=today, now=now)


def _show(upload: FeedUpload, *, today: date, now: datetime) -> None:
    """Compare, and keep the lines of the difference for the page."""

    def compared() -> None:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.COMPARING)

    try:
        with _unpacked(upload) as folder:
            result = import_organisation(
                folder, today=today, now=lambda: now, by=upload.by, is_trial=True, source="upload", after_reading=compared
            )
    except Exception:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.FAILED)
        _forget_content(upload)
        raise
    upload.run = result.run
    if result.run.outcome == FeedRun.Outcome.REFUSED:
        upload.state = State.REFUSED
        _forget_content(upload)
    else:
        upload.state, upload.digest = State.READY, result.digest
        _keep_lines(upload, result.lines)
    upload.save(update_fields=["state", "digest", "run"])


def _apply(upload: FeedUpload, *, today: date, now: datetime) -> None:
    """Bring in what was shown; where something changed since, show it again instead."""
    how: dict[str, Any] = {"by": upload.by, "confirmed_by": upload.confirmed_by, "reason": upload.reason, "is_confirmed": True}
    try:
        with _unpacked(upload) as folder:
            result = import_organisation(folder, today=today, now=lambda: now, source="upload", expected=upload.digest, **how)
    except ChangedSinceError:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.READING, has_changed=True, confirmed_by=None, reason="")
        _show(FeedUpload.objects.get(pk=upload.pk), today=today, now=now)
        return
    except Exception:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.FAILED)
        _forget_content(upload)
        raise
    FeedUpload.objects.filter(pk=upload.pk).update(state=State.APPLIED, run=result.run)
    _forget_content(upload)


def send_waiting() -> int:
    """What beat does: the broker was gone when these were asked for."""
    waiting = list(FeedUpload.objects.waiting().values_list("pk", flat=True)[:20])
    for pk in waiting:
        _send(pk)
    return len(waiting)


def forget(*, now: datetime) -> int:
    """After 24 hours files, previews with names, and what an undo would need are gone."""
    gone = 0
    for upload in FeedUpload.objects.expired(now):
        _forget_content(upload)
        gone += upload.delete()[0]
    over = FeedChange.objects.filter(run__finished_at__lte=now - UNDONE_WITHIN)
    over.exclude(run__undo__in=feed_undo.UNDER_WAY).delete()
    return gone


def _keep_lines(upload: FeedUpload, told: list[Line]) -> None:
    upload.lines.all().delete()
    rows = (FeedLine(upload=upload, part=x.part, did=x.did, name=x.name[:250], was=x.was[:450], to=x.to[:450]) for x in told)
    FeedLine.objects.bulk_create(rows, batch_size=BATCH)


# --- The files ------------------------------------------------------------------------------------------
@contextmanager
def _unpacked(upload: FeedUpload) -> Iterator[Path]:
    """The files in the clear, in a folder of this process's own that is gone afterwards."""
    with TemporaryDirectory(prefix="feed-") as folder:
        for name, kept in upload.files.items():
            with default_storage.open(kept) as file:
                (Path(folder) / name).write_bytes(_cipher().decrypt(file.read()))
        yield Path(folder)


def _forget_content(upload: FeedUpload) -> None:
    """The run is over: nothing with names or numbers stays."""
    _delete(upload.files)
    upload.lines.all().delete()
    FeedUpload.objects.filter(pk=upload.pk).update(files={})


def _delete(files: Mapping[str, str]) -> None:
    for kept in files.values():
        default_storage.delete(kept)


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_KEYS])


def _send(pk: int) -> None:
    from safetynet.operations.tasks import work_on_upload  # noqa: PLC0415  the task calls this module

    try:
        work_on_upload.delay(pk)
    except OperationalError:
        log.warning("broker_gone", upload=pk)
