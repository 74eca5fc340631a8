"""What the figures of injuries say in words: a sentence above every table and picture. Page, PDF and spreadsheet read the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.codes.tables import Table, code_table
from injuries.models import CaseKind, Place
from injuries.reports.axes import BANDS, DAYS
from injuries.reports.figures import InjuryFigures, YearFigures
from safetynet.common.charts import ACCENT, INK, Series, bars, stacked_columns
from safetynet.common.tablefiles import Cell, Sheet
from safetynet.common.texts import in_language

PERCENT = 100
SHADES = 5
DASH = "–"
TITLES = {
    "kind": gettext_lazy("What happened?"),
    "deviation": gettext_lazy("What went wrong?"),
    "contact": gettext_lazy("How did it hurt?"),
    "place": gettext_lazy("Where did it happen?"),
    "quarter": gettext_lazy("When in the year?"),
    "length": gettext_lazy("How long was the absence?"),
    "new": gettext_lazy("How many were new?"),
    "told": gettext_lazy("Was the authority told in time?"),
    "body": gettext_lazy("Which part of the body?"),
    "type": gettext_lazy("Which type of injury?"),
    "near-kind": gettext_lazy("Near misses and observations"),
    "near-place": gettext_lazy("Where did near misses happen?"),
}
WEEKDAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip
HOURS = dict(zip(BANDS, ("7–11", "11–15", "15–19", "19–23", "23–7"), strict=True))
LENGTHS = {
    "1": gettext_lazy("1–3 days"),
    "4": gettext_lazy("4–6 days"),
    "7": gettext_lazy("7–13 days"),
    "14": gettext_lazy("14–20 days"),
    "21": gettext_lazy("21–29 days"),
    "30": gettext_lazy("30–89 days"),
    "90": gettext_lazy("90–182 days"),
    "183": gettext_lazy("183 days and more"),
}
OWN = {
    "q1": gettext_lazy("January–March"),
    "q2": gettext_lazy("April–June"),
    "q3": gettext_lazy("July–September"),
    "q4": gettext_lazy("October–December"),
    "h1": gettext_lazy("January–June"),
    "h2": gettext_lazy("July–December"),
    "new": gettext_lazy("new employees"),
    "not": gettext_lazy("employed longer, or not known"),
    "in_time": gettext_lazy("told in time"),
    "late": gettext_lazy("told too late, or not yet although it is due"),
    "waiting": gettext_lazy("not due yet, or the day is not known"),
}


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

    def split(self, code: str) -> Split:
        """One split."""
        shown = [part for part in self.figures.parts(code) if part[1] or not self.figures.is_exact]
        total, running, lines = sum(cases for _code, cases, _before in shown), 0, []
        for part, cases, before in sorted(shown, key=lambda part: (part[0].startswith("rest"), -part[1])):
            running += cases
            lines.append(Line(part, label_of(code, part), cases, before, _share(cases, total), _share(running, total)))
        return Split(code, str(TITLES[code]), self._split_sentence(code, lines, total), tuple(lines), total)

    def _split_sentence(self, code: str, lines: list[Line], total: int) -> str:
        if not total:
            return _("None.") if lines or self.figures.is_exact else _("Hidden: too few to divide without telling of somebody.")
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
    def heat(self) -> list[HeatLine]:
        """Hours by weekday; hidden cells are there and empty."""
        cells = {code: cases for code, cases, _before in self.figures.parts("hour")}
        highest = max((cases for code, cases in cells.items() if "-" in code and not code.startswith("rest")), default=0)
        lines = [self._heat_line(band, cells, highest) for band in BANDS]
        return [*lines, HeatLine(_("not told"), cells.get("na"), ())] if cells else []

    def _heat_line(self, band: str, cells: dict[str, int], highest: int) -> HeatLine:
        days = [cells.get(f"{band}-{day}") for day in DAYS]
        shown = [cases for cases in days if cases is not None]
        total = sum(shown) if shown else cells.get(band)
        return HeatLine(HOURS[band], total, tuple(HeatCell(cases, _shade(cases, highest)) for cases in days))

    @property
    def heat_sentence(self) -> str:
        """When most happens."""
        known = [line for line in self.heat if line.cases and line.cells]
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
    def trend_rows(self) -> list[list[Any]]:
        """The trend's table twin."""
        return [[one.year, *(_said(number) for number in _numbers(one))] for one in self.trend]

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
        return self._trend_picture() if name == "trend" else self._causes_picture()

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
            cells: list[Cell] = [_("hidden") if cell.cases is None else cell.cases for cell in line.cells] or [None] * len(DAYS)
            yield [line.label, *cells, _("hidden") if line.cases is None else line.cases]


def label_of(axis: str, code: str) -> str:
    """A part of a split in words."""
    if code.startswith("rest"):
        return _("all others")
    name = axis.removeprefix("near-")
    if name == "kind":
        return str(CaseKind(code).label)
    if name == "place":
        return str(Place(code).label)
    if name == "length":
        return str(LENGTHS[code])
    if name in ("deviation", "contact", "body", "type"):
        table = Table.INJURY if name == "type" else Table(name)
        return in_language(code_table(table)[code].texts)
    return str(OWN[code])


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
