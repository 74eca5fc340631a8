"""What the log of reads shows, and to whom: to the injured dates, purposes and roles; to the data-protection reader names as well.

Nothing of a case stands here but its number. Employees' names are not the injured's to have (C-579/21).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from injuries.models import Case, CaseRead, LegalHold, Part, Purpose, ReadAs, ReadNote
from orgstructure.access import Scope, scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN
from safetynet.common.given import read_id

PAGE = 50
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Seen:
    """One line of a day: in which role, why, how much of it, how often."""

    read_as: str
    purpose: str
    part: str
    times: int
    is_own: bool


@dataclass(frozen=True)
class SeenDay:
    """The reads of one day."""

    on: date
    lines: tuple[Seen, ...]


@dataclass(frozen=True)
class WhoHasSeen:
    """All days, newest first; no name of anybody."""

    days: tuple[SeenDay, ...]
    page: Page[Any]

    @classmethod
    def of(cls, case: Case, page: str = "") -> "WhoHasSeen":
        """Of a case that was opened as one's own."""
        found = Paginator(seen_of(case.pk), PAGE).get_page(page)
        return cls(tuple(SeenDay(on, tuple(_seen(row) for row in rows)) for on, rows in groupby(found, key=lambda row: row["on"])), found)


def seen_of(case_id: int) -> QuerySet[Any, Any]:
    """The reads of one case by day, role, purpose and part."""
    rows = CaseRead.objects.filter(case_id=case_id).annotate(on=TruncDate("at", tzinfo=COPENHAGEN))
    grouped = rows.values("on", "read_as", "purpose", "part").annotate(times=Count("pk"))
    return grouped.order_by("-on", "read_as", "purpose", "part")


def _seen(row: dict[str, Any]) -> Seen:
    return Seen(
        read_as=str(ReadAs(row["read_as"]).label),
        purpose=str(Purpose(row["purpose"]).label),
        part=str(Part(row["part"]).label),
        times=row["times"],
        is_own=row["read_as"] == ReadAs.INJURED,
    )


def told(case_id: int) -> list[dict[str, str]]:
    """The same for the person's own copy of the data."""
    return [
        {"on": f"{row['on']}", "role": str(ReadAs(row["read_as"]).label), "purpose": str(Purpose(row["purpose"]).label)}
        for row in seen_of(case_id)
    ]


@dataclass(frozen=True)
class LogSearch:
    """What the data-protection reader looks for; what cannot be read is said and finds nothing."""

    number: str = ""
    reader: str = ""
    on: str = ""
    faults: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: dict[str, str]) -> "LogSearch":
        """From the address; NUL bytes and anything too long are left out."""
        number, reader, on = (given.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH] for name in ("number", "reader", "on"))
        faults = tuple(name for name, is_bad in (("number", number and pk_of(number) is None), ("on", on and not _day(on))) if is_bad)
        return cls(number, reader, on, faults)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked."""
        return not (self.number or self.reader or self.on)


@dataclass(frozen=True)
class LogLine:
    """One row of the log as the data-protection reader sees it."""

    row: CaseRead
    number: str


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first."""

    search: LogSearch
    lines: tuple[LogLine, ...]
    page: Page[Any]

    @classmethod
    def of(cls, search: LogSearch, reviewer: User, page: str = "") -> "LogPage":
        """Of the units that the person reviews."""
        rows = _reviewed(reviewer) if not search.faults else CaseRead.objects.none()
        rows = rows.filter(_wanted(search)).select_related("reader", "deputy_for").order_by("-at", "-pk")
        found = Paginator(rows, PAGE).get_page(page)
        numbers = numbers_of(row.case_id for row in found)
        return cls(search, tuple(LogLine(row, numbers.get(row.case_id or 0, "")) for row in found), found)


def _reviewed(reviewer: User) -> QuerySet[CaseRead]:
    """Reads of cases in the person's scope; who reviews the whole region sees those of no single or an erased case too."""
    scope = scope_of(reviewer, Perm.REVIEW_READS)
    if scope.reaches_all:
        return CaseRead.objects.all()
    return CaseRead.objects.filter(Exists(Case.objects.filter(scope.where(), pk=OuterRef("case_id"))))


