"""Injuries of one unit with all below it in one year: the numbers that page, PDF and spreadsheet show (R50, R55; domain, 3.6).

Who may see every row (the unit's own manager and group, the injury administrator) gets exact figures, of any year and of the
tree of today. Everybody else gets what `ShownCount` keeps of finished years. The words stand in `injuries.figure_page`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from injuries.models import InjuryPolicy, ShownCount, WorkedHours
from injuries.reports.axes import AXES, POPULATIONS, SEALED
from injuries.reports.counts import Asked, Counts, YearCount, counted, counted_by_unit, counted_by_year
from injuries.reports.shown import by_axis, narrowed
from injuries.reports.trees import parents_of
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

YEARS = 5
MILLION, THOUSAND = 1_000_000, 1000
ABOUT = 10  # figures of the running year are rounded to it, for readers who do not see rows


@dataclass(frozen=True)
class Sight:
    """How much of a unit's cases one reader sees as rows: all of them (`is_exact`), some (`known`), or none."""

    is_exact: bool = False
    with_kept: bool = False
    units: tuple[int, ...] = ()
    known: frozenset[int] = frozenset()
    known_whole: frozenset[int] = frozenset()  # of these also the cases kept from the manager
    top: int | None = None

    @classmethod
    def of(cls, user: User, unit: Unit) -> Self:
        """From the reader's rights; two queries at most."""
        whole = scope_of(user, Perm.ADMINISTER_INJURIES)
        if whole.covers(unit.pk, unit.path):
            return cls(is_exact=True, with_kept=True, units=tuple(_below(unit.path)))
        near = scope_of(user, Perm.SIGN_INJURIES) | scope_of(user, Perm.VIEW_EVENTS) | whole
        if not near:
            return cls()
        above = [path for path in scope_of(user, Perm.RUN_REPORTS).paths if unit.path.startswith(path)]
        top = above[0] if above else unit.path
        below = _below(top)
        mine = [pk for pk, path in below.items() if path.startswith(unit.path)]
        known = frozenset(pk for pk, path in below.items() if near.covers(pk, path))
        known_whole = frozenset(pk for pk, path in below.items() if whole.covers(pk, path))
        return cls(known.issuperset(mine), units=tuple(mine), known=known, known_whole=known_whole, top=int(top.strip("/").split("/")[-1]))


def _below(path: str) -> dict[int, str]:
    return dict(Unit.objects.filter(path__startswith=path).values_list("pk", "path"))


@dataclass(frozen=True)
class YearFigures:
    """One year of the trend; None is hidden, and hours and full-time equivalents are None where nobody noted them."""

    year: int
    injuries: int | None
    absent: int | None
    absent_new: int | None
    near: int | None
    hours: Decimal | None = None
    fte: Decimal | None = None
    source: str = ""

    @property
    def per_million_hours(self) -> Decimal | None:
        """LTIFR: injuries with at least one day of absence in a million hours worked (ILO 1998); no hours, no rate (R55)."""
        return _rate(self.absent, self.hours, MILLION)

    @property
    def per_thousand_fte(self) -> Decimal | None:
        """The same in a thousand full-time equivalents (DA's ulykkesfrekvens is per one)."""
        return _rate(self.absent, self.fte, THOUSAND)


def _rate(cases: int | None, by: Decimal | None, unit: int) -> Decimal | None:
    return None if cases is None or not by else (Decimal(cases) * unit / by).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class SoFar:
    """The running year up to the end of the last quarter, rounded to ten."""

    last: date
    injuries: int
    near: int


