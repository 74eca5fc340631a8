"""What the plans of a part of the organisation add up to: frozen figures that feed page, PDF and table alike."""

from actionplans.reports.burnup import BurnUp
from actionplans.reports.causes import CauseFigures, Causes, CausesReport, Heap
from actionplans.reports.figures import Figures, InTime, figures_by_unit
from actionplans.reports.level import LevelReport, PartFigures
from actionplans.reports.past import Behind, Past
from actionplans.reports.periods import Period, Quarter
from actionplans.reports.themes import ThemeFigures, Themes
from actionplans.reports.trend import Effects, QuarterFigures, Trend

__all__ = [
    "Behind",
    "BurnUp",
    "CauseFigures",
    "Causes",
    "CausesReport",
    "Effects",
    "Figures",
    "Heap",
    "InTime",
    "LevelReport",
    "PartFigures",
    "Past",
    "Period",
    "Quarter",
    "QuarterFigures",
    "ThemeFigures",
    "Themes",
    "Trend",
    "figures_by_unit",
]
