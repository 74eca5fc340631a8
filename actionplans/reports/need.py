"""Where help is needed: open, overdue and stopped plans of a level by unit and theme, counted in the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Self

from django.db.models import Count, Expression, F, Func, Min, Q, QuerySet, TextField, Value

from actionplans.models import ActionPlan, Status, Theme
from actionplans.models.choices import OPEN_STATUSES
from actionplans.models.querysets import OVERDUE_STATUSES
from actionplans.models.stall import where_stalled
from actionplans.reports.figures import FIRST_CHILD
from orgstructure.access import Scope
from orgstructure.levels import Level, Part, overview_of
from orgstructure.models import Unit

KINDS: Final = ("stalled", "overdue", "open")
SORTS: Final = ("need", "longest", "name")
OPEN = Q(status__in=OPEN_STATUSES)
UNCONFIRMED = Q(status=Status.CLOSED, confirm_by__isnull=False, confirmed_at=None)


class Need(NamedTuple):
    """Plans of one cell or row; `since` is when the one that has stood still longest was last touched."""

    open: int = 0
    overdue: int = 0
    stalled: int = 0
    since: datetime | None = None

    def of(self, kind: str) -> int:
        """The number that kind of map shows."""
        return {"open": self.open, "overdue": self.overdue, "stalled": self.stalled}[kind]

    @classmethod
    def total(cls, rows: Iterable["Need"]) -> Self:
        """All added up."""
        kept = list(rows)
        oldest = min((row.since for row in kept if row.since), default=None)
        return cls(sum(row.open for row in kept), sum(row.overdue for row in kept), sum(row.stalled for row in kept), oldest)


@dataclass(frozen=True)
class NeedRow:
    """One line: a part of the level or a unit, what it has together, and by theme (`None` for plans without one).

    What a confidential plan is about is not told by a count: such plans are in `total`, in no theme, and `hidden` says that there are some.
    """

    part: Part
    total: Need
    by_theme: dict[Theme | None, Need]
    hidden: bool = False


@dataclass(frozen=True)
class NeedMap:
    """The map of one level: its rows in order, and the themes that any of them has, most in need first."""

    level: Level
    kind: str
    rows: tuple[NeedRow, ...]
    themes: tuple[Theme | None, ...]

    @classmethod
    def of_parts(cls, level: Level, kind: str, sort: str, today: date) -> Self:
        """A row for each unit or committee right below, and for the level's own. Two queries."""
        groups = _grouped(level.area, today, _child_of(level.unit) if level.unit else F("unit__path"))
        parts = level.parts or (Part(level.name, level.area, level.words, level.url),)
        rows = [_row(part, _groups_of(part, groups, level)) for part in parts]
        return cls._ordered(level, kind, [row for row in rows if any(row.total[:3])], sort)

    @classmethod
    def of_units(cls, level: Level, kind: str, units: Sequence["UnitInNeed"], today: date) -> Self:
        """A row for each of these units, in their order. Two queries."""
        area = Scope((), frozenset(unit.pk for unit in units))
        groups = _grouped(area, today, F("unit_id")) if units else {}
        rows = [_row(unit.part, groups.get(unit.pk, [])) for unit in units]
        return cls(level, kind, tuple(rows), _themes(rows, kind))

    @classmethod
    def _ordered(cls, level: Level, kind: str, rows: list[NeedRow], sort: str) -> Self:
        keys = {
            "need": lambda row: (-row.total.of(kind), -row.total.open, row.part.name.casefold()),
            "longest": lambda row: (row.total.since is None, row.total.since, row.part.name.casefold()),
            "name": lambda row: row.part.name.casefold(),
        }
        return cls(level, kind, tuple(sorted(rows, key=keys[sort])), _themes(rows, kind))

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def most(self) -> int:
        """The largest number of any cell."""
        return max((need.of(self.kind) for row in self.rows for need in row.by_theme.values()), default=0)