@dataclass(frozen=True)
class InjuryFigures:
    """Numbers of one unit and year; a split or a cell that is not there is hidden. `limit` is the one in force."""

    unit: Unit
    year: int
    is_exact: bool
    limit: int
    new_employee_months: int
    counts: Counts
    before: Counts
    trend: tuple[YearFigures, ...]
    so_far: SoFar | None = None

    @classmethod
    def of(cls, unit: Unit, year: int, user: User, *, now: datetime, today: date) -> Self:
        """What this reader may see. A number of queries that does not grow with the cases."""
        return cls._seen_with(Sight.of(user, unit), unit, year, now=now, today=today)

    @classmethod
    def for_everybody(cls, unit: Unit, year: int, *, now: datetime, today: date) -> Self:
        """What is kept for everybody: for papers and minutes, which are read by more than who made them."""
        return cls._seen_with(Sight(), unit, year, now=now, today=today)

    @classmethod
    def _seen_with(cls, sight: Sight, unit: Unit, year: int, *, now: datetime, today: date) -> Self:
        policy = InjuryPolicy.in_force()
        make = _exact if sight.is_exact else _shown
        years, counts = make(unit, year, sight, Moment(now, today, policy))
        return cls(
            unit=unit,
            year=year,
            is_exact=sight.is_exact,
            limit=policy.hidden_below,
            new_employee_months=policy.new_employee_months,
            counts=counts.get(year, {}),
            before=counts.get(year - 1, {}),
            trend=_with_hours(unit, years),
            so_far=None if sight.is_exact else _so_far(unit, counts, Moment(now, today, policy)),
        )

    @property
    def now(self) -> YearFigures:
        """The year itself."""
        return self.trend[-1]

    def total(self, population: str) -> int | None:
        """Cases of a population; None is hidden."""
        return self.counts.get(population, {}).get("", 0 if self.is_exact else None)

    def parts(self, axis: str) -> list[tuple[str, int, int | None]]:
        """Code, cases and cases the year before of each part that is shown, in the order of the split; empty where none is."""
        codes = self.counts.get(axis, {})
        if self.is_exact and axis not in SEALED:
            return [(code, codes.get(code, 0), self.before.get(axis, {}).get(code, 0)) for code in AXES[axis].leaves]
        before = self.before.get(axis, {})
        return [(part.code, codes[part.code], before.get(part.code)) for part in AXES[axis].tree.inside() if part.code in codes]


@dataclass(frozen=True)
class Moment:
    """When it is asked, and under which limits."""

    now: datetime
    today: date
    policy: InjuryPolicy

    def asked(self, first: date, last: date, units: tuple[int, ...], *, with_kept: bool = True) -> Asked:
        """These days of these units."""
        return Asked(first, last, self.now, self.today, self.policy.new_employee_months, units, with_kept)


def year_choices(today: date, *, is_exact: bool) -> list[int]:
    """The years one may choose, the newest first; the running one for those who see rows."""
    last = today.year if is_exact else today.year - 1
    return list(range(last, last - 2 * YEARS, -1))


def _exact(unit: Unit, year: int, sight: Sight, moment: Moment, years: int = YEARS) -> tuple[list[YearFigures], dict[int, Counts]]:
    first, last = date(year - years + 1, 1, 1), date(year, 12, 31)
    by_year = counted_by_year(moment.asked(first, last, sight.units, with_kept=sight.with_kept))
    pair = (year - 1, year) if years == YEARS else ()
    whole = {one: moment.asked(date(one, 1, 1), date(one, 12, 31), sight.units, with_kept=sight.with_kept) for one in pair}
    sealed = _kept(unit, list(pair), moment, SEALED) if pair else {}
    counts = {one: counted(asked) | sealed.get(one, {}) for one, asked in whole.items()}
    return [_of_year(one, by_year) for one in range(first.year, year + 1)], counts


def _of_year(year: int, by_year: Mapping[str, Mapping[int, YearCount]]) -> YearFigures:
    injury, near = (by_year.get(population, {}).get(year, YearCount()) for population in ("injury", "near"))
    return YearFigures(year, injury.cases, injury.absent, injury.absent_new, near.cases)


def _shown(unit: Unit, year: int, sight: Sight, moment: Moment, years: int = YEARS) -> tuple[list[YearFigures], dict[int, Counts]]:
    """From what is kept; only finished years, and only cells reckoned with the limit in force or a higher one."""
    over = [one for one in range(year - years + 1, year + 1) if one < moment.today.year]
    counts = {one: _narrowed(unit, one, sight, moment) for one in over} if sight.known else _kept(unit, over, moment)
    return [_from_counts(one, counts.get(one, {})) for one in range(year - years + 1, year + 1)], counts


def years_of(unit: Unit, first: int, last: int, sight: Sight, moment: Moment) -> tuple[YearFigures, ...]:
    """The trend alone, over as many years as asked for."""
    make = _exact if sight.is_exact else _shown
    return _with_hours(unit, make(unit, last, sight, moment, last - first + 1)[0])


def part_of_years(unit: Unit, years: range, moment: Moment, *, axis: str, code: str) -> dict[int, int | None]:
    """One part of one split over finished years, as everybody may see it; None is hidden. Two queries at most."""
    over = [year for year in years if year < moment.today.year]
    counts = _kept(unit, over, moment, (axis,))
    return {year: counts.get(year, {}).get(axis, {}).get(code) for year in over}


