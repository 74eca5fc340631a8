"""The plans of a level in one year as they were known on a day: made, evaluated in time, what they came to, and why some were not.

Everything of one standpoint comes in one query over the frame of `actionplans.reports.asof`, by unit, and is added up to the parts of
the level here. Confidential plans are counted; by theme they are one line together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import dropwhile
from typing import Any, NamedTuple, Self

from actionplans.models import StallPoint, Theme, Verdict
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.models.measured import GRACE_DAYS
from actionplans.reports import InTime, Period, Quarter
from actionplans.reports.asof import OF_THE_YEAR, Standpoint
from actionplans.reports.cohort import in_time_by_day
from actionplans.reports.depth import standpoint
from actionplans.reports.past import Behind
from actionplans.reports.periods import a_year_before
from orgstructure.access import Scope
from orgstructure.levels import Level, Part
from orgstructure.models import Unit

YEARS, FEW_YEARS, QUARTERS = 5, 3, 8

OWN = """JOIN actionplans_planplacement own ON own.plan_id = {rows}.id AND own.unit_id = ANY(%(units)s)
    AND own.valid_from <= {day} AND (own.valid_to IS NULL OR own.valid_to > {day})"""
COUNTS = f"""count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE is_found),
    count(*) FILTER (WHERE {OF_THE_YEAR["helped"][1]}),
    count(*) FILTER (WHERE {OF_THE_YEAR["ended"][1]}),
    count(*) FILTER (WHERE placed.status = 'not_carried_out' AND placed.ended_at >= %(begin)s AND placed.ended_at < %(close)s),
    count(*) FILTER (WHERE placed.status = ANY(%(open)s)),
    count(*) FILTER (WHERE placed.status IN ('active', 'awaiting') AND placed.closing_on < %(day)s)"""
DUE_COUNTS = f"""count(*), count(*) FILTER (WHERE first_on <= first_day), count(*) FILTER (WHERE named_on <= first_day),
    count(*) FILTER (WHERE {OF_THE_YEAR["missed-said"][1]})"""
CONFIDENTIAL = 0
THEME = "CASE WHEN {rows}.is_confidential THEN 0 ELSE coalesce(plan.theme_id, -1) END"
ROWS = "SELECT jsonb_agg(to_jsonb(line)) FROM ({select}) line"

JOINED = "JOIN actionplans_actionplan plan ON plan.id = {rows}.id"
PARTS = {
    "units": "SELECT own.unit_id AS key, ARRAY[{counts}] AS counts FROM placed {own} GROUP BY 1",
    "due": "SELECT own.unit_id AS key, ARRAY[{due_counts}] AS counts FROM due {own_then} GROUP BY 1",
    "themes": "SELECT {theme} AS key, ARRAY[{counts}] AS counts FROM placed {joined} GROUP BY 1",
    "due_themes": "SELECT {due_theme} AS key, ARRAY[{due_counts}] AS counts FROM due {due_joined} GROUP BY 1",
    "effects": "SELECT verdict AS key, ARRAY[count(*), count(named_on)] AS counts FROM placed WHERE is_found GROUP BY 1",
    "quarters": """SELECT extract(year FROM verdict_on)::int || '-' || extract(quarter FROM verdict_on)::int AS key, verdict,
        ARRAY[count(*)] AS counts FROM placed WHERE verdict_on > %(end)s - interval '27 months' GROUP BY 1, 2""",
    "causes": """SELECT own.unit_id AS key, said.cause, said.stage, ARRAY[count(*)] AS counts FROM placed {own}
        JOIN (SELECT DISTINCT ON (plan_id) plan_id, cause, stage, at FROM actionplans_stallcheck WHERE at < %(until)s AND at < %(close)s
            ORDER BY plan_id, at DESC, id DESC) said ON said.plan_id = placed.id AND said.at >= %(begin)s GROUP BY 1, 2, 3""",
}
NAMES = {
    "counts": COUNTS,
    "due_counts": DUE_COUNTS,
    "own": OWN.format(rows="placed", day="%(day)s"),
    "own_then": OWN.format(rows="due", day="due.first_day"),
    "theme": THEME.format(rows="placed"),
    "due_theme": THEME.format(rows="due"),
    "joined": JOINED.format(rows="placed"),
    "due_joined": JOINED.format(rows="due"),
}
SQL = {name: ROWS.format(select=select.format(**NAMES)) for name, select in PARTS.items()}


@dataclass(frozen=True)
class PlanCounts:
    """Plans of one part, theme or level. `due`, `in_time`, `named` and `said` are of the cohort of the one figure."""

    made: int = 0
    evaluated: int = 0
    worked: int = 0
    closed: int = 0
    left: int = 0
    open: int = 0
    overdue: int = 0
    due: int = 0
    in_time: int = 0
    named: int = 0
    said: int = 0  # of those not in time: somebody has said why

    @classmethod
    def total(cls, rows: Iterable["PlanCounts"]) -> "PlanCounts":
        """All together."""
        sums = [sum(column) for column in zip(*(one.columns for one in rows), strict=True)]
        return cls(*sums)

    @property
    def columns(self) -> tuple[int, ...]:
        """In their order."""
        return (
            self.made, self.evaluated, self.worked, self.closed, self.left, self.open, self.overdue,
            self.due, self.in_time, self.named, self.said,
        )  # fmt: skip

    @property
    def first(self) -> InTime:
        """The one figure: evaluated within 14 days of the date as first published."""
        return InTime(self.due, self.in_time)

    @property
    def silent(self) -> int:
        """Not in time, and nobody has said why."""
        return self.due - self.in_time - self.said

    def __bool__(self) -> bool:
        return any(self.columns)


@dataclass(frozen=True)
class PartLine:
    """One part of the level; `words` ask the plan list for its plans."""

    name: str
    now: PlanCounts
    before: PlanCounts
    url: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    cause: str = ""  # the most frequent one, and how many of how many it was said of
    cause_plans: int = 0
    causes: int = 0


@dataclass(frozen=True)
class ThemeLine:
    """One theme by its name by language; `{}` is without one, and confidential plans are a line of their own.

    `code` asks the plan list for its plans; empty in reports that were kept before it was.
    """

    name: dict[str, str]
    now: PlanCounts
    before: PlanCounts
    pk: int = 0
    is_confidential: bool = False
    code: str = ""


@dataclass(frozen=True)
class EffectLine:
    """Plans judged so in the year, those with a named source of evidence, and the year before."""

    verdict: str
    plans: int = 0
    named: int = 0
    before: int = 0


@dataclass(frozen=True)
class CauseLine:
    """One cause, by the stage at which the plans stopped, and how many the year before."""

    code: str
    texts: dict[str, str]
    by_stage: dict[str, int]
    before: int = 0

    @property
    def total(self) -> int:
        """Plans of which it was said."""
        return sum(self.by_stage.values())


@dataclass(frozen=True)
class Stretch:
    """The one figure of a year or a quarter (`number` 0 is the whole year), and the verdicts given in it."""

    year: int
    number: int = 0
    due: int = 0
    done: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> InTime:
        """As `PlanCounts.first`."""
        return InTime(self.due, self.done)


@dataclass(frozen=True)
class Peers:
    """Similar units, and between which shares the middle half of them lies; nought where this one is not clearly behind (decision 0168)."""

    units: int = 0
    low: int = 0
    high: int = 0

    @classmethod
    def of(cls, unit: Unit | None, last: date) -> "Peers":
        """Two queries at most, and none for a committee."""
        behind = Behind.of(unit, last) if unit else None
        return cls(behind.units, behind.low, behind.high) if behind else cls()


@dataclass(frozen=True)
class PlanPart:
    """All that a report says of plans."""

    now: PlanCounts = field(default_factory=PlanCounts)
    before: PlanCounts = field(default_factory=PlanCounts)
    parts: tuple[PartLine, ...] = ()
    themes: tuple[ThemeLine, ...] = ()
    effects: tuple[EffectLine, ...] = ()
    causes: tuple[CauseLine, ...] = ()
    years: tuple[Stretch, ...] = ()
    quarters: tuple[Stretch, ...] = ()
    peers: Peers = field(default_factory=Peers)

    @classmethod
    def of(cls, level: Level, period: Period, day: date) -> Self:
        """Ten queries at most, however large the level."""
        then = period.a_year_before()
        now = _Known.at(standpoint(level, period, day))
        before = _Known.at(standpoint(level, then, a_year_before(day)))
        lines, texts = _parts(level, now, before), _names_of_causes(now)
        years, quarters = _stretches(level.area, now, before, period)
        return cls(
            now=now.total,
            before=before.total,
            parts=lines,
            themes=_themes(now, before),
            effects=tuple(EffectLine(one, *now.effects.get(one, (0, 0)), before.effects.get(one, (0, 0))[0]) for one in FINAL_VERDICTS),
            causes=_causes(now, before, texts),
            years=years,
            quarters=quarters,
            peers=Peers.of(level.unit, period.last),
        )

    @property
    def trend(self) -> tuple[Stretch, ...]:
        """The years; quarters where fewer than three years have a figure; from the first that has one."""
        return _begun(self.years if sum(bool(one.due) for one in self.years) >= FEW_YEARS else self.quarters)

    @property
    def judged_quarters(self) -> tuple[Stretch, ...]:
        """The quarters from the first in which an effect was judged."""
        return _begun(self.quarters, lambda one: any(one.verdicts.values()))

    @property
    def worked(self) -> int:
        """Judged solved or partly solved in the year."""
        return sum(one.plans for one in self.effects if one.verdict in (Verdict.SOLVED, Verdict.PARTLY))

    @property
    def judged(self) -> int:
        """Judged in the year."""
        return sum(one.plans for one in self.effects)

    @property
    def said_why(self) -> int:
        """Plans whose people said in the year why they had stopped."""
        return sum(one.total for one in self.causes)


def _begun(stretches: tuple[Stretch, ...], has_any: Callable[[Stretch], bool] = lambda one: bool(one.due)) -> tuple[Stretch, ...]:
    return tuple(dropwhile(lambda one: not has_any(one), stretches))


class _Cause(NamedTuple):
    unit: int
    code: str
    stage: str
    plans: int


@dataclass(frozen=True)
class _Known:
    """What one query found from one standpoint."""

    by_unit: Mapping[int, PlanCounts]
    by_theme: Mapping[int, PlanCounts]
    effects: Mapping[str, tuple[int, int]]
    quarters: Mapping[str, Mapping[str, int]]
    causes: list[_Cause]

    @classmethod
    def at(cls, place: Standpoint) -> Self:
        """One query."""
        found = {name: rows or [] for name, rows in place.ask(**SQL).items()}
        quarters: dict[str, dict[str, int]] = defaultdict(dict)
        for row in found["quarters"]:
            quarters[row["key"]][row["verdict"]] = row["counts"][0]
        return cls(
            by_unit=_together(found["units"], found["due"]),
            by_theme=_together(found["themes"], found["due_themes"]),
            effects={row["key"]: tuple(row["counts"]) for row in found["effects"]},
            quarters=quarters,
            causes=[_Cause(row["key"], row["cause"], row["stage"], row["counts"][0]) for row in found["causes"]],
        )

    @property
    def total(self) -> PlanCounts:
        """The whole level; each plan has one unit."""
        return self.of(self.by_unit.keys())

    def of(self, units: Iterable[int]) -> PlanCounts:
        """Of these units together."""
        return PlanCounts.total([PlanCounts(), *(self.by_unit[pk] for pk in units if pk in self.by_unit)])


def _together(placed: list[dict[str, Any]], due: list[dict[str, Any]]) -> dict[int, PlanCounts]:
    counts = {row["key"]: row["counts"] for row in placed}
    cohort = {row["key"]: row["counts"] for row in due}
    nothing = ([0] * 7, [0] * 4)
    return {key: PlanCounts(*counts.get(key, nothing[0]), *cohort.get(key, nothing[1])) for key in counts.keys() | cohort.keys()}


def _parts(level: Level, now: _Known, before: _Known) -> tuple[PartLine, ...]:
    """The parts that have anything, the most due and not in time first. One query."""
    paths = dict(Unit.objects.filter(pk__in=now.by_unit.keys() | before.by_unit.keys()).values_list("pk", "path"))
    lines = [_part(one, {pk for pk, path in paths.items() if one.area.covers(pk, path)}, now, before) for one in level.parts]
    return tuple(sorted((one for one in lines if one.now or one.before), key=lambda one: (-one.now.first.missed, -one.now.open)))


def _part(part: Part, units: set[int], now: _Known, before: _Known) -> PartLine:
    found = Counter[str]()
    for one in now.causes:
        if one.unit in units:
            found[one.code] += one.plans
    most, plans = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return PartLine(part.name, now.of(units), before.of(units), part.url, part.words, most, plans, found.total())


def _themes(now: _Known, before: _Known) -> tuple[ThemeLine, ...]:
    keys = now.by_theme.keys() | before.by_theme.keys()
    found = {pk: (name, code) for pk, name, code in Theme.objects.filter(pk__in=keys).values_list("pk", "name", "code")}
    nothing, rows = PlanCounts(), []
    for key in keys:
        name, code = found.get(key, ({}, ""))
        counts = now.by_theme.get(key, nothing), before.by_theme.get(key, nothing)
        rows.append(ThemeLine(name, *counts, max(key, 0), key == CONFIDENTIAL, code))
    return tuple(sorted(rows, key=lambda one: (not one.pk, one.is_confidential, -one.now.made, -one.now.open, one.pk)))


def _causes(now: _Known, before: _Known, texts: Mapping[str, dict[str, str]]) -> tuple[CauseLine, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in now.causes:
        found[one.code][one.stage] += one.plans
    earlier = Counter[str]()
    for one in before.causes:
        earlier[one.code] += one.plans
    lines = [CauseLine(code, texts.get(code, {}), dict(stages), earlier[code]) for code, stages in found.items()]
    return tuple(sorted(lines, key=lambda one: (-one.total, one.code)))


def _names_of_causes(now: _Known) -> dict[str, dict[str, str]]:
    """As the newest checklist that has the cause names it. One query."""
    points = StallPoint.objects.filter(code__in={one.code for one in now.causes})
    return dict(points.order_by("checklist__version").values_list("code", "cause"))


def _stretches(area: Scope, now: _Known, before: _Known, period: Period) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Years and quarters up to the period's end; the year and the one before are what the report says of them. One query."""
    last = period.last.year
    by_year, by_quarter = defaultdict[int, list[int]](lambda: [0, 0]), defaultdict[Quarter, list[int]](lambda: [0, 0])
    for first_date, due, done, *_strict in in_time_by_day(area, date(last - YEARS + 1, 1, 1), period.last):
        day = first_date + timedelta(days=GRACE_DAYS)
        for sums in (by_year[day.year], by_quarter[Quarter.of(day)]):
            sums[0] += due
            sums[1] += done
    by_year[last] = [now.total.due, now.total.in_time]
    by_year[last - 1] = [before.total.due, before.total.in_time] if period.last.month == 12 else by_year[last - 1]  # noqa: PLR2004  a whole year
    years = tuple(Stretch(year, 0, by_year[year][0], by_year[year][1]) for year in range(last - YEARS + 1, last + 1))
    shown = Quarter.last_ones(period.last, QUARTERS)
    given = {one: dict(now.quarters.get(f"{one.year}-{one.number}", {})) for one in shown}
    return years, tuple(Stretch(one.year, one.number, by_quarter[one][0], by_quarter[one][1], given[one]) for one in shown)
