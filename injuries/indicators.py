"""The regional goal as a ready figure: accidents with absence among new employees, halved by 2030 against 2018.

Counted are injuries (accidents, violence, offensive acts) with at least one day of absence whose injured was hired fewer than
`InjuryPolicy.new_employee_months` before, by calendar year of the injury, in a unit with all below it. The goals of the year
call `Indicator.of(unit, …)` and read `value(year)`, `series`, `baseline` and `target` from it; without a user they get what
everybody may see, so that a goal's page may be open to every employee.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from django.db import connection

from injuries.models import IndicatorBaseline, InjuryPolicy
from injuries.reports.figures import Moment, Sight, YearFigures, years_of
from orgstructure.models import Unit, User

NEW_WITH_ABSENCE = "new-absence"
FIRST, LAST = 2018, 2030
HUNDRED = 100
NEW_PEOPLE = """
SELECT year, count(DISTINCT e.user_id) FROM generate_series(%(first)s::int, %(last)s::int) AS year
JOIN orgstructure_engagement e ON e.hired_on <= make_date(year, 12, 31)
  AND e.hired_on + make_interval(months => %(months)s) > make_date(year, 1, 1)
  AND e.valid_from <= make_date(year, 12, 31) AND (e.valid_to IS NULL OR e.valid_to > make_date(year, 1, 1))
JOIN orgstructure_unit u ON u.id = e.unit_id WHERE u.path LIKE %(below)s GROUP BY year
"""


@dataclass(frozen=True)
class Baseline:
    """The number of 2018: counted from cases, or typed with its source; None is hidden or not known."""

    value: Decimal | None
    source: str = ""
    is_typed: bool = False


@dataclass(frozen=True)
class IndicatorYear:
    """One year: accidents, new employees, accidents per hundred of them, and where the line to the target stands."""

    year: int
    accidents: int | None
    new_people: int
    on_track_at: Decimal | None
    is_running: bool = False

    @property
    def per_hundred(self) -> Decimal | None:
        """Accidents per hundred new employees; nobody new, no rate."""
        if self.accidents is None or not self.new_people or self.is_running:
            return None
        return (Decimal(self.accidents) * HUNDRED / self.new_people).quantize(Decimal("0.1"))

    @property
    def is_on_track(self) -> bool | None:
        """At or below the line; of a finished year only."""
        if self.accidents is None or self.on_track_at is None or self.is_running:
            return None
        return self.accidents <= self.on_track_at


@dataclass(frozen=True)
class Indicator:
    """The goal for one unit with all below it, as one reader may see it."""

    unit: Unit
    months: int
    baseline: Baseline
    series: tuple[IndicatorYear, ...]
    is_exact: bool

    @classmethod
    def of(cls, unit: Unit, *, now: datetime, today: date, user: User | None = None) -> Self:
        """Finished years since 2018, and for who sees rows the running one; seven queries at most where no rows are seen."""
        policy, sight = InjuryPolicy.in_force(), Sight.of(user, unit) if user else Sight()
        last = today.year if sight.is_exact else today.year - 1
        years = years_of(unit, FIRST, last, sight, Moment(now, today, policy))
        baseline = _baseline(unit, years[0])
        new = _new_people(unit, last, policy.new_employee_months)
        series = tuple(
            IndicatorYear(one.year, one.absent_new, new.get(one.year, 0), on_track_at(baseline.value, one.year), one.year == today.year)
            for one in years
        )
        return cls(unit, policy.new_employee_months, baseline, series, sight.is_exact)

    @property
    def target(self) -> Decimal | None:
        """Half of 2018, by 2030."""
        return on_track_at(self.baseline.value, LAST)

    @property
    def newest(self) -> IndicatorYear | None:
        """The last finished year that is shown."""
        return next((one for one in reversed(self.series) if one.accidents is not None and not one.is_running), None)

    def value(self, year: int) -> int | None:
        """Accidents of that year; None is hidden or not in the series."""
        return next((one.accidents for one in self.series if one.year == year), None)


def on_track_at(baseline: Decimal | None, year: int) -> Decimal | None:
    """The straight line from 2018's number to half of it in 2030."""
    if baseline is None:
        return None
    gone = Decimal(min(year, LAST) - FIRST) / (LAST - FIRST)
    return (baseline * (1 - gone / 2)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _baseline(unit: Unit, first: YearFigures) -> Baseline:
    """Counted wherever there are cases of 2018; a typed value is for a region that has none."""
    if first.absent_new is not None and first.injuries:
        return Baseline(Decimal(first.absent_new))
    typed = IndicatorBaseline.objects.filter(indicator=NEW_WITH_ABSENCE, unit=unit, year=FIRST).order_by("-pk").first()
    return Baseline(typed.value, typed.source, is_typed=True) if typed else Baseline(None)


def _new_people(unit: Unit, last: int, months: int) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(NEW_PEOPLE, {"first": FIRST, "last": last, "months": months, "below": f"{unit.path}%"})
        return dict(cursor.fetchall())
