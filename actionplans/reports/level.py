"""One level's overview, as one frozen shape: it feeds the page, the PDF and whatever comes after."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from actionplans.models import ActionPlan
from actionplans.reports.burnup import BurnUp
from actionplans.reports.causes import Causes
from actionplans.reports.figures import Figures, figures_by_child, figures_by_unit
from actionplans.reports.periods import Period
from actionplans.reports.themes import Themes
from actionplans.reports.trend import Trend
from actionplans.reports.unknown import closed_unknown
from orgstructure.levels import Level, Part


@dataclass(frozen=True)
class PartFigures:
    """One line of the table by sub-unit."""

    part: Part
    figures: Figures


@dataclass(frozen=True)
class LevelReport:
    """What the plans of one level add up to in one period, as of one day."""

    level: Level
    period: Period
    today: date
    total: Figures
    parts: tuple[PartFigures, ...]
    silent: tuple[Part, ...]
    themes: Themes
    trend: Trend
    burn_up: BurnUp
    causes: Causes
    unknown: int

    @classmethod
    def of(cls, level: Level, period: Period, today: date) -> Self:
        """Nine queries, however large the level: group by unit first, then roll up."""
        by_part = figures_by_child(level.unit, level.area, period, today) if level.unit else figures_by_unit(level.area, period, today)
        lines = [PartFigures(part, _sum_in(part, by_part, level)) for part in level.parts]
        return cls(
            level=level,
            period=period,
            today=today,
            total=Figures.total(by_part.values()),
            parts=tuple(sorted((line for line in lines if any(line.figures)), key=_by_need)),
            silent=tuple(line.part for line in lines if not any(line.figures) and line.part.url),
            themes=Themes.of(level.area, today),
            trend=Trend.of(level.area, period, today),
            burn_up=BurnUp.of(level.area, today),
            causes=Causes.of(level.area, period),
            unknown=closed_unknown(ActionPlan.objects.filter(level.area.where()), period.first, period.last).count(),
        )

    def __bool__(self) -> bool:
        return any(self.total) or bool(self.trend)

    @property
    def worst(self) -> PartFigures | None:
        """The part with most plans overdue, where one has more than the others."""
        ranked = sorted((line for line in self.parts if line.figures.overdue), key=lambda line: -line.figures.overdue)
        if not ranked or (len(ranked) > 1 and ranked[0].figures.overdue == ranked[1].figures.overdue):
            return None
        return ranked[0]


def _sum_in(part: Part, by_part: dict[str, Figures], level: Level) -> Figures:
    """Below a unit each part has one row; committees overlap, so theirs are added up unit by unit."""
    if level.unit:
        return by_part.get("" if part.area.unit_ids else str(part.words["unit"]), Figures())
    return Figures.total(figures for path, figures in by_part.items() if part.area.covers(_id_of(path), path))


def _id_of(path: str) -> int:
    return int(path.strip("/").rpartition("/")[2])


def _by_need(line: PartFigures) -> tuple[int, int]:
    return -line.figures.overdue, -line.figures.open