def kept_of(units: Collection[Unit], years: Collection[int], moment: Moment, axes: Collection[str]) -> dict[tuple[int, int], Counts]:
    """What everybody may see of several units and finished years, by unit and year; a cell that is not there is hidden. One query."""
    found: dict[tuple[int, int], Counts] = {}
    over = [year for year in years if year < moment.today.year]
    rows = ShownCount.objects.filter(unit__in=units, year__in=over, axis__in=axes, hidden_below__gte=moment.policy.hidden_below)
    for unit, year, axis, code, cases in rows.values_list("unit", "year", "axis", "code", "cases"):
        found.setdefault((unit, year), {}).setdefault(axis, {})[code] = cases
    return found


def _kept(unit: Unit, years: list[int], moment: Moment, axes: tuple[str, ...] = ()) -> dict[int, Counts]:
    """What is kept for everybody; of these axes alone where some are named. Also who sees rows sees no more of what is sealed."""
    found: dict[int, Counts] = {}
    rows = ShownCount.objects.filter(unit=unit, year__in=years, hidden_below__gte=moment.policy.hidden_below)
    rows = rows.filter(axis__in=axes) if axes else rows
    for year, axis, code, cases in rows.values_list("year", "axis", "code", "cases"):
        found.setdefault(year, {}).setdefault(axis, {})[code] = cases
    return found


def _narrowed(unit: Unit, year: int, sight: Sight, moment: Moment) -> Counts:
    """For a reader who sees the rows of some of these units: what they could take away is taken away first."""
    parents = parents_of(year)
    inside = {one for one in parents if sight.top in _upwards(parents, one)}
    k = moment.policy.hidden_below
    rows = ShownCount.objects.filter(unit__in=inside, year=year, hidden_below__gte=k)
    shown = {(pk, axis, code): cases for pk, axis, code, cases in rows.values_list("unit", "axis", "code", "cases")}
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = counted_by_unit(moment.asked(first, last, tuple(inside)))
    near = counted_by_unit(moment.asked(first, last, tuple((sight.known - sight.known_whole) & inside), with_kept=False))
    whole = counted_by_unit(moment.asked(first, last, tuple(sight.known_whole & inside)))
    mine = {axis: {**near.get(axis, {}), **whole.get(axis, {})} for axis in near.keys() | whole.keys()}
    return by_axis(narrowed({one: parents[one] for one in inside}, every, mine, shown, k), unit.pk)


def _upwards(parents: Mapping[int, int | None], unit: int | None) -> list[int]:
    found: list[int] = []
    while unit is not None:
        found.append(unit)
        unit = parents.get(unit)
    return found


def _from_counts(year: int, counts: Counts) -> YearFigures:
    def cell(axis: str, code: str = "") -> int | None:
        return counts.get(axis, {}).get(code)

    return YearFigures(year, cell("injury"), cell("absence", "some"), cell("new", "new"), cell("near"))


def _with_hours(unit: Unit, years: list[YearFigures]) -> tuple[YearFigures, ...]:
    noted = {row.year: row for row in WorkedHours.objects.filter(unit=unit, year__in=[one.year for one in years])}
    return tuple(_noted(one, noted.get(one.year)) for one in years)


def _noted(one: YearFigures, row: WorkedHours | None) -> YearFigures:
    if row is None:
        return one
    return YearFigures(one.year, one.injuries, one.absent, one.absent_new, one.near, row.hours, row.fte, row.source)


def _so_far(unit: Unit, counts: Mapping[int, Counts], moment: Moment) -> SoFar | None:
    """Only for units whose last finished year is shown, and only in tens, so that a report more cannot be worked out."""
    last = date(moment.today.year, (moment.today.month - 1) // 3 * 3 + 1, 1)
    year = moment.today.year - 1
    if last.month == 1 or any(counts.get(year, {}).get(population) is None for population in ("injury", "near")):
        return None
    asked = moment.asked(date(moment.today.year, 1, 1), date.fromordinal(last.toordinal() - 1), tuple(_below(unit.path)))
    found = counted_by_year(asked)
    injuries, near = (found.get(population, {}).get(moment.today.year, YearCount()).cases for population in list(POPULATIONS)[:2])
    return SoFar(asked.last, rounded(injuries), rounded(near))


def rounded(cases: int) -> int:
    """To the nearest ten."""
    return (cases + ABOUT // 2) // ABOUT * ABOUT
