"""What an overview says: each figure with the address of exactly its rows, and every picture's sentence and table."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.filters import plan_list_url
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.reports import BurnUp, Causes, InTime, LevelReport, PartFigures, Past, Period, QuarterFigures, ThemeFigures
from actionplans.reports.burnup import BurnUpQuarter
from orgstructure.levels import Level
from safetynet.dashboard import pictures
from safetynet.dashboard.causes_page import CauseLinks, causes_sentence, head_of_causes

Rows = Callable[..., str]


@dataclass(frozen=True)
class Figure:
    """One number of the page and the address of the plans it counted."""

    label: str
    value: str
    url: str
    of: int | str = ""
    note: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class Measure:
    """One way of measuring “evaluated in time”: the share, its part and its whole."""

    label: str
    share: str
    done: Figure
    due: Figure


@dataclass(frozen=True)
class Picture:
    """A chart with its sentence and its table twin."""

    name: str
    title: str
    sentence: str
    image_url: str
    height: int
    width: int
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Overview:
    """The words and addresses around one report; asks the database nothing."""

    def __init__(self, report: LevelReport, past: Past | None = None) -> None:
        self.report, self.past = report, past
        self.total = report.total

    def rows(self, *, level: Any = None, **words: Any) -> str:
        """The address of these plans of the level, or of one of its parts."""
        return plan_list_url(**{"confidential": "counted"} | (level or self.report.level).words | words)

    @property
    def sentence(self) -> str:
        """The page in one sentence."""
        if not any(self.total):
            return _("There are no plans with a date in this period, and none are open.")
        total, worst = self.total, self.report.worst
        about = max((row for row in self.report.themes.rows if row.overdue and row.theme), key=lambda row: row.overdue, default=None)
        said = {
            "overdue": total.overdue,
            "open": total.open,
            "place": worst.part.name if worst else "",
            "theme": str(about.theme) if about else "",
        }
        if not total.overdue:
            return (
                ngettext("%(open)s plan is open, and it is not overdue.", "%(open)s plans are open, and none are overdue.", total.open)
                % said
            )
        if worst and about:
            return _("%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s, and most about %(theme)s.") % said
        if worst:
            return _("%(overdue)s of %(open)s open plans are overdue, most of them in %(place)s.") % said
        if about:
            return _("%(overdue)s of %(open)s open plans are overdue, most about %(theme)s.") % said
        return _("%(overdue)s of %(open)s open plans are overdue.") % said

    @property
    def strip(self) -> list[Figure]:
        """The figures at the top, the one that measures us first."""
        total, effects, period = self.total, self.report.trend.effects, self.report.period
        first, found = self.measures[0], {"evaluated_from": period.first, "evaluated_to": period.last}
        acute, before = self.report.themes.acute, share(self.past.first) if self.past else ""
        in_time = self._beside_past(_in_words(total.first), before)
        return [
            Figure(_("Evaluated in time"), first.share, first.done.url, note=in_time, is_main=True),
            Figure(_("Open"), str(total.open), self.rows(state="open"), note=_acute(acute)),
            Figure(_("Overdue"), str(total.overdue), self.rows(overdue="plan"), of=total.open),
            Figure(_("Waiting for effect evaluation"), str(total.awaiting), self.rows(state="awaiting"), of=total.open),
            Figure(_("Worked"), str(effects.worked), self.rows(effect=["solved", "partly"], **found), of=effects.total,
                   note=self._beside_past(_("solved or partly solved"), self._past_effects("worked"))),
            Figure(_("No effect"), str(effects.without_effect), self.rows(effect=["no_effect", "worse"], **found), of=effects.total,
                   note=self._beside_past(_("no effect, or worse"), self._past_effects("without_effect"))),
        ]  # fmt: skip

    def _past_effects(self, which: str) -> str:
        if self.past is None:
            return ""
        effects = self.past.effects
        return _("%(part)s of %(whole)s") % {"part": getattr(effects, which), "whole": effects.total} if effects.total else "–"

    def _beside_past(self, note: str, before: str) -> str:
        """The same of a year before, where it was asked for."""
        return _("%(note)s; a year before: %(before)s") % {"note": note, "before": before} if before else note

    @property
    def measures(self) -> list[Measure]:
        """The one figure, and beside it the same without the 14 days and by current date."""
        period, total = self.report.period, self.total
        first = {"first_due_from": period.first, "first_due_to": period.last}
        current = {"current_due_from": period.first, "current_due_to": period.last}
        return [
            self._measure(_("Within 14 days of the date as first published"), total.first, first),
            self._measure(_("By the date as first published, without the 14 days"), total.strict, first | {"grace": "0"}),
            self._measure(_("Within 14 days of the date as it is now"), total.current, current),
        ]

    def _measure(self, label: str, in_time: InTime, words: dict[str, Any]) -> Measure:
        return Measure(
            label,
            share(in_time),
            done=Figure(label, str(in_time.done), self.rows(in_time="yes", **words)),
            due=Figure(label, str(in_time.due), self.rows(**words)),
        )

    @property
    def beside(self) -> list[Figure]:
        """What the figure leaves out."""
        period = {"first_due_from": self.report.period.first, "first_due_to": self.report.period.last}
        return [
            Figure(_("Not carried out"), str(self.total.beside_left), self.rows(left=True, **period)),
            Figure(_("Standing"), str(self.total.beside_standing), self.rows(standing=True, **period)),
        ]

    @property
    def unknown(self) -> Figure:
        """Old plans closed in the period without anybody being able to say what came of them."""
        found = {"evaluated_from": self.report.period.first, "evaluated_to": self.report.period.last}
        return Figure(_("Cannot be known"), str(self.report.unknown), self.rows(unknown=True, **found))

    def lines(self, sort: str) -> list[dict[str, Any]]:
        """The table by sub-unit, each number an address."""
        return [self._line(line) for line in sorted(self.report.parts, key=SORTS.get(sort, SORTS["overdue"]))]

    def _line(self, line: PartFigures) -> dict[str, Any]:
        part, figures = line.part, line.figures
        cohort = {"first_due_from": self.report.period.first, "first_due_to": self.report.period.last}
        return {
            "name": part.name,
            "url": part.url,
            "figures": figures,
            "open": self.rows(level=part, state="open"),
            "overdue": self.rows(level=part, overdue="plan"),
            "awaiting": self.rows(level=part, state="awaiting"),
            "share": share(figures.first),
            "done": self.rows(level=part, in_time="yes", **cohort),
            "due": self.rows(level=part, **cohort),
        }

    @property
    def pictures(self) -> list[Picture]:
        """In time by quarter, effects by quarter, open plans by theme, what is in the way: those that have something to show."""
        found = [
            self._in_time(),
            self._effects(),
            self._burn_up(),
            self._themes(),
            causes_picture(self.report.level, self.report.period, self.report.causes),
        ]
        return [picture for picture in found if picture.rows]

    def _in_time(self) -> Picture:
        shown = [row for row in self.report.trend.quarters if row.first.due or row.strict.due]
        return Picture(
            name="in-time",
            title=_("Evaluated in time, quarter by quarter"),
            sentence=in_time_sentence(self.report.trend.quarters),
            image_url=self._image("in-time", self.report.trend),
            height=pictures.LINES_HEIGHT,
            width=pictures.WIDTH,
            head=(_("Quarter"), _("With the 14 days"), _("Evaluated"), _("Of"), _("Without the 14 days"), _("Evaluated"), _("Of")),
            rows=tuple(self._in_time_row(row) for row in shown),
        )

    def _in_time_row(self, row: QuarterFigures) -> tuple[Any, ...]:
        period = self._within(row)
        whole = {"first_due_from": period.first, "first_due_to": period.last}
        return (
            str(row.quarter),
            share(row.first), _link(row.first.done, self.rows(in_time="yes", **whole)), _link(row.first.due, self.rows(**whole)),
            share(row.strict), _link(row.strict.done, self.rows(in_time="yes", grace="0", **whole)),
            _link(row.strict.due, self.rows(grace="0", **whole)),
        )  # fmt: skip

    def _effects(self) -> Picture:
        shown = [row for row in self.report.trend.quarters if row.effects.total]
        return Picture(
            name="effects",
            title=_("Did it work?"),
            sentence=effects_sentence(self.report.trend.quarters),
            image_url=self._image("effects", self.report.trend),
            height=pictures.COLUMNS_HEIGHT,
            width=pictures.WIDTH,
            head=(_("Quarter"), *(str(verdict.label).capitalize() for verdict in FINAL_VERDICTS), _("Together")),
            rows=tuple(self._effects_row(row) for row in shown),
        )

    def _effects_row(self, row: QuarterFigures) -> tuple[Any, ...]:
        period = self._within(row)
        days = {"evaluated_from": period.first, "evaluated_to": period.last}
        cells = [_link(count, self.rows(effect=verdict.value, **days)) for verdict, count in row.effects.rows]
        return (str(row.quarter), *cells, _link(row.effects.total, self.rows(effect=[verdict.value for verdict in FINAL_VERDICTS], **days)))

    def _within(self, row: QuarterFigures) -> Period:
        return Period(row.quarter.first, min(row.quarter.last, self.report.today))

    def _burn_up(self) -> Picture:
        burn_up = self.report.burn_up
        return Picture(
            name="burn-up",
            title=_("Taken on and ended"),
            sentence=burn_up_sentence(burn_up),
            image_url=self._image("burn-up", burn_up),
            height=pictures.COLUMNS_HEIGHT,
            width=pictures.WIDTH,
            head=(_("Quarter"), _("New"), _("Ended"), _("Taken on so far"), _("Ended so far"), _("Open at its end")),
            rows=tuple(self._burn_up_row(row) for row in burn_up.quarters) if burn_up else (),
        )

    def _burn_up_row(self, row: BurnUpQuarter) -> tuple[Any, ...]:
        first, last = row.quarter.first, min(row.quarter.last, self.report.today)
        return (
            str(row.quarter),
            _link(row.published, self.rows(published_from=first, published_to=last)),
            _link(row.ended, self.rows(closed_from=first, closed_to=last)),
            row.taken, row.done, row.open,
        )  # fmt: skip

    def _themes(self) -> Picture:
        themes = self.report.themes
        hidden = [themes.confidential] if themes.confidential.open else []
        return Picture(
            name="themes",
            title=_("What the open plans are about"),
            sentence=themes_sentence(themes.rows),
            image_url=self._image("themes", themes),
            height=pictures.bars_height(themes),
            width=pictures.THEMES_WIDTH,
            head=(_("Theme"), _("Open"), _("Overdue"), _("Waiting for effect evaluation")),
            rows=(
                *(self._theme_row(row) for row in themes.rows),
                *((_("Confidential (theme not shown)"), row.open, row.overdue, row.awaiting) for row in hidden),
            ),
        )

    def _theme_row(self, row: ThemeFigures) -> tuple[Any, ...]:
        words = {"theme": row.theme.code if row.theme else "none", "confidential": "no"}
        return (
            pictures.theme_name(row),
            _link(row.open, self.rows(state="open", **words)),
            _link(row.overdue, self.rows(overdue="plan", **words)),
            _link(row.awaiting, self.rows(state="awaiting", **words)),
        )

    def _image(self, name: str, shown: object) -> str:
        return image_address(self.report.level, self.report.period, name, shown)

    @property
    def causes_url(self) -> str:
        """Why plans are not finished, by unit, theme and quarter."""
        period = urlencode({"first": self.report.period.first.isoformat(), "last": self.report.period.last.isoformat()})
        return f"{reverse(self.report.level.route + '-causes', args=[self.report.level.pk])}?{period}"


def image_address(level: Level, period: Period, name: str, shown: object) -> str:
    """An address that changes with what is shown, so that the browser may keep the picture."""
    mark = hashlib.sha256(f"{shown!r}{_('Quarter')}".encode()).hexdigest()[:12]
    query = {"first": period.first.isoformat(), "last": period.last.isoformat(), "v": mark}
    return f"{reverse(level.route + '-picture', args=[level.pk, name])}?{urlencode(query)}"


def causes_picture(level: Level, period: Period, causes: Causes) -> Picture:
    """What is in the way, by the stage at which the plans stopped."""
    return Picture(
        name="causes",
        title=_("Why plans are not finished"),
        sentence=causes_sentence(causes),
        image_url=image_address(level, period, "causes", causes),
        height=pictures.causes_height(causes),
        width=pictures.THEMES_WIDTH,
        head=head_of_causes(),
        rows=CauseLinks(level, period).table(causes),
    )


def share(in_time: InTime) -> str:
    """Per cent in words; a dash where nothing was due."""
    return "–" if in_time.share is None else f"{in_time.share}\N{NO-BREAK SPACE}%"


def _acute(number: int) -> str:
    return ngettext("%(number)s acute plan", "%(number)s acute plans", number) % {"number": number} if number else ""


def _in_words(in_time: InTime) -> str:
    if not in_time.due:
        return _("No plan had its date in the period.")
    return _("%(done)s of %(due)s plans within 14 days of their first date") % {"done": in_time.done, "due": in_time.due}


def _link(value: int, url: str) -> Any:
    return format_html('<a href="{}">{}</a>', url, value) if value else value


def in_time_sentence(quarters: Sequence[QuarterFigures]) -> str:
    """The last quarter with something due, and the same a year before."""
    due = [row for row in quarters if row.first.due]
    if not due:
        return _("No plan has had its date in the last two years.")
    last = due[-1]
    before = next((row for row in due if (row.quarter.year, row.quarter.number) == (last.quarter.year - 1, last.quarter.number)), None)
    said = {"quarter": last.quarter, "share": share(last.first), "done": last.first.done, "due": last.first.due}
    if before is None:
        return _("In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s).") % said
    return _("In %(quarter)s %(share)s were evaluated in time (%(done)s of %(due)s); a year before it was %(before)s.") % (
        said | {"before": share(before.first)}
    )


def effects_sentence(quarters: Sequence[QuarterFigures]) -> str:
    """All quarters together: how many worked, how many did not."""
    total = sum(row.effects.total for row in quarters)
    if not total:
        return _("No plan has been evaluated in the last two years.")
    said = {
        "total": total,
        "worked": sum(row.effects.worked for row in quarters),
        "not": sum(row.effects.without_effect for row in quarters),
    }
    return _("Of %(total)s plans evaluated in the last two years %(worked)s worked wholly or partly, and %(not)s did not.") % said


def burn_up_sentence(of: BurnUp) -> str:
    """Whether more was taken on than ended."""
    published, ended = (sum(column) for column in zip(*((row.published, row.ended) for row in of.quarters), strict=True))
    said = {"published": published, "ended": ended, "before": of.before, "open": of.quarters[-1].open}
    if published > ended:
        found = _("In two years %(published)s plans were taken on and %(ended)s ended: %(open)s are open, and before it was %(before)s.")
    else:
        found = _("In two years %(ended)s plans ended and %(published)s were taken on: %(open)s are open, and before it was %(before)s.")
    return found % said


def themes_sentence(rows: Sequence[ThemeFigures]) -> str:
    """The theme with most open plans."""
    named = [row for row in rows if row.theme]
    if not named:
        return _("No open plan has a theme.")
    top = named[0]
    said = {"theme": top.theme, "open": top.open, "overdue": top.overdue}
    return _("Most open plans are about %(theme)s: %(open)s, of which %(overdue)s are overdue.") % said


def period_in_words(period: Period) -> str:
    """From 23 November 2025 to 22 November 2026."""
    return _("from %(first)s to %(last)s") % {
        "first": date_format(period.first, "DATE_FORMAT"),
        "last": date_format(period.last, "DATE_FORMAT"),
    }


SORTS: dict[str, Callable[[PartFigures], Any]] = {
    "name": lambda line: line.part.name.casefold(),
    "open": lambda line: -line.figures.open,
    "overdue": lambda line: (-line.figures.overdue, -line.figures.open),
    "awaiting": lambda line: (-line.figures.awaiting, -line.figures.open),
    "in-time": lambda line: (101 if line.figures.first.share is None else line.figures.first.share, -line.figures.first.due),
}
COLUMNS = (
    ("name", gettext_lazy("Name"), False),
    ("open", gettext_lazy("Open"), True),
    ("overdue", gettext_lazy("Overdue"), True),
    ("awaiting", gettext_lazy("Waiting for effect evaluation"), True),
    ("in-time", gettext_lazy("Evaluated in time"), True),
)
