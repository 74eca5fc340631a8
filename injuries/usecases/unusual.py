"""Unusual reading raises a note for the data-protection reader: same surname, same unit, many in a day, at night, and a sample.

Only what was opened counts (not the lines of a list), and never one's own case. Nothing of a case is fetched: names are compared
in the database. A note says that somebody should ask, not that anything is wrong.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import ceil

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Lower, TruncDate

from injuries.models import Case, CaseAct, CaseRead, InjuryPolicy, Part, ReadAs, ReadNote
from orgstructure.models import Engagement, RoleHolding, User
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import valid_on

Kind = ReadNote.Kind
MAIL = "injury-read-notes"
NIGHT_FROM, NIGHT_TO = time(22), time(5)
LEAST_SAMPLE, SAMPLE_SHARE = 25, 0.01
# A surname of this share of the staff says nothing by itself: two of three hundred thousand pairs of Jensens are related. Such a
# read is noted only when the reader has done nothing to the case.
COMMON_SHARE, COMMON_FROM = 0.01, 30


def look(*, now: datetime) -> int:
    """Note what the reads of today and yesterday show; how many notes are new. Safe to call twice, and at once."""
    today = now.astimezone(COPENHAGEN).date()
    before = ReadNote.objects.count()
    for day in (today - timedelta(days=1), today):
        _keep([*_same_name(day), *_colleagues(day), *_many(day), *_at_night(day)], now)
    _draw_sample(today, now)
    new = ReadNote.objects.count() - before
    if new:
        tell(now=now)
    return new


def opened_on(day: date) -> QuerySet[CaseRead]:
    """Cases opened that local day by somebody whose own they are not."""
    begins = datetime.combine(day, time(0), COPENHAGEN)
    return _opened(begins, datetime.combine(day + timedelta(days=1), time(0), COPENHAGEN))


def _opened(begins: datetime, ends: datetime) -> QuerySet[CaseRead]:
    rows = CaseRead.objects.filter(at__gte=begins, at__lt=ends, reader__isnull=False, case_id__isnull=False)
    return rows.exclude(part=Part.LINE).exclude(read_as__in=(ReadAs.INJURED, ReadAs.REPORTER, ReadAs.SYSTEM))


def _same_name(day: date) -> list[ReadNote]:
    namesake = Case.objects.filter(pk=OuterRef("case_id"), injured__last_name__iexact=OuterRef("reader__last_name"))
    found = opened_on(day).filter(Exists(namesake)).exclude(reader__last_name="")
    acted = CaseAct.objects.filter(case=OuterRef("case_id"), by=OuterRef("reader_id"))
    rare = found.annotate(name=Lower("reader__last_name")).exclude(Exists(acted), name__in=_common_names())
    return [_note(Kind.SAME_NAME, day, *row) for row in _counted(rare, "case_id")]


def _common_names() -> list[str]:
    people = User.objects.filter(is_active=True)
    least = max(COMMON_FROM, COMMON_SHARE * people.count())
    named = people.values(name=Lower("last_name")).annotate(number=Count("pk")).filter(number__gte=least)
    return [row["name"] for row in named]


def _colleagues(day: date) -> list[ReadNote]:
    """An administrator reads of somebody of the own unit: manager and group do so by their task."""
    works_there = Engagement.objects.filter(valid_on(day), user=OuterRef("reader_id"), unit__injury_cases=OuterRef("case_id"))
    found = opened_on(day).filter(Exists(works_there), read_as=ReadAs.ADMINISTRATOR)
    return [_note(Kind.COLLEAGUE, day, *row) for row in _counted(found, "case_id")]


def _many(day: date) -> list[ReadNote]:
    rows = opened_on(day).values("reader_id").annotate(cases=Count("case_id", distinct=True))
    found = rows.filter(cases__gt=InjuryPolicy.in_force().many_reads)
    return [_note(Kind.MANY, day, reader, None, cases) for reader, cases in found.values_list("reader_id", "cases")]


def _at_night(day: date) -> list[ReadNote]:
    """The night that begins on this day."""
    begins = datetime.combine(day, NIGHT_FROM, COPENHAGEN)
    rows = _opened(begins, datetime.combine(day + timedelta(days=1), NIGHT_TO, COPENHAGEN))
    counted = rows.values("reader_id").annotate(number=Count("case_id", distinct=True)).values_list("reader_id", "number")
    return [_note(Kind.NIGHT, day, reader, None, number) for reader, number in counted]


def _counted(rows: QuerySet[CaseRead], column: str) -> Iterable[tuple[int, int, int]]:
    counted = rows.values("reader_id", column).annotate(number=Count("pk"))
    found: Iterable[tuple[int, int, int]] = counted.values_list("reader_id", column, "number")
    return found


def _note(kind: Kind, day: date, reader: int, case_id: int | None, reads: int) -> ReadNote:
    return ReadNote(kind=kind, reader_id=reader, case_id=case_id, day=day, reads=reads)


def _keep(notes: list[ReadNote], now: datetime) -> None:
    """One note for each, whoever looks and however often; the number of reads grows with the day."""
    for note in notes:
        note.made_at = now
    ReadNote.objects.bulk_create(notes, update_conflicts=True, update_fields=["reads"], unique_fields=["kind", "reader", "day", "case_id"])


@transaction.atomic
def _draw_sample(today: date, now: datetime) -> None:
    """Of the month that ended, once: at least 25 or one in a hundred of what was opened, by the machine's own chance."""
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    if ReadNote.objects.filter(kind=Kind.SAMPLE, day__range=(first, last)).exists():
        return
    begins, ends = (datetime.combine(day, time(0), COPENHAGEN) for day in (first, last + timedelta(days=1)))
    told = _opened(begins, ends).annotate(local=TruncDate("at", tzinfo=COPENHAGEN)).values("reader_id", "case_id", "local")
    rows = list(told.annotate(number=Count("pk")).values_list("local", "reader_id", "case_id", "number"))
    size = min(len(rows), max(LEAST_SAMPLE, ceil(sum(row[-1] for row in rows) * SAMPLE_SHARE)))
    _keep([_note(Kind.SAMPLE, *row) for row in secrets.SystemRandom().sample(rows, size)], now)


def tell(*, now: datetime) -> int:
    """One mail a day at most to each data-protection reader: that there is something, and nothing of what."""
    today = now.astimezone(COPENHAGEN).date()
    holders = RoleHolding.objects.current(today).filter(role=Role.DATA_PROTECTION_READER, user__is_active=True)
    people = holders.values_list("user_id", flat=True).distinct()
    return len(outbox.queue_all([outbox.NewMail(MAIL, f"{MAIL}:{pk}:{today}", pk, {}, now) for pk in people], now=now))


def handle(note: ReadNote, outcome: str, comment: str, *, by: User, now: datetime) -> bool:
    """Write what became of it; False when somebody has done so already."""
    rows = ReadNote.objects.filter(pk=note.pk, seen_at=None)
    return bool(rows.update(outcome=outcome, comment=comment, seen_at=now, seen_by=by))
