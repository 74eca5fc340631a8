"""The log of reads as a chain: each minute the worker seals what came since, and anybody may verify that nothing was touched (R67).

A batch's digest covers every column of its rows in order, and the digest before it. So that a row which is committed late is never
left out, whoever writes a row holds a shared lock from before its number is drawn until it is committed; the sealer looks for the
highest number alone, so every row up to it is there. The digest is also written to the process log, which leaves the machine: an
owner of the database who forges the whole chain cannot forge that.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.db import connection, transaction

from injuries.models import CaseRead, ReadBatch, ReadCheck
from injuries.models.reads import GATE

logger = logging.getLogger(__name__)
COLUMNS = ("pk", "case_id", "reader_id", "deputy_for_id", "read_as", "part", "purpose", "channel", "criterion", "at")
SEALER = 7_231_021
LARGEST_BATCH = 50_000
TRIES, PAUSE = 200, 0.01
FORGOTTEN = "forgotten through "


def seal(*, now: datetime) -> int:
    """Seal what came since the last time; how many rows. Of two sealers at once one does nothing."""
    sealed = 0
    end = _last_committed()
    while end is not None and (batch := _seal_next(end, now=now)):
        sealed += batch.rows
    return sealed


@transaction.atomic
def _seal_next(end: int, *, now: datetime) -> ReadBatch | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        if not cursor.fetchone()[0]:
            return None
    before = ReadBatch.objects.order_by("-last").first()
    after, previous = (before.last, before.digest) if before else (0, "")
    rows = list(CaseRead.objects.filter(pk__gt=after, pk__lte=end).order_by("pk").values_list(*COLUMNS)[:LARGEST_BATCH])
    if not rows:
        return None
    digest = digest_of(rows, previous)
    batch = ReadBatch.objects.create(first=rows[0][0], last=rows[-1][0], rows=len(rows), previous=previous, digest=digest, sealed_at=now)
    logger.info("reads sealed first=%d last=%d rows=%d digest=%s", batch.first, batch.last, batch.rows, digest)
    return batch


def digest_of(rows: Iterable[tuple[object, ...]], previous: str) -> str:
    """Of the rows in this order after that digest; depends on nothing of the database but what the columns say."""
    told = sha256(previous.encode())
    for row in rows:
        told.update(b"\n" + json.dumps([_plain(value) for value in row], ensure_ascii=False).encode())
    return told.hexdigest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _last_committed() -> int | None:
    """The highest number below which nothing is still on its way; None when nothing is there, or the gate was never free."""
    with _gate_alone() as is_ours:
        if not is_ours:
            return None
        return CaseRead.objects.order_by("-pk").values_list("pk", flat=True).first()


@contextmanager
def _gate_alone() -> Iterator[bool]:
    """Asked for again and again instead of waited for: a waiting sealer would make every reader behind it wait."""
    is_ours = False
    with connection.cursor() as cursor:
        for _try in range(TRIES):
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [GATE])
            is_ours = bool(cursor.fetchone()[0])
            if is_ours:
                break
            time.sleep(PAUSE)
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [GATE])


@dataclass(frozen=True)
class Verified:
    """What a look through the chain found. `broken` is the first batch that does not agree, and nothing before it is broken."""

    batches: int
    rows: int
    forgotten: int  # batches whose rows are gone by the rule of retention
    broken: ReadBatch | None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, taken out or put in."""
        return self.broken is None


def check(*, now: datetime) -> Verified:
    """Verify, and keep what was found where the operation page shows it."""
    found = verify()
    ReadCheck.objects.create(at=now, batches=found.batches, rows=found.rows, broken=found.broken, why=found.why)
    if not found.is_whole:
        logger.error("the log of reads does not agree with its seal batch=%s", found.broken)
    return found


def verify() -> Verified:
    """Reckon the whole chain again, batch by batch."""
    through = _forgotten_through()
    seen = rows = forgotten = 0
    previous, after = "", 0
    for batch in ReadBatch.objects.order_by("last").iterator(chunk_size=500):
        why = _fault(batch, previous, after, is_forgotten=batch.last <= through)
        if why:
            return Verified(seen, rows, forgotten, batch, why)
        seen += 1
        rows += batch.rows
        forgotten += batch.last <= through
        previous, after = batch.digest, batch.last
    return Verified(seen, rows, forgotten, None)


def _fault(batch: ReadBatch, previous: str, after: int, *, is_forgotten: bool) -> str:
    if batch.previous != previous or batch.first <= after:
        return "it does not follow the batch before it"
    if is_forgotten:
        return ""
    found = list(CaseRead.objects.filter(pk__gt=after, pk__lte=batch.last).order_by("pk").values_list(*COLUMNS))
    if len(found) != batch.rows:
        return f"it was sealed with {batch.rows} rows and holds {len(found)}"
    return "" if digest_of(found, previous) == batch.digest else "a row is not as it was sealed"


def _forgotten_through() -> int:
    """The last number that the rule of retention has taken out, by the marks in the log itself; only the system makes them."""
    marks = CaseRead.objects.filter(case_id=None, reader=None, read_as="system", purpose="retention", criterion__startswith=FORGOTTEN)
    numbers = [text.removeprefix(FORGOTTEN) for text in marks.values_list("criterion", flat=True)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def forget(*, before: datetime, now: datetime) -> int:
    """Take out what is older, as the database itself allows it (`models.reads.FORGET_READS`); how many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT injuries_forget_reads(%s, %s)", [before, now])
        (gone,) = cursor.fetchone()
    if gone:
        logger.info("reads forgotten rows=%d", gone)
    return int(gone)
