"""Bring the organisation in: all of it or nothing, one import at a time, and always a `FeedRun` that tells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from orgstructure.feed.brake import Excess, exceeded
from orgstructure.feed.compare import compare
from orgstructure.feed.differences import Difference
from orgstructure.feed.held import agreed, lay_over
from orgstructure.feed.known import Known
from orgstructure.feed.problems import FeedError, Problem
from orgstructure.feed.reader import read_feed
from orgstructure.feed.rows import Feed
from orgstructure.feed.story import story
from orgstructure.models import FeedRun, Unit, User
from orgstructure.usecases import feeding
from orgstructure.usecases.grants import bring_in_step
from safetynet.operations.handing_over import hand_over
from safetynet.operations.reorganise import after_feed

if TYPE_CHECKING:
    from django.core.files import File

LOCK = 7_231_001
Outcome = FeedRun.Outcome


@dataclass(frozen=True)
class ImportResult:
    """The run as kept, and what it found."""

    run: FeedRun
    difference: Difference | None
    problems: tuple[Problem, ...]
    excesses: tuple[Excess, ...] = ()


@dataclass(frozen=True)
class _Order:
    """Who asks for what: the same for every outcome."""

    source: str
    today: date
    since: date | None
    now: Callable[[], datetime]
    started_at: datetime
    by: User | None


def import_organisation(
    folder: Path,
    *,
    today: date,
    now: Callable[[], datetime],
    by: User | None = None,
    since: date | None = None,
    is_trial: bool = False,
    is_confirmed: bool = False,
    source: str = "",
) -> ImportResult:
    """Read the four files in the folder and bring the database to what they say from `today` on.

    Problems refuse the whole feed. A change beyond the brake's limits stops it until it `is_confirmed`. A trial only
    tells. A second import waits for the first and then sees what it wrote. New units are taken to exist from `since`.
    """
    order = _Order(source or str(folder), today, since, now, now(), by)
    try:
        feed = read_feed(folder)
    except FeedError as error:
        run = _keep(order, Outcome.REFUSED, problems=error.problems)
        return ImportResult(run, None, tuple(error.problems))
    with transaction.atomic():
        return _compare_and_apply(feed, order, is_trial=is_trial, is_confirmed=is_confirmed)


def import_uploaded(files: "Mapping[str, File[bytes]]", **how: Any) -> ImportResult:
    """The same with files from a form. They hold CPR numbers: what had to lie on a disk is gone when this returns."""
    with TemporaryDirectory(prefix="feed-") as folder:
        for name, file in files.items():
            with (Path(folder) / name).open("wb") as copy:
                copy.writelines(file.chunks())
        return import_organisation(Path(folder), source="upload", **how)


def _compare_and_apply(feed: Feed, order: _Order, *, is_trial: bool, is_confirmed: bool) -> ImportResult:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    known = Known.read()
    difference = compare(lay_over(feed, known, today=order.today), known, today=order.today, since=order.since)
    excesses = tuple(exceeded(difference.counts()))
    if is_trial:
        outcome = Outcome.DRY_RUN
    elif excesses and not is_confirmed:
        outcome = Outcome.STOPPED
    else:
        outcome = Outcome.APPLIED
        feeding.write(difference)
        bring_in_step(today=order.today)
        Unit.objects.filter(pk__in=agreed(feed, known, today=order.today)).update(held_since=None)
        after_feed(today=order.today, now=order.started_at)
        hand_over(today=order.today, now=order.started_at)
    return ImportResult(_keep(order, outcome, difference=difference), difference, difference.notes, excesses)


def _keep(order: _Order, outcome: FeedRun.Outcome, *, difference: Difference | None = None, problems: Sequence[Problem] = ()) -> FeedRun:
    return FeedRun.objects.create(
        started_at=order.started_at,
        finished_at=order.now(),
        on=order.today,
        by=order.by,
        source=order.source[-200:],
        outcome=outcome,
        counts=difference.counts() if difference else {},
        story=story(difference) if difference else [],
        problems=[problem.as_json() for problem in (difference.notes if difference else problems)],
    )
