"""Why plans are not finished: the causes people gave, by the stage at which the plans stopped.

Each plan is counted once, with its last stall check, in the unit that owns it now. Confidential plans are counted like
the others, but not by theme: what such a plan is about is not told by a count either.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncQuarter

from actionplans.models import ActionPlan, ReadyCause, StallCheck, StallPoint, Theme
from actionplans.models.stall import in_readers_language
from actionplans.reports.periods import Period, Quarter
from orgstructure.access import Scope
from orgstructure.levels import Level, Part
from safetynet.common.clock import COPENHAGEN, at_hour

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CauseFigures:
    """One cause: how many plans, and at which stage they stopped."""

    code: str
    texts: dict[str, str]
    by_stage: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """In the reader's language."""
        if self.code in ReadyCause:
            return str(ReadyCause(self.code).label)
        return in_readers_language(self.texts) or self.code

    @property
    def total(self) -> int:
        """Plans that stopped for this cause."""
        return self.by_stage.total()


@dataclass(frozen=True)
class Causes:
    """The causes of an area and a period, the most frequent first."""

    rows: tuple[CauseFigures, ...] = ()

    @classmethod
    def of(cls, area: Scope, period: Period) -> Self:
        """One query."""
        found: dict[str, CauseFigures] = {}
        for code, stage, plans, texts in _by_cause_and_stage(area, period):
            found.setdefault(code, CauseFigures(code, texts or {})).by_stage[stage] += plans
        return cls(tuple(sorted(found.values(), key=lambda row: (-row.total, row.code))))

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def total(self) -> int:
        """Plans whose people said why they stopped."""
        return sum(row.total for row in self.rows)

    @property
    def by_stage(self) -> Counter[str]:
        """All causes together."""
        return sum((row.by_stage for row in self.rows), Counter())


