"""What a data pack is made of, and what is asked of each of its sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from actionplans.filters import plan_list_url
from actionplans.reports.periods import Period
from annualcycle.reports.wholes import wholes_of
from injuries.models import InjuryPolicy
from injuries.reports.figures import Moment, kept_of
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit, User

NONE = "–"
MOST_TOPS = 12  # a place that covers more separate parts than this is asked to look at each


@dataclass(frozen=True)
class PackLine:
    """One figure beside the year before; `url` opens its rows, as the reader may see them there."""

    label: str
    now: str
    before: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class PackPart:
    """What one source says; `missing` says why it says nothing."""

    code: str
    label: str
    sentence: str
    lines: tuple[PackLine, ...] = ()
    missing: str = ""

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(**{**kept, "lines": tuple(PackLine(**line) for line in kept["lines"])})


@dataclass(frozen=True)
class Said:
    """A source's own words: the part without the region's label for it."""

    sentence: str = ""
    lines: tuple[PackLine, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Injuries:
    """What everybody may see of the injuries of several units in one year and the year before; added up, hidden as soon as one is."""

    units: tuple[int, ...]
    year: int
    kept: Mapping[tuple[int, int], Mapping[str, Mapping[str, int]]]

    def now(self, axis: str, code: str) -> int | None:
        """Of the year; None is hidden."""
        return self._sum(self.year, axis, code)

    def before(self, axis: str, code: str) -> int | None:
        """Of the year before; None is hidden."""
        return self._sum(self.year - 1, axis, code)

    def codes(self, axis: str) -> list[str]:
        """The parts of a split that are shown of any of the units."""
        return sorted({code for unit in self.units for code in self.kept.get((unit, self.year), {}).get(axis, {})})

    def _sum(self, year: int, axis: str, code: str) -> int | None:
        cells = [self.kept.get((unit, year), {}).get(axis, {}).get(code) for unit in self.units]
        shown = [cell for cell in cells if cell is not None]
        return sum(shown) if cells and len(shown) == len(cells) else None


@dataclass(frozen=True)
class Asked:
    """Of which units, which year, for whom, and when it is asked."""

    place: Committee | Unit
    level: Level
    year: int
    reader: User
    today: date
    now: datetime

    @cached_property
    def period(self) -> Period:
        """The year, up to today where it is not over."""
        return Period(date(self.year, 1, 1), min(date(self.year, 12, 31), max(self.today, date(self.year, 1, 1))))

    @cached_property
    def before(self) -> Period:
        """The same days of the year before."""
        return self.period.a_year_before()

    @property
    def finished_year(self) -> int:
        """The newest year up to the one asked for that is over: what is published by whole years is of that one."""
        return min(self.year, self.today.year - 1)

    @cached_property
    def moment(self) -> Moment:
        """Under which limits figures of injuries are shown today. One query."""
        return Moment(self.now, self.today, InjuryPolicy.in_force())

    @cached_property
    def injuries(self) -> Injuries:
        """Shared by the sources that tell of injuries. One query."""
        axes, years = ("injury", "kind", "absence", "new", "deviation"), (self.finished_year - 1, self.finished_year)
        return Injuries(tuple(top.pk for top in self.tops), self.finished_year, kept_of(self.tops, years, self.moment, axes))

    def plans(self, **words: Any) -> str:
        """The address of exactly the plans of the place that a figure counted."""
        return plan_list_url(**{"confidential": "counted", **self.level.words, **words})

    @cached_property
    def tops(self) -> tuple[Unit, ...]:
        """The topmost units that the place holds with all below them: what is published of whole units is shown of these. Two queries."""
        return tuple(sorted(wholes_of(self.level, self.today), key=lambda unit: unit.path))

    @cached_property
    def left_out(self) -> tuple[Unit, ...]:
        """Its units that others cover parts of: figures of whole units are not its own. One query where there are any."""
        held = tuple(top.path for top in self.tops)
        divided = [path for _pk, path in self.level.covered if not path.startswith(held)]
        return tuple(Unit.objects.filter(path__in=divided).order_by("path")) if divided else ()

    @property
    def not_counted(self) -> str:
        """Which of its units stand beside what is published of whole units; "" where none does."""
        if not self.left_out:
            return ""
        units = ", ".join(unit.name for unit in self.left_out)
        return _("Not in these figures, because others cover parts of it: %(units)s.") % {"units": units}

    @property
    def why_not_whole(self) -> str:
        """Why what is published of whole units cannot be shown of this place; "" where it can."""
        if not self.tops:
            return self.not_counted or _("No unit is covered, so there are no figures.")
        if len(self.tops) > MOST_TOPS:
            return _("Too many separate units to add up here. Look at the units themselves.")
        return ""


Source = Callable[[Asked], Said]


def counted(number: int | None) -> str:
    """A count as text; None is hidden."""
    return _("hidden") if number is None else str(number)


def per_cent(number: int | None) -> str:
    """A share as text; None is a share of nothing."""
    return NONE if number is None else f"{number}\N{NO-BREAK SPACE}%"