@dataclass(frozen=True)
class UnitInNeed:
    """A unit that has open plans of its own."""

    pk: int
    name: str
    need: Need

    @property
    def part(self) -> Part:
        """The unit alone, without those below it."""
        return Part(self.name, Scope((), frozenset({self.pk})), {"unit": self.pk, "below": "no"}, overview_of(Unit(pk=self.pk)))

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """From a row of `units_in_need`."""
        return cls(row["key"], row["unit__name"], _need(row))


def units_in_need(area: Scope, today: date, *, kind: str = "stalled", sort: str = "need") -> QuerySet[ActionPlan, dict[str, Any]]:
    """A row for each unit of the area that has open plans, in order, to be paged or cut; read by `UnitInNeed.of`."""
    order: tuple[Any, ...] = {"longest": (F("since").asc(nulls_last=True),), "name": ()}.get(sort, (f"-{kind}", "-open"))
    return _counted(area, today, F("unit_id"), "unit__name", "unit__name_sort").order_by(*order, "unit__name_sort", "unit_id")


def _counted(area: Scope, today: date, key: Expression | F, *also: str) -> QuerySet[ActionPlan, dict[str, Any]]:
    stalled = where_stalled(today)
    rows = ActionPlan.objects.filter(area.where(), OPEN | UNCONFIRMED).order_by()
    counted: QuerySet[ActionPlan, dict[str, Any]] = (
        rows.annotate(key=key)
        .values("key", *also)
        .annotate(
            open=Count("pk", filter=OPEN),
            overdue=Count("pk", filter=Q(status__in=OVERDUE_STATUSES, expected_closing_on__lt=today)),
            stalled=Count("pk", filter=stalled),
            since=Min("touched_at", filter=stalled),
        )
    )
    return counted


def _grouped(area: Scope, today: date, key: Expression | F) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    themes = Theme.objects.only("code", "name").in_bulk()
    for row in _counted(area, today, key, "is_confidential", "theme_id"):
        row["theme"] = themes.get(row["theme_id"])
        found[row["key"]].append(row)
    return found


def _child_of(unit: Unit) -> Func:
    return Func(F("unit__path"), Value("/"), Value(unit.depth + FIRST_CHILD), function="split_part", output_field=TextField())


def _groups_of(part: Part, groups: dict[Any, list[dict[str, Any]]], level: Level) -> list[dict[str, Any]]:
    """Below a unit each part is one group; committees overlap, so theirs are gathered unit by unit."""
    if level.unit and level.parts:
        return groups.get("" if part.area.unit_ids else str(part.words["unit"]), [])
    return [row for path, rows in groups.items() if not level.committee or _covers(part.area, path) for row in rows]


def _covers(area: Scope, path: str) -> bool:
    return area.covers(int(path.strip("/").rpartition("/")[2]), path)


def _row(part: Part, found: list[dict[str, Any]]) -> NeedRow:
    shown: dict[Any, list[Need]] = defaultdict(list)
    for row in found:
        if not row["is_confidential"]:
            shown[row["theme"]].append(_need(row))
    return NeedRow(
        part=part,
        total=Need.total(_need(row) for row in found),
        by_theme={theme: Need.total(needs) for theme, needs in shown.items()},
        hidden=any(row["is_confidential"] for row in found),
    )


def _need(row: dict[str, Any]) -> Need:
    return Need(row["open"], row["overdue"], row["stalled"], row["since"])


def _themes(rows: Iterable[NeedRow], kind: str) -> tuple[Any, ...]:
    sums: dict[Any, list[Need]] = defaultdict(list)
    for row in rows:
        for theme, need in row.by_theme.items():
            sums[theme].append(need)
    totals = {theme: Need.total(needs) for theme, needs in sums.items()}
    return tuple(sorted(totals, key=lambda theme: (-totals[theme].of(kind), -totals[theme].open, str(theme or ""))))
