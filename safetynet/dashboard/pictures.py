"""The overview's charts, drawn from its report; page and PDF show the same file."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import StallStage, Verdict
from actionplans.reports import BurnUp, CauseFigures, Causes, LevelReport, ThemeFigures, Themes, Trend
from safetynet.common.charts import ACCENT, INK, Line, Series, bars, bars_height_of, columns_against, share_lines, stacked_columns

WIDTH = 560
LINES_HEIGHT = 270
COLUMNS_HEIGHT = 300
THEMES_WIDTH = 800
THEMES_SHOWN = 8
CAUSES_SHOWN = 8
PALE, SAND, RED = "#9fcbd5", "#f4d58d", "#b3261e"
LOOKS = {Verdict.SOLVED: (ACCENT, "#fff"), Verdict.PARTLY: (PALE, INK), Verdict.NO_EFFECT: (SAND, INK), Verdict.WORSE: (RED, "#fff")}

STAGE_LOOKS = {
    StallStage.NOT_BEGUN: (SAND, INK),
    StallStage.BEGUN: (PALE, INK),
    StallStage.CARRIED_OUT: (ACCENT, "#fff"),
    StallStage.UNCONFIRMED: ("#fff", INK),
}


def in_time(trend: Trend) -> str:
    """The share evaluated in time, quarter by quarter, with and without the 14 days."""
    columns = [_column(str(row.quarter)) for row in trend.quarters]
    with_grace = Line(_("within 14 days of the first date"), tuple(row.first.share for row in trend.quarters))
    without = Line(_("by the first date"), tuple(row.strict.share for row in trend.quarters), is_main=False)
    return share_lines(columns, [with_grace, without], width=WIDTH, height=LINES_HEIGHT)


def burn_up(of: BurnUp) -> str:
    """What was ended as columns against what was taken on as a line, both added up: what lies between is open."""
    columns = [_column(str(row.quarter)) for row in of.quarters]
    done, taken = tuple(row.done for row in of.quarters), tuple(row.taken for row in of.quarters)
    return columns_against(columns, done, taken, (_("ended so far"), _("taken on")), width=WIDTH, height=COLUMNS_HEIGHT)


def effects(trend: Trend) -> str:
    """Verdicts by quarter, one upon the other."""
    columns = [_column(str(row.quarter)) for row in trend.quarters]
    letters = {
        Verdict.SOLVED: pgettext("letter in a chart: solved", "S"),
        Verdict.PARTLY: pgettext("letter in a chart: partly solved", "P"),
        Verdict.NO_EFFECT: pgettext("letter in a chart: no effect", "N"),
        Verdict.WORSE: pgettext("letter in a chart: worse", "W"),
    }
    series = [
        Series(str(verdict.label), letters[verdict], *look, tuple(row.effects.by_verdict[verdict] for row in trend.quarters))
        for verdict, look in LOOKS.items()
    ]
    return stacked_columns(columns, series, width=WIDTH, height=COLUMNS_HEIGHT)


def themes(of: Themes) -> str:
    """Open plans of the themes with most of them, those overdue marked; the rest in one bar."""
    shown = _shown(of)
    on_time = tuple(row.open - row.overdue for _name, row in shown)
    overdue = tuple(row.overdue for _name, row in shown)
    series = [Series(_("not overdue"), "", PALE, INK, on_time), Series(_("overdue"), "!", RED, "#fff", overdue)]
    return bars([name for name, _row in shown], series, width=THEMES_WIDTH)


def bars_height(of: Themes) -> int:
    """How high the picture of the themes will be."""
    return bars_height_of(len(_shown(of)))


def causes(of: Causes) -> str:
    """What is in the way, the stages at which plans stopped upon one another."""
    shown = of.rows[:CAUSES_SHOWN]
    letters = {
        StallStage.NOT_BEGUN: pgettext("letter in a chart: not begun", "N"),
        StallStage.BEGUN: pgettext("letter in a chart: begun", "B"),
        StallStage.CARRIED_OUT: pgettext("letter in a chart: carried out", "C"),
        StallStage.UNCONFIRMED: pgettext("letter in a chart: evaluated", "E"),
    }
    series = [Series(capital(stage.label), letters[stage], *look, _at(stage, shown)) for stage, look in STAGE_LOOKS.items()]
    return bars([row.name for row in shown], [one for one in series if any(one.values)], width=THEMES_WIDTH)


def _at(stage: StallStage, rows: Sequence[CauseFigures]) -> tuple[int, ...]:
    return tuple(row.by_stage[stage] for row in rows)


def causes_height(of: Causes) -> int:
    """How high that picture will be."""
    return bars_height_of(len(of.rows[:CAUSES_SHOWN]))


def capital(text: str | Promise) -> str:
    """As a heading begins."""
    return capfirst(str(text))


def theme_name(row: ThemeFigures) -> str:
    """The theme's name in the reader's language."""
    return str(row.theme) if row.theme else _("Without a theme")


def _shown(of: Themes) -> list[tuple[str, ThemeFigures]]:
    rows = [(theme_name(row), row) for row in of.rows]
    if len(rows) <= THEMES_SHOWN:
        return rows
    rest = [row for _name, row in rows[THEMES_SHOWN - 1 :]]
    together = ThemeFigures(None, *(sum(column) for column in zip(*((r.open, r.overdue, r.awaiting) for r in rest), strict=True)))
    return [*rows[: THEMES_SHOWN - 1], (_("Other themes"), together)]


def _column(quarter: str) -> str:
    """The year under the quarter."""
    return "\n".join(quarter.rsplit(" ", maxsplit=1))


def drawn(name: str, report: LevelReport) -> str | None:
    """The picture of that name as SVG; None where the report has nothing to draw."""
    trend = report.trend
    if name == "in-time" and any(row.first.due or row.strict.due for row in trend.quarters):
        return in_time(trend)
    if name == "effects" and any(row.effects.total for row in trend.quarters):
        return effects(trend)
    if name == "burn-up" and report.burn_up:
        return burn_up(report.burn_up)
    if name == "causes" and report.causes:
        return causes(report.causes)
    return themes(report.themes) if name == "themes" and report.themes.rows else None
