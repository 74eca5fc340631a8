"""What the page of figures in depth says: each number with the address of exactly its plans, and the curve's sentence and table."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.figure_words import GAP_NAMES
from actionplans.filters import plan_list_url
from actionplans.models.choices import LadderStep
from actionplans.reports import InTime
from actionplans.reports.depth import Depth, DepthReport
from actionplans.reports.survival import Survival
from safetynet.common.charts import Steps, share_steps
from safetynet.dashboard.overview import Figure, Picture, period_in_words, share

WIDTH, HEIGHT = 800, 340
# A share of plans: its name, the figure and what it is taken of.
RATES = (
    (gettext_lazy("Evaluated in time"), "in-time", "due"),
    (gettext_lazy("… of these with a named source"), "in-time-named", "due"),
    (gettext_lazy("… of these without a named source"), "in-time-unnamed", "due"),
    (gettext_lazy("No effect, or worse, of those evaluated"), "no-effect", "found"),
)
COUNTS = (
    (gettext_lazy("Open that day"), "open"),
    (gettext_lazy("Overdue that day"), "overdue"),
    (gettext_lazy("Waiting for effect evaluation that day"), "awaiting"),
    (gettext_lazy("Standing that day"), "standing"),
    (gettext_lazy("Not carried out, of those published"), "left"),
)
STAGES = (
    (gettext_lazy("Plan published"), "published"),
    (gettext_lazy("Carried out"), "carried-out"),
    (gettext_lazy("Effect has been evaluated"), "evaluated"),
    (gettext_lazy("It worked, wholly or partly"), "worked"),
)
STEPS_OF_AXIS = (1, 2, 7, 14, 30, 60, 90, 180, 365)
MOST_MARKS = 9
PERCENT = 100


@dataclass(frozen=True)
class Compared:
    """One figure now and before; the numbers are links where they count plans."""

    label: str
    now: Any
    before: Any
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of the funnel: how many plans came this far, what share of those published, and before."""

    label: str
    plans: int
    url: str
    share: str
    before: str
    of: int
    note: str = ""


class FiguresPage:
    """The words and addresses around one report; asks the database nothing."""

    def __init__(self, report: DepthReport, query: str = "") -> None:
        self.report, self.query = report, query
        self.now, self.before = report.now, report.before

    def rows(self, code: str, depth: Depth) -> str:
        """The address of the plans that the figure counted."""
        words: dict[str, Any] = {"figure": code, "figure_from": depth.period.first, "figure_to": depth.period.last, "known_on": depth.day}
        return plan_list_url(confidential="counted", **self.report.level.words, **words)

    @property
    def page_url(self) -> str:
        """The page itself."""
        return reverse(f"figures-{self.kind}", args=[self.report.level.pk]) + self.query

    @property
    def report_url(self) -> str:
        """The same on paper."""
        return self._address("report")

    @property
    def table_url(self) -> str:
        """The same as a spreadsheet."""
        return self._address("table")

    @property
    def data_url(self) -> str:
        """The same for other systems."""
        return self._address("data")

    def _address(self, name: str) -> str:
        return reverse(f"figures-{self.kind}-{name}", args=[self.report.level.pk]) + self.query

    @property
    def kind(self) -> str:
        """A unit or a committee."""
        return "unit" if self.report.level.unit else "committee"

    @property
    def period_before(self) -> str:
        """The period held against, in words."""
        return period_in_words(self.before.period)

    @property
    def strip(self) -> list[Figure]:
        """The figures at the top, each with what it was before."""
        return [
            self._rate(_("Evaluated in time"), "in-time", "due", is_main=True),
            self._rate(_("In time and with a named source"), "in-time-named", "due"),
            self._rate(_("No effect, or worse"), "no-effect", "found"),
            Figure(_("Days until half are closed"), _number(self.now.survival.median), "", note=_was(_number(self.before.survival.median))),
            Figure(_("Measures on the top two steps"), share(self.now.top_steps), "", note=_was(share(self.before.top_steps))),
            Figure(_("Overdue that day"), str(self.now.counts["overdue"]), self.rows("overdue", self.now), of=self.now.counts["open"],
                   note=_was(str(self.before.counts["overdue"]))),
        ]  # fmt: skip

    def _rate(self, label: str, part: str, whole: str, *, is_main: bool = False) -> Figure:
        now, before = share(self.now.share(part, whole)), share(self.before.share(part, whole))
        return Figure(label, now, self.rows(part, self.now), note=_was(before), is_main=is_main)

    @property
    def sentence(self) -> str:
        """The page in one sentence."""
        published, worked = self.now.counts["published"], self.now.counts["worked"]
        said = {"published": published, "worked": worked}
        if not published:
            return _("No plan was published in the period.")
        return (
            ngettext(
                "%(published)s plan was published in the period; so far %(worked)s has been shown to work, wholly or partly.",
                "%(published)s plans were published in the period; so far %(worked)s have been shown to work, wholly or partly.",
                published,
            )
            % said
        )

    @property
    def funnel(self) -> list[Stage]:
        """From problem to proof that it worked."""
        return [self._problem(), *(self._stage(code, str(label)) for label, code in STAGES)]

    def _problem(self) -> Stage:
        drafts, published = self.now.drafts, self.now.counts["published"]
        found, before = published + drafts, str(self.before.counts["published"] + self.before.drafts)
        if not drafts:
            return Stage(_("Problem taken up"), found, "", "", before, found)
        note = ngettext("%(number)s of them is still a draft", "%(number)s of them are still drafts", drafts) % {"number": drafts}
        return Stage(_("Problem taken up"), found, "", "", before, found, note)

    def _stage(self, code: str, label: str) -> Stage:
        count, of = self.now.counts[code], self.now.counts["published"] + self.now.drafts
        before = f"{self.before.counts[code]} ({share(self.before.share(code, 'published'))})"
        return Stage(label, count, self.rows(code, self.now), share(self.now.share(code, "published")), before, of)

    @property
    def compared(self) -> list[Compared]:
        """Every figure beside the same of before."""
        median = Compared(_("Days until half are closed"), _number(self.now.survival.median), _number(self.before.survival.median))
        return [
            *(Compared(str(label), self._of(self.now, part, whole), self._of(self.before, part, whole)) for label, part, whole in RATES),
            median,
            *(Compared(str(label), self._count(self.now, code), self._count(self.before, code)) for label, code in COUNTS),
        ]

    def _of(self, depth: Depth, part: str, whole: str) -> str:
        rate = share(depth.share(part, whole))
        if not depth.counts[whole]:
            return rate
        return format_html("<span>{} ({} {} {})</span>", rate, self._count(depth, part), _("of"), self._count(depth, whole))

    def _count(self, depth: Depth, code: str) -> Any:
        return link(depth.counts[code], self.rows(code, depth))

    @property
    def ladder(self) -> list[tuple[str, int, int]]:
        """Measures by step, the strongest first; at the end those without one."""
        return [(label, self.now.ladder.get(code, 0), self.before.ladder.get(code, 0)) for label, code in ladder_steps()]

    @property
    def gaps(self) -> list[Figure]:
        """What open plans lack, most of them first, each with its plans."""
        found = sorted(self.report.missing, key=lambda gap: -gap.plans)
        words = {"confidential": "counted"} | self.report.level.words
        return [Figure(str(GAP_NAMES[gap.code]), str(gap.plans), plan_list_url(**words, lacks=gap.code), of=gap.of) for gap in found]

    @property
    def curve(self) -> Picture | None:
        """Time to close, with the sentence and the same readings as a table; None where too few plans are followed."""
        if not self.now.survival:
            return None
        return Picture(
            name="time-to-close",
            title=_("How long until a plan is closed?"),
            sentence=curve_sentence(self.now.survival, self.before.survival),
            image_url=self._image(),
            height=HEIGHT,
            width=WIDTH,
            head=(
                _("Days since publishing"),
                _("Still open"),
                _("Plans still followed"),
                _("Still open, before"),
                _("Plans still followed, before"),
            ),
            rows=tuple(self._reading(days) for days in readings(self.now.survival, self.before.survival)),
        )

    def _reading(self, days: int) -> tuple[Any, ...]:
        now, before = self.now.survival, self.before.survival
        return (str(days), *_read(now, days), *_read(before, days))

    def _image(self) -> str:
        """An address that changes with what is shown, so that the browser may keep the picture."""
        mark = hashlib.sha256(f"{self.now.survival!r}{self.before.survival!r}{_('days')}".encode()).hexdigest()[:12]
        return self._address("picture") + ("&" if self.query else "?") + urlencode({"v": mark})


