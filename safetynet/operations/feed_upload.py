"""Four files from a browser or fetched by night: kept encrypted, read and compared by a worker, shown, and brought in as shown.

Of an upload nothing changes before somebody has looked; the night's files come in by themselves unless they wait for a
yes. What lies in the storage is unreadable without FIELD_KEYS, and goes when the run is over, at the latest after 24 hours.
A worker that dies leaves its lock: within a minute the step is taken again, three times, then it is said to have failed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
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
from safetynet.operations import feed_mail, feed_undo
from safetynet.operations.one_at_a_time import UPLOAD, only_one
from safetynet.operations.organisation import ChangedSinceError, ImportResult, import_organisation

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
def take_in(
    files: "Mapping[str, File[bytes]]", *, submission_id: UUID, by: User | None, now: datetime, source: str = "upload"
) -> FeedUpload:
    """Keep the files and ask a worker to read them. The same form sent twice, or the same night, is one upload."""
    known = FeedUpload.objects.filter(submission_id=submission_id, by=by).first()
    if known:
        return known
    kept = {name: default_storage.save(f"feeds/{uuid4()}", ContentFile(_cipher().encrypt(file.read()))) for name, file in files.items()}
    with transaction.atomic():
        how = {"created_at": now, "files": kept, "source": source[-200:]}
        upload, is_new = FeedUpload.objects.get_or_create(submission_id=submission_id, by=by, defaults=how)
        transaction.on_commit(partial(_send, upload.pk))
    if not is_new:
        _delete(kept)
    return upload


def again(upload: FeedUpload) -> bool:
    """Read and show once more what stopped by a fault; False when it is no longer there or somebody was first."""
    fresh: dict[str, Any] = {"attempts": 0, "confirmed_by": None, "reason": "", "has_changed": False}
    with transaction.atomic():
        is_moved = bool(upload.files) and upload.move(since=State.FAILED, to=State.QUEUED, **fresh)
        transaction.on_commit(partial(_send, upload.pk))
    return is_moved


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
    """The next step of an upload: read and compare it, or bring it in. A second worker leaves it alone."""
    with only_one(UPLOAD, upload.pk) as is_ours:
        if is_ours and upload.move(since=State.QUEUED, to=State.READING):
            _show(upload, today=today, now=now, is_trial=upload.by is not None)
        elif is_ours and upload.move(since=State.CONFIRMED, to=State.APPLYING):
            _apply(upload, today=today, now=now)


def _show(upload: FeedUpload, *, today: date, now: datetime, is_trial: bool) -> None:
    """Compare, and keep the lines of the difference for the page; the night's files come in if nothing speaks against it."""

    def compared() -> None:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.COMPARING)

    how: dict[str, Any] = {"by": upload.by, "source": upload.source, "is_nightly": upload.by is None, "is_trial": is_trial}
    with _failing_aloud(upload, now), _unpacked(upload) as folder, nullcontext() if is_trial else transaction.atomic():
        result = import_organisation(folder, today=today, now=lambda: now, after_reading=compared if is_trial else None, **how)
        _take_over(upload, result, now)
    _forget_files_when_over(upload)


@transaction.atomic
def _take_over(upload: FeedUpload, result: ImportResult, now: datetime) -> None:
    """The upload's state follows from what became of the run; of the night's it is told by mail."""
    ends = {FeedRun.Outcome.REFUSED: State.REFUSED, FeedRun.Outcome.APPLIED: State.APPLIED}
    upload.run, upload.digest, upload.held_for = result.run, result.digest, result.held_for
    upload.state = ends.get(FeedRun.Outcome(result.run.outcome), State.READY)
    if upload.state == State.READY:
        upload.samples = [shape.as_json() for shape in result.shapes]
        _keep_lines(upload, result.lines)
    upload.save(update_fields=["state", "digest", "run", "held_for", "samples"])
    feed_mail.tell(upload, now=now)


def _apply(upload: FeedUpload, *, today: date, now: datetime) -> None:
    """Bring in what was shown; where something changed since, show it again instead."""
    who: dict[str, Any] = {"by": upload.by, "confirmed_by": upload.confirmed_by, "reason": upload.reason, "is_nightly": upload.by is None}
    how: dict[str, Any] = {"source": upload.source, "expected": upload.digest, "is_confirmed": True}
    with _failing_aloud(upload, now):
        try:
            with _unpacked(upload) as folder, transaction.atomic():
                run = import_organisation(folder, today=today, now=lambda: now, **who, **how).run
                FeedUpload.objects.filter(pk=upload.pk).update(state=State.APPLIED, run=run)
        except ChangedSinceError:
            upload.move(since=State.APPLYING, to=State.READING, has_changed=True, confirmed_by=None, reason="")
    upload.refresh_from_db()
    if upload.state == State.READING:
        _show(upload, today=today, now=now, is_trial=True)
    _forget_files_when_over(upload)


@contextmanager
def _failing_aloud(upload: FeedUpload, now: datetime) -> Iterator[None]:
    """Whatever goes wrong, the page says so and offers to try again; the files stay for that until 24 hours are over."""
    try:
        yield
    except Exception:
        FeedUpload.objects.filter(pk=upload.pk).update(state=State.FAILED)
        upload.refresh_from_db()
        feed_mail.tell(upload, now=now)
        raise


def look(*, now: datetime) -> int:
    """What beat does each minute: take up what a dead worker left, and send what waits (the broker was gone)."""
    for upload in FeedUpload.objects.at_work():
        with only_one(UPLOAD, upload.pk) as is_ours:
            if is_ours and upload.take_up_again() and upload.state == State.FAILED:
                feed_mail.tell(upload, now=now)
    waiting = list(FeedUpload.objects.waiting().values_list("pk", flat=True)[:20])
    for pk in waiting:
        _send(pk)
    return len(waiting)


def forget_nights_that_wait() -> None:
    """Files of an earlier night that still wait for a yes give way to newer ones."""
    for upload in FeedUpload.objects.by_night().filter(state__in=(State.READY, State.FAILED)):
        _forget_content(upload)
        upload.delete()


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


def _forget_files_when_over(upload: FeedUpload) -> None:
    if upload.state in {State.APPLIED, State.REFUSED}:
        _forget_content(upload)


def _forget_content(upload: FeedUpload) -> None:
    """The run is over: nothing with names or numbers stays."""
    _delete(upload.files)
    upload.lines.all().delete()
    FeedUpload.objects.filter(pk=upload.pk).update(files={}, samples=[])


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