def _wanted(search: LogSearch) -> Q:
    wanted = Q()
    if search.number:
        wanted &= Q(case_id=pk_of(search.number))
    if search.reader:
        wanted &= Q(reader__in=User.objects.search(search.reader).order_by().values("pk"))
    if day := _day(search.on):
        begins, ends = (datetime.combine(one, time(0), COPENHAGEN) for one in (day, day + timedelta(days=1)))
        wanted &= Q(at__gte=begins, at__lt=ends)
    return wanted


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text, form).replace(tzinfo=COPENHAGEN).date()
        except ValueError:
            continue
        return found if 1990 < found.year < 2200 else None  # noqa: PLR2004  days that a log can hold
    return None


def pk_of(number: str) -> int | None:
    """The case that people call so (“2026-00012”); None where it is no number of a case."""
    year, _dash, rest = number.partition("-")
    return read_id(rest.lstrip("0") or "0") if read_id(year) is not None and rest else None


def numbers_of(case_ids: Iterable[int | None]) -> dict[int, str]:
    """What people call them; nothing else of the cases is fetched."""
    return {case.pk: case.number for case in Case.objects.filter(pk__in={pk for pk in case_ids if pk}).only("pk", "registered_at")}


@dataclass(frozen=True)
class NoteLine:
    """One note with its case's number; `search` leads to its rows in the log."""

    note: ReadNote
    number: str


@dataclass(frozen=True)
class NotesPage:
    """Those that wait, newest day first, then those that are done."""

    lines: tuple[NoteLine, ...]
    page: Page[Any]
    waiting: int

    @classmethod
    def of(cls, reviewer: User, page: str = "") -> "NotesPage":
        """Of the readers' cases in the person's scope."""
        notes = notes_for(reviewer)
        found = Paginator(notes.select_related("reader", "seen_by").order_by("-seen_at", "-day", "pk"), PAGE).get_page(page)
        numbers = numbers_of(note.case_id for note in found)
        lines = tuple(NoteLine(note, numbers.get(note.case_id or 0, "")) for note in found)
        return cls(lines, found, notes.filter(seen_at=None).count())


def notes_for(reviewer: User) -> QuerySet[ReadNote]:
    """A note of no single case (many in a day, at night) goes to whoever reviews the whole region; never the own reading."""
    scope = scope_of(reviewer, Perm.REVIEW_READS)
    notes = ReadNote.objects.exclude(reader=reviewer)
    if scope.reaches_all:
        return notes
    return notes.filter(Exists(Case.objects.filter(scope.where(), pk=OuterRef("case_id"))))


def holder_scope(user: User) -> Scope:
    """Where the person may hold a case past its time: as injury administrator or as data-protection reader."""
    return scope_of(user, Perm.ADMINISTER_INJURIES) | scope_of(user, Perm.REVIEW_READS)


@dataclass(frozen=True)
class HoldsPage:
    """The holds in force, newest first, by number and reason."""

    holds: tuple[LegalHold, ...] = field(default=())

    @classmethod
    def of(cls, user: User) -> "HoldsPage":
        """Of cases in the person's scope; nothing of them is fetched but what makes their number."""
        rows = LegalHold.objects.in_force().filter(holder_scope(user).where("case__unit")).select_related("case", "by")
        return cls(tuple(rows.only("pk", "reason", "at", "by", "case__id", "case__registered_at").order_by("-at")))


def case_to_hold(user: User, number: str) -> Case | None:
    """A case in the person's scope that is not anonymised; its key and number only."""
    found = Case.objects.filter(holder_scope(user).where(), pk=pk_of(number) or 0, anonymised_on=None).only("pk", "registered_at").first()
    return found if found and found.number == number.strip() else None


def hold_of(user: User, pk: int) -> LegalHold | None:
    """A hold in force in the person's scope."""
    return LegalHold.objects.in_force().filter(holder_scope(user).where("case__unit"), pk=pk).first()
