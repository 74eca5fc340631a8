"""What the figures of injuries say in words: a sentence above every table and picture. Page, PDF and spreadsheet read the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from injuries import bodymap
from injuries.figure_words import HOURS, TITLES, WEEKDAYS, label_of
from injuries.reports.axes import BANDS, DAYS, SEALED
from injuries.reports.figures import InjuryFigures, YearFigures
from safetynet.common.charts import ACCENT, INK, Series, bars, bars_height_of, stacked_columns
from safetynet.common.tablefiles import Cell, Sheet

PERCENT = 100
SHADES = 5
DASH, SPACE = "–", "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Line:
    """One part of a split; `share` in per cent of the split, `running` summed from the top for the Pareto."""

    code: str
    label: str
    cases: int
    before: int | None
    share: int
    running: int


@dataclass(frozen=True)
class Split:
    """One split with its sentence; without lines it is hidden."""

    code: str
    title: str
    sentence: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class HeatCell:
    """One band of one weekday; `level` is the shade or “hidden”."""

    cases: int | None
    level: str


@dataclass(frozen=True)
class HeatLine:
    """One band of hours, its sum, and its weekdays."""

    label: str
    cases: int | None
    cells: tuple[HeatCell, ...]


class InjuryPage:
    """The words around one set of figures; asks the database nothing."""

    def __init__(self, figures: InjuryFigures) -> None:
        self.figures, self.now = figures, figures.now
        self.year = figures.year

    @property
    def sentence(self) -> str:
        """The page in one sentence."""
        injuries, absent = self.now.injuries, self.now.absent
        if injuries is None:
            return _("Too few injuries to show, or a smaller unit's could be worked out. Look one level up.")
        said = {"year": self.year, "injuries": injuries, "absent": absent}
        if absent is None:
            return ngettext("%(injuries)d injury in %(year)d.", "%(injuries)d injuries in %(year)d.", injuries) % said
        return (
            ngettext(
                "%(injuries)d injury in %(year)d, of these %(absent)d with absence.",
                "%(injuries)d injuries in %(year)d, of these %(absent)d with absence.",
                injuries,
            )
            % said
        )

    @property
    def strip(self) -> list[dict[str, Any]]:
        """The figures at the top, each with the year before."""
        last = self.figures.trend[-2]
        days = self.figures.counts.get("days", {}).get("")
        return [
            _kpi(_("Injuries"), self.now.injuries, last.injuries, is_main=True),
            _kpi(_("With absence"), self.now.absent, last.absent),
            _kpi(_("Days of absence"), days, self.figures.before.get("days", {}).get("")),
            _kpi(_("Of new employees, with absence"), self.now.absent_new, last.absent_new),
            _kpi(_("Near misses and observations"), self.now.near, last.near),
            _kpi(_("Per million hours"), self.now.per_million_hours, last.per_million_hours),
        ]

    @property
    def query(self) -> str:
        """What follows the address, so that all parts show the same year."""
        return f"?year={self.year}"

    @property
    def is_shown(self) -> bool:
        """There is anything to divide."""
        return self.now.injuries is not None or self.now.near is not None

    @property
    def how_exact(self) -> str:
        """Whether these are all cases one may read, or what may be shown to everybody."""
        if self.figures.is_exact:
            return _("You may read these cases, so the figures are exact and include the running year. Do not pass on figures about few.")
        return _(
            "Figures about fewer than %(limit)d cases are hidden, and so are those that they could be worked out from. "
            "Figures of a year come when it is over, of the organisation as it was on its last day."
        ) % {"limit": self.figures.limit}  # fmt: skip

    @property
    def so_far(self) -> str:
        """The running year in tens."""
        so_far = self.figures.so_far
        if so_far is None:
            return ""
        said = {"day": date_format(so_far.last), "injuries": so_far.injuries, "near": so_far.near}
        return (
            _("So far this year, up to %(day)s: about %(injuries)d injuries and about %(near)d near misses and observations, in tens.")
            % said
        )

    @property
    def splits(self) -> list[Split]:
        """Every split but hours, in the order of the page; those hidden say so."""
        return [self.split(code) for code in TITLES]

    @property
    def causes(self) -> Split:
        """What went wrong, as the Pareto shows it."""
        return self.split("deviation")

    @property
    def other_splits(self) -> list[Split]:
        """Those shown as tables."""
        return [self.split(code) for code in TITLES if code != "deviation"]

    @property
    def causes_height(self) -> int:
        """Of the picture."""
        return bars_height_of(len([line for line in self.causes.lines if line.cases]))

    @property
    def pareto_head(self) -> list[str]:
        """Of the Pareto's table twin."""
        return [_("Part"), _("Cases"), _("Share"), _("Summed up"), _("Year before")]

    @property
    def pareto_rows(self) -> list[list[Any]]:
        """The most frequent first, with the share summed up from the top."""
        return [
            [
                line.label,
                line.cases,
                f"{line.share}{SPACE}%",
                f"{line.running}{SPACE}%",
                _("hidden") if line.before is None else line.before,
            ]
            for line in self.causes.lines
        ]

    def split(self, code: str) -> Split:
        """One split."""
        shown = [part for part in self.figures.parts(code) if part[1] or part[2]]
        total, running, lines = sum(cases for _code, cases, _before in shown), 0, []
        for part, cases, before in sorted(shown, key=lambda part: (part[0].startswith("rest"), -part[1])):
            running += cases
            lines.append(Line(part, label_of(code, part), cases, before, _share(cases, total), _share(running, total)))
        return Split(code, str(TITLES[code]), self._split_sentence(code, lines, total), tuple(lines), total)

    def _split_sentence(self, code: str, lines: list[Line], total: int) -> str:
        if not total:
            return (
                _("None.")
                if lines or (self.figures.is_exact and code not in SEALED)
                else _("Hidden: too few to divide without telling of somebody.")
            )
        if code == "new":
            new = next((line.cases for line in lines if line.code == "new"), 0)
            words = _("%(new)d of %(total)d injuries with absence hit somebody hired less than %(months)d months before.")
            return words % {"new": new, "total": total, "months": self.figures.new_employee_months}
        if code == "told":
            told = next((line.cases for line in lines if line.code == "in_time"), 0)
            return _("%(told)d of %(total)d injuries with absence were told in time (%(share)d per cent).") % {
                "told": told, "total": total, "share": _share(told, total),
            }  # fmt: skip
        named = [line for line in lines if not line.code.startswith("rest")] or lines
        most = max(named, key=lambda line: line.cases)
        return _("Most often: %(label)s, %(cases)d of %(total)d (%(share)d per cent).") % {
            "label": most.label, "cases": most.cases, "total": total, "share": most.share,
        }  # fmt: skip

    @property
    def body(self) -> tuple[bodymap.Figure, ...]:
        """The body from the front and from behind, tinted by how many were hurt there; empty where the split is hidden."""
        shown = {line.code: line.cases for line in self.split("body").lines if not line.code.startswith("rest")}
        highest = max(shown.values(), default=0)
        if not highest:
            return ()
        levels = {area.code: _shade(shown.get(f"{area.code[:1]}0"), highest) for area in bodymap.AREAS}
        return bodymap.drawn(levels)

    @property
    def body_box(self) -> str:
        """Of the drawing."""
        return bodymap.VIEW_BOX

    @property
    def heat(self) -> list[HeatLine]:
        """Hours by weekday; hidden cells are there and empty."""
        cells = {code: cases for code, cases, _before in self.figures.parts("hour")}
        highest = max((cases for code, cases in cells.items() if "-" in code and not code.startswith("rest")), default=0)
        lines = [self._heat_line(band, cells, highest) for band in BANDS]
        nothing = tuple(HeatCell(None, "") for _day in DAYS)  # neither hidden nor known: there is no weekday to tell of
        others = [HeatLine(_("all others"), cases, nothing) for code, cases in cells.items() if code.startswith("rest")]
        return [*lines, HeatLine(_("not told"), cells.get("na"), nothing), *others] if cells else []

    def _heat_line(self, band: str, cells: dict[str, int], highest: int) -> HeatLine:
        days = [cells.get(f"{band}-{day}") for day in DAYS]
        shown = [cases for cases in days if cases is not None]
        total = sum(shown) if shown else cells.get(band)
        return HeatLine(HOURS[band], total, tuple(HeatCell(cases, _shade(cases, highest)) for cases in days))

    @property
    def heat_sentence(self) -> str:
        """When most happens."""
        known = [line for line in self.heat if line.cases and line.label in HOURS.values()]
        if not known:
            return _("Hidden: too few to divide without telling of somebody.") if not self.figures.is_exact else _("None.")
        most = max(known, key=lambda line: line.cases or 0)
        return _("Most injuries happen at %(hours)s o'clock: %(cases)d.") % {"hours": most.label, "cases": most.cases}

    @property
    def weekdays(self) -> list[str]:
        """Monday first."""
        return [str(day) for day in WEEKDAYS]

    @property
    def trend(self) -> list[YearFigures]:
        """Five years."""
        return list(self.figures.trend)

    @property
    def trend_sentence(self) -> str:
        """The year against the years shown before it."""
        known = [one.injuries for one in self.trend[:-1] if one.injuries is not None]
        if self.now.injuries is None or not known:
            return _("There are no earlier years to hold it against.")
        mean = round(sum(known) / len(known))
        words = _("%(now)d injuries in %(year)d; the years shown before had %(mean)d on average.")
        return words % {"now": self.now.injuries, "year": self.year, "mean": mean}

    @property
    def has_trend(self) -> bool:
        """There is something to draw."""
        return any(one.injuries for one in self.trend)

    @property
    def rate_sentence(self) -> str:
        """The two rates of the year."""
        now = self.now
        if now.per_million_hours is None and now.per_thousand_fte is None:
            return _("No rate: %(why)s") % {"why": _("absence is hidden.") if now.absent is None and now.source else self.rate_source}
        said = {"hours": _said(now.per_million_hours), "fte": _said(now.per_thousand_fte), "year": self.year}
        return _("In %(year)d: %(hours)s per million hours worked, %(fte)s per thousand full-time equivalents.") % said

    @property
    def trend_rows(self) -> list[list[Any]]:
        """The trend's table twin."""
        return [[str(one.year), *(_said(number) for number in _numbers(one))] for one in self.trend]

    @property
    def trend_head(self) -> list[str]:
        """Its headings."""
        return [
            _("Year"), _("Injuries"), _("With absence"), _("Of new employees, with absence"), _("Near misses and observations"),
            _("Hours worked"), _("Per million hours"), _("Full-time equivalents"), _("Per thousand full-time equivalents"),
        ]  # fmt: skip

    @property
    def rate_source(self) -> str:
        """Where hours and full-time equivalents are from, or that there are none."""
        if not self.now.source:
            return _("No hours and no full-time equivalents are noted for this unit and year, so there is no rate.")
        return _("Source of hours and full-time equivalents: %(source)s.") % {"source": self.now.source}

    def picture(self, name: str) -> str:
        """A picture as SVG, or "" where there is nothing to draw."""
        drawn = {"trend": self._trend_picture, "causes": self._causes_picture}
        return drawn[name]() if name in drawn else ""

    def _trend_picture(self) -> str:
        shown = [one for one in self.trend if one.injuries is not None]
        if not any(one.injuries for one in shown):
            return ""
        absent = tuple(one.absent or 0 for one in shown)
        rest = tuple((one.injuries or 0) - number for one, number in zip(shown, absent, strict=True))
        series = [Series(_("with absence"), "A", ACCENT, "#fff", absent), Series(_("without, or not shown"), "", "#b4d5dd", INK, rest)]
        return stacked_columns([str(one.year) for one in shown], [one for one in series if any(one.values)])

    def _causes_picture(self) -> str:
        lines = [line for line in self.split("deviation").lines if line.cases]
        return (
            bars([line.label for line in lines], [Series(_("Injuries"), "", ACCENT, "#fff", tuple(line.cases for line in lines))])
            if lines
            else ""
        )

    def sheets(self) -> Iterator[Sheet]:
        """The spreadsheet: the trend, and every split as the page has it."""
        yield Sheet(_("Years"), self.trend_head, ([one.year, *_cells(one)] for one in self.trend))
        yield Sheet(_("Splits"), [_("Split"), _("Part"), _("Cases"), _("Year before")], self._split_rows())
        yield Sheet(_("Hours"), [_("Hours"), *self.weekdays, _("Together")], self._heat_rows())

    def _split_rows(self) -> Iterator[list[Cell]]:
        for split in self.splits:
            for line in split.lines:
                yield [split.title, line.label, line.cases, _("hidden") if line.before is None else line.before]
            if not split.lines:
                yield [split.title, split.sentence, None, None]

    def _heat_rows(self) -> Iterator[list[Cell]]:
        for line in self.heat:
            cells: list[Cell] = [None if not cell.level else _("hidden") if cell.cases is None else cell.cases for cell in line.cells]
            yield [line.label, *cells, _("hidden") if line.cases is None else line.cases]


def _numbers(one: YearFigures) -> list[int | Decimal | None]:
    return [one.injuries, one.absent, one.absent_new, one.near, one.hours, one.per_million_hours, one.fte, one.per_thousand_fte]


def _cells(one: YearFigures) -> list[Cell]:
    counts, noted = _numbers(one)[:4], _numbers(one)[4:]
    return [*(_("hidden") if n is None else int(n) for n in counts), *(None if n is None else float(n) for n in noted)]


def _said(number: int | Decimal | None) -> str:
    return DASH if number is None else number_format(number, force_grouping=True)


def _share(part: int, whole: int) -> int:
    return round(PERCENT * part / whole) if whole else 0


def _shade(cases: int | None, highest: int) -> str:
    if cases is None:
        return "hidden"
    return str(-(-SHADES * cases // highest)) if highest else "0"


def _kpi(label: str, now: int | Decimal | None, before: int | Decimal | None, *, is_main: bool = False) -> dict[str, Any]:
    note = _("before: %(before)s") % {"before": _said(before)}
    return {"label": label, "value": _said(now), "note": note, "is_main": is_main}