def ladder_steps() -> list[tuple[str, str]]:
    """Name and code of each step, the strongest first; at the end those without one."""
    return [*((str(step.label).capitalize(), step.value) for step in LadderStep), (_("No step chosen"), "")]


def marks(*curves: Survival) -> list[int]:
    """The days at which the curves are marked, up to the end of the longest: whole weeks, months or years, not too many."""
    last = max(curve.last_day for curve in curves)
    step = next((step for step in STEPS_OF_AXIS if last <= MOST_MARKS * step), STEPS_OF_AXIS[-1])
    return list(range(0, last + 1, step))


def readings(*curves: Survival) -> list[int]:
    """The days of the table: the marks of the picture, and the end of each curve."""
    return sorted({*marks(*curves), *(curve.last_day for curve in curves)})


def curve_svg(now: Survival, before: Survival) -> str:
    """The share still open, day by day, now and before."""
    lines = [_line(_("this period"), now, is_main=True)]
    if before:
        lines.append(_line(_("before"), before, is_main=False))
    return share_steps(lines, marks(now, before), _("days"), width=WIDTH, height=HEIGHT)


def curve_sentence(now: Survival, before: Survival) -> str:
    """By which day half of the plans are closed, and before."""
    said = {"plans": now.plans, "days": now.median, "before": before.median, "last": now.last_day}
    if now.median is None:
        open_at_last = share(InTime(PERCENT, round(PERCENT * (now.share_open(now.last_day) or 0))))
        return _("Of %(plans)s plans fewer than half are closed after %(last)s days; %(open)s are still open.") % (
            said | {"open": open_at_last}
        )
    if before.median is None:
        return _("Of %(plans)s plans half are closed after %(days)s days. Open plans count for as long as they have been followed.") % said
    return _("Of %(plans)s plans half are closed after %(days)s days; before it was %(before)s days.") % said


def link(value: int, url: str) -> Any:
    """A number that opens its plans; nought opens nothing."""
    return format_html('<a href="{}">{}</a>', url, value) if value else value


def _number(value: int | None) -> str:
    """A dash where it is not known."""
    return "–" if value is None else str(value)


def _was(before: str) -> str:
    return _("before: %(before)s") % {"before": before}


def _line(name: str, curve: Survival, *, is_main: bool) -> Steps:
    points = [(0, float(PERCENT)), *((step.days, PERCENT * step.share_open) for step in curve.steps)]
    return Steps(name, tuple(points), is_main)


def _read(curve: Survival, days: int) -> tuple[str, str]:
    open_then = curve.share_open(days)
    if open_then is None:
        return "–", "–"
    return f"{round(PERCENT * open_then)}\N{NO-BREAK SPACE}%", str(curve.followed(days))
