"""The nightly run: fetch the organisation's files once a day and hand them in, as a person would, but without one.

From there they go the way of an upload (`feed_upload`): same reading, brake, page, apply and undo. Safe to call at any
time, twice, and at once.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import NAMESPACE_URL, UUID, uuid5

import structlog
from django.core.files.base import ContentFile
from django.db import transaction

from orgstructure.feed.problems import Problem
from orgstructure.feed.reader import COLUMNS
from orgstructure.models import FeedRun, FeedUpload
from safetynet.common.clock import COPENHAGEN
from safetynet.operations import feed_mail, feed_source, feed_upload
from safetynet.operations.feed_sameness import fingerprint, same_as_last
from safetynet.operations.one_at_a_time import NIGHT, only_one

log = structlog.get_logger(__name__)
Outcome = FeedRun.Outcome


def fetch_and_take_in(*, today: date, now: datetime, wait: Callable[[float], None] = time.sleep) -> None:
    """Fetch, unless it is done for today. Whatever is in the way becomes a run that says so, and a mail."""
    if not feed_source.name_of_source():
        return
    with only_one(NIGHT) as is_ours:
        if not is_ours or _is_done(today):
            return
        try:
            with TemporaryDirectory(prefix="feed-") as folder:
                feed_source.fetch_into(Path(folder), now=now, wait=wait)
                _take_in(Path(folder), today=today, now=now)
        except feed_source.FetchError as error:
            log.warning("feed_not_fetched", reasons=str(error))
            _tell_failure(error, today=today, now=now)


def _is_done(today: date) -> bool:
    """Some files of today were handed in, or were those of last time. What could not be fetched is tried again."""
    night = FeedRun.objects.by_night().filter(on=today).exclude(outcome=Outcome.FAILED)
    return night.exists() or FeedUpload.objects.filter(submission_id=_submission_of(today)).exists()


def _take_in(folder: Path, *, today: date, now: datetime) -> None:
    seen = fingerprint(folder)
    if same_as_last(seen, today):
        _keep(Outcome.SAME, today=today, now=now, seen=seen)
        return
    feed_upload.forget_nights_that_wait()
    files = {file: ContentFile((folder / file).read_bytes()) for file in COLUMNS}
    feed_upload.take_in(files, submission_id=_submission_of(today), by=None, now=now, source=feed_source.name_of_source())


@transaction.atomic
def _tell_failure(error: feed_source.FetchError, *, today: date, now: datetime) -> None:
    _keep(Outcome.FAILED, today=today, now=now, problems=error.problems)
    feed_mail.tell_of_night(now.astimezone(COPENHAGEN).date(), now=now, may_still_come=True)


def _keep(outcome: FeedRun.Outcome, *, today: date, now: datetime, seen: str = "", problems: tuple[Problem, ...] = ()) -> FeedRun:
    told = [problem.as_json() for problem in problems]
    times = {"started_at": now, "finished_at": now, "on": today}
    source = feed_source.name_of_source()[-200:]
    return FeedRun.objects.create(**times, source=source, is_nightly=True, outcome=outcome, fingerprint=seen, problems=told)


def _submission_of(today: date) -> UUID:
    """One night, one upload."""
    return uuid5(NAMESPACE_URL, f"safetynet feed {today}")