@dataclass(frozen=True)
class Heap:
    """The plans of one part, theme or quarter, by cause."""

    by_cause: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return self.by_cause.total()

    @property
    def most(self) -> tuple[str, int]:
        """The most frequent cause and its count; ties go by code, so that the same figures read the same."""
        return min(self.by_cause.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


@dataclass(frozen=True)
class Standstill:
    """How many plans have stopped today, and how many of them have said why."""

    stalled: int = 0
    asked: int = 0

    @classmethod
    def sum(cls, found: Iterable["Standstill"]) -> Self:
        """All together."""
        pairs = [(one.stalled, one.asked) for one in found]
        return cls(*(sum(column) for column in zip(*pairs, strict=True))) if pairs else cls()


@dataclass(frozen=True)
class PartCauses:
    """One line by sub-unit."""

    part: Part
    standstill: Standstill
    heap: Heap


@dataclass(frozen=True)
class ThemeCauses:
    """One line by theme; None is a plan without one."""

    theme: Theme | None
    heap: Heap


@dataclass(frozen=True)
class CausesReport:
    """All that is known of a level's plans that stopped: by cause, sub-unit, theme and quarter."""

    level: Level
    period: Period
    today: date
    causes: Causes
    standstill: Standstill
    parts: tuple[PartCauses, ...]
    themes: tuple[ThemeCauses, ...]
    confidential: int
    quarters: tuple[tuple[Quarter, Heap], ...]
    names: Mapping[str, dict[str, str]]

    @classmethod
    def of(cls, level: Level, period: Period, today: date) -> Self:
        """Six queries, however large the level."""
        still, by_unit = _standstill_by_unit(level.area, today), _by_unit(level.area, period)
        themes, confidential = _by_theme(level.area, period)
        parts = [PartCauses(part, _still_in(part, still), _heap_in(part, by_unit)) for part in level.parts]
        return cls(
            level=level,
            period=period,
            today=today,
            causes=Causes.of(level.area, period),
            standstill=Standstill.sum(still.values()),
            parts=tuple(sorted((row for row in parts if row.standstill.stalled or row.heap.total), key=_by_need)),
            themes=themes,
            confidential=confidential,
            quarters=_by_quarter(level.area, today),
            names=dict(StallPoint.objects.order_by("checklist__version").values_list("code", "cause")),
        )

    def named(self, code: str) -> str:
        """The name of a cause in the reader's language, also of one that nobody has named in this period."""
        return CauseFigures(code, self.names.get(code, {})).name

    def __bool__(self) -> bool:
        return bool(self.causes or self.standstill.stalled or any(heap.total for _quarter, heap in self.quarters))


def _last_checks(area: Scope, period: Period) -> QuerySet[StallCheck]:
    checks = StallCheck.objects.last_of_each_plan().filter(area.where("plan__unit"))
    return checks.filter(at__gte=at_hour(period.first, 0), at__lt=at_hour(period.last + ONE_DAY, 0)).order_by()


def _by_cause_and_stage(area: Scope, period: Period) -> QuerySet[StallCheck, Any]:
    """With the name that the latest checklist which has the cause gives it."""
    latest = StallPoint.objects.filter(code=OuterRef("cause")).order_by("-checklist__version")
    rows = _last_checks(area, period).values("cause", "stage").annotate(plans=Count("*"), texts=Subquery(latest.values("cause")[:1]))
    return rows.values_list("cause", "stage", "plans", "texts")


def _by_unit(area: Scope, period: Period) -> list[tuple[int, str, str, int]]:
    return list(_last_checks(area, period).values_list("plan__unit_id", "plan__unit__path", "cause").annotate(plans=Count("*")))


def _by_theme(area: Scope, period: Period) -> tuple[tuple[ThemeCauses, ...], int]:
    columns = ("plan__is_confidential", "plan__theme_id", "plan__theme__code", "plan__theme__name", "cause")
    heaps: dict[int | None, ThemeCauses] = {}
    hidden = 0
    for is_hidden, theme_id, code, name, cause, plans in _last_checks(area, period).values_list(*columns).annotate(plans=Count("*")):
        if is_hidden:
            hidden += plans
            continue
        theme = Theme(pk=theme_id, code=code, name=name) if theme_id else None
        heaps.setdefault(theme_id, ThemeCauses(theme, Heap())).heap.by_cause[cause] += plans
    return tuple(sorted(heaps.values(), key=lambda row: (-row.heap.total, str(row.theme or "")))), hidden


def _by_quarter(area: Scope, today: date) -> tuple[tuple[Quarter, Heap], ...]:
    """The last eight quarters, whatever the period."""
    heaps = {quarter: Heap() for quarter in Quarter.last_ones(today)}
    checks = _last_checks(area, Period.quarters(today)).annotate(quarter=TruncQuarter("at", tzinfo=COPENHAGEN))
    for start, cause, plans in checks.values_list("quarter", "cause").annotate(plans=Count("*")):
        heaps[Quarter.of(start.date())].by_cause[cause] += plans
    return tuple(heaps.items())


def _standstill_by_unit(area: Scope, today: date) -> dict[tuple[int, str], Standstill]:
    said = Exists(StallCheck.objects.filter(plan=OuterRef("pk")))
    rows = ActionPlan.objects.stalled(today).filter(area.where()).order_by().values_list("unit_id", "unit__path")
    counted = rows.annotate(stalled=Count("*"), asked=Count("pk", filter=Q(said)))
    return {(unit_id, path): Standstill(stalled, asked) for unit_id, path, stalled, asked in counted}


def _still_in(part: Part, still: dict[tuple[int, str], Standstill]) -> Standstill:
    return Standstill.sum(one for (pk, path), one in still.items() if part.area.covers(pk, path))


def _heap_in(part: Part, rows: list[tuple[int, str, str, int]]) -> Heap:
    heap = Heap()
    for pk, path, cause, plans in rows:
        if part.area.covers(pk, path):
            heap.by_cause[cause] += plans
    return heap


def _by_need(row: PartCauses) -> tuple[int, int]:
    return -row.standstill.stalled, -row.heap.total
