"""Bring the organisation in: all of it or nothing, one import at a time, and always a `FeedRun` that tells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from orgstructure.feed.brake import Excess, exceeded
from orgstructure.feed.compare import compare
from orgstructure.feed.differences import Difference
from orgstructure.feed.held import agreed, lay_over
from orgstructure.feed.known import Known
from orgstructure.feed.lines import Line, digest, lines
from orgstructure.feed.problems import FeedError, Problem
from orgstructure.feed.reader import read_feed
from orgstructure.feed.rows import Feed
from orgstructure.feed.shapes import Shape
from orgstructure.feed.story import story
from orgstructure.models import FeedRun, Unit, User
from orgstructure.usecases import feeding
from orgstructure.usecases.grants import bring_in_step
from orgstructure.usecases.seats import end_seats_of_leavers
from safetynet.operations import feed_undo
from safetynet.operations.feed_sameness import fingerprint, good_until, held_for
from safetynet.operations.handing_over import hand_over
from safetynet.operations.reorganise import after_feed

LOCK = 7_231_001
Outcome = FeedRun.Outcome


@dataclass(frozen=True)
class ImportResult:
    """The run as kept, and what it found."""

    run: FeedRun
    difference: Difference | None
    problems: tuple[Problem, ...]
    excesses: tuple[Excess, ...] = ()
    lines: list[Line] = field(default_factory=list)
    digest: str = ""
    shapes: tuple[Shape, ...] = ()
    held_for: str = ""


class ChangedSinceError(Exception):
    """The database or the day is another than when the difference was shown; nothing was changed."""


@dataclass(frozen=True)
class _Order:
    """Who asks for what: the same for every outcome."""

    source: str
    today: date
    since: date | None
    now: Callable[[], datetime]
    started_at: datetime
    by: User | None
    confirmed_by: User | None = None
    reason: str = ""
    expected: str = ""
    fingerprint: str = ""
    is_nightly: bool = False


def import_organisation(  # noqa: PLR0913  one call says all of an import
    folder: Path,
    *,
    today: date,
    now: Callable[[], datetime],
    by: User | None = None,
    since: date | None = None,
    is_trial: bool = False,
    is_confirmed: bool = False,
    source: str = "",
    confirmed_by: User | None = None,
    reason: str = "",
    expected: str = "",
    after_reading: Callable[[], None] | None = None,
    is_nightly: bool = False,
) -> ImportResult:
    """Read the four files in the folder and bring the database to what they say from `today` on.

    Problems refuse the whole feed. A change beyond the brake's limits stops it until it `is_confirmed`. A trial only
    tells, and gives the difference line by line. A second import waits for the first and then sees what it wrote. New
    units are taken to exist from `since`. Raises ChangedSinceError where the difference is not the one `expected`.
    A nightly run, at which nobody looks, also stops at files that were taken back or are written in a new way.
    """
    order = _Order(source or str(folder), today, since, now, now(), by, confirmed_by, reason, expected, fingerprint(folder), is_nightly)
    try:
        feed = read_feed(folder)
    except FeedError as error:
        run = _keep(order, Outcome.REFUSED, problems=error.problems)
        return ImportResult(run, None, tuple(error.problems))
    if after_reading:
        after_reading()
    with transaction.atomic():
        return _compare_and_apply(feed, order, is_trial=is_trial, is_confirmed=is_confirmed)


def _compare_and_apply(feed: Feed, order: _Order, *, is_trial: bool, is_confirmed: bool) -> ImportResult:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    known = Known.read()
    difference = compare(lay_over(feed, known, today=order.today), known, today=order.today, since=order.since, told=feed)
    excesses = tuple(exceeded(difference.counts()))
    held = held_for(feed.shapes, order.fingerprint) if order.is_nightly and not is_confirmed else ""
    stops = not is_trial and not is_confirmed and bool(excesses or held)
    is_told = is_trial or stops or bool(order.expected)
    told = list(lines(difference, known)) if is_told else []
    shown = digest(difference, told) if is_told else ""
    if order.expected and shown != order.expected:
        raise ChangedSinceError
    if not is_trial and not stops:
        agreed_on = agreed(feed, known, today=order.today)
        run = _apply(difference, agreed_on, order, feed)
        return ImportResult(run, difference, difference.notes, excesses, shapes=feed.shapes)
    run = _keep(order, Outcome.DRY_RUN if is_trial else Outcome.STOPPED, difference=difference, feed=feed)
    return ImportResult(run, difference, difference.notes, excesses, told, shown, feed.shapes, held)


def _apply(difference: Difference, agreed_on: Sequence[int], order: _Order, feed: Feed) -> FeedRun:
    """Write it, let rights and plans follow, and keep each changed row as it was for the undo."""
    run_id = feed_undo.begin_keeping()
    feeding.write(difference)
    bring_in_step(today=order.today)
    end_seats_of_leavers(today=order.today)
    Unit.objects.filter(pk__in=agreed_on).update(held_since=None)
    after_feed(today=order.today, now=order.started_at)
    hand_over(today=order.today, now=order.started_at)
    feed_undo.end_keeping(run_id)
    return _keep(order, Outcome.APPLIED, difference=difference, feed=feed, pk=run_id)


def _keep(
    order: _Order,
    outcome: FeedRun.Outcome,
    *,
    difference: Difference | None = None,
    feed: Feed | None = None,
    problems: Sequence[Problem] = (),
    pk: int | None = None,
) -> FeedRun:
    return FeedRun.objects.create(
        pk=pk,
        started_at=order.started_at,
        finished_at=order.now(),
        on=order.today,
        by=order.by,
        confirmed_by=order.confirmed_by,
        reason=order.reason,
        source=order.source[-200:],
        is_nightly=order.is_nightly,
        outcome=outcome,
        fingerprint=order.fingerprint,
        good_until=good_until(feed, order.today) if feed else None,
        read_as={shape.file: shape.written for shape in feed.shapes} if feed else {},
        counts=difference.counts() if difference else {},
        story=story(difference) if difference else [],
        problems=[problem.as_json() for problem in (difference.notes if difference else problems)],
    )
