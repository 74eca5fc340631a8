"""The pictures of an annual report, drawn from its kept figures; page and paper show the same file."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import StallStage, Verdict
from annualcycle.annual_parts import name_of_cause
from annualcycle.reports.annual_around import Covered, InjuryPart
from annualcycle.reports.annual_plans import CauseLine, Stretch
from safetynet.common.charts import ACCENT, INK, Line, Series, bars, bars_height_of, columns_against, share_lines, stacked_columns

PALE, SAND, RED = "#9fcbd5", "#f4d58d", "#b3261e"
MOST_BARS = 8
LOOKS = {Verdict.SOLVED: (ACCENT, "#fff"), Verdict.PARTLY: (PALE, INK), Verdict.NO_EFFECT: (SAND, INK), Verdict.WORSE: (RED, "#fff")}
STAGES = {
    StallStage.NOT_BEGUN: (SAND, INK),
    StallStage.BEGUN: (PALE, INK),
    StallStage.CARRIED_OUT: (ACCENT, "#fff"),
    StallStage.UNCONFIRMED: ("#fff", INK),
}


def name_of(stretch: Stretch) -> str:
    """The year, or the quarter with its year."""
    if not stretch.number:
        return str(stretch.year)
    return _("Q%(number)s %(year)s") % {"number": stretch.number, "year": stretch.year}


def _column(stretch: Stretch) -> str:
    """The year under the quarter."""
    return "\n".join(name_of(stretch).rsplit(" ", maxsplit=1))


def in_time(stretches: Sequence[Stretch]) -> str:
    """The one figure that measures us, year by year or quarter by quarter."""
    line = Line(_("evaluated in time"), tuple(one.first.share for one in stretches))
    return share_lines([_column(one) for one in stretches], [line])


def effects(quarters: Sequence[Stretch]) -> str:
    """Verdicts by quarter, one upon the other."""
    letters = {
        Verdict.SOLVED: pgettext("letter in a chart: solved", "S"),
        Verdict.PARTLY: pgettext("letter in a chart: partly solved", "P"),
        Verdict.NO_EFFECT: pgettext("letter in a chart: no effect", "N"),
        Verdict.WORSE: pgettext("letter in a chart: worse", "W"),
    }
    series = [
        Series(str(verdict.label), letters[verdict], *look, tuple(one.verdicts.get(verdict, 0) for one in quarters))
        for verdict, look in LOOKS.items()
    ]
    return stacked_columns([_column(one) for one in quarters], series)


def causes(rows: Sequence[CauseLine]) -> str:
    """What was in the way, the stages at which plans stopped upon one another."""
    shown = rows[:MOST_BARS]
    letters = {
        StallStage.NOT_BEGUN: pgettext("letter in a chart: not begun", "N"),
        StallStage.BEGUN: pgettext("letter in a chart: begun", "B"),
        StallStage.CARRIED_OUT: pgettext("letter in a chart: carried out", "C"),
        StallStage.UNCONFIRMED: pgettext("letter in a chart: evaluated", "E"),
    }
    series = [
        Series(capfirst(str(stage.label)), letters[stage], *look, tuple(one.by_stage.get(stage, 0) for one in shown))
        for stage, look in STAGES.items()
    ]
    return bars([name_of_cause(one.code, one.texts) for one in shown], [one for one in series if any(one.values)])


def coverage(parts: Sequence[Covered]) -> str:
    """Units on time and late, part by part."""
    shown = parts[:MOST_BARS]
    on_time = Series(_("on time"), "", ACCENT, "#fff", tuple(one.on_time for one in shown))
    late = Series(_("late by law"), "!", SAND, INK, tuple(one.late for one in shown))
    return bars([one.name for one in shown], [on_time, late])


def injury_goal(part: InjuryPart) -> str:
    """Columns of the years that are shown, against the line to half of 2018."""
    shown = [one for one in part.years if one.absent_new is not None]
    return columns_against(
        [str(one.year) for one in shown],
        [one.absent_new or 0 for one in shown],
        [one.line for one in shown],
        (_("Accidents"), _("line to the goal")),
    )


def height_of(rows: Sequence[object]) -> int:
    """How high a picture of lying bars is."""
    return bars_height_of(len(rows[:MOST_BARS]))
