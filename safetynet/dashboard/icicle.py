"""The organisation as an icicle: a column for each level, as high as people are many, shaded by one figure that also stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safetynet.dashboard.organisation_figures import KINDS, UnitFigures

SHADES = 5
SHARE_SHADES = (20, 40, 60, 80)  # per cent: the last shade begins where the goal stands
LINE = 15
LOWEST = 13  # a box lower than that holds no words
LETTER = 7.2  # how wide a letter is, about


@dataclass(frozen=True)
class Canvas:
    """How large it is drawn: `edges` are where the columns begin and end; no box is lower than `lowest`."""

    name: str
    edges: tuple[int, ...]
    height: int
    lowest: int

    @property
    def width(self) -> int:
        """Of the whole picture."""
        return self.edges[-1]


@dataclass(frozen=True)
class Box:
    """One unit, or several too small to be drawn alone."""

    x: int
    y: int
    width: int
    height: int
    shade: str
    url: str
    sentence: str
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> list[tuple[int, str]]:
        """Each line of words with where it stands; the first is the name."""
        if len(self.lines) > 1 and self.height < 2 * LINE + 6:
            return [(self.y + self.height // 2 + 5, " · ".join(self.lines))]
        top = self.y + (LINE + 4 if self.height >= LINE + 8 else self.height // 2 + 5)
        return [(top + LINE * n + 2 * n, line) for n, line in enumerate(self.lines)]


def desk(branch: UnitFigures, levels: int) -> Canvas:
    """For a wide page: a narrow column for the unit itself, then one for each level; higher where there are many units, within reason."""
    first, width = 170, 1000
    step = (width - first) / levels
    edges = (0, *(round(first + step * n) for n in range(levels + 1)))
    return Canvas("desk", edges, min(max(480, 20 * len(branch.all())), 1100), LOWEST + 5)


def phone(branch: UnitFigures) -> Canvas:
    """For a telephone: the unit and those right below it, each as high as words need."""
    return Canvas("phone", (0, 26, 340), max(300, 38 * len(branch.children)), 36)


class Icicle:
    """The boxes of a branch on one canvas, and how they are shaded."""

    def __init__(self, branch: UnitFigures, kind: str, url_of_branch: str, canvas: Canvas) -> None:
        self.branch, self.kind, self.url, self.canvas = branch, kind, url_of_branch, canvas
        self.most: dict[int, int] = {}
        for one in branch.all():
            self.most[one.depth] = max(self.most.get(one.depth, 0), one.value(kind) or 0)

    @property
    def boxes(self) -> list[Box]:
        """From the left, each column from the top down."""
        return list(self._place(self.branch, 0, 0, self.canvas.height))

    def _place(self, one: UnitFigures, column: int, y: int, height: int) -> Iterator[Box]:
        yield self._box(one, column, y, height)
        if column + 2 >= len(self.canvas.edges) or not one.children:
            return
        spans, small = self._spans(one, column, height)
        for child, (top, bottom) in zip([child for child in one.children if child not in small], pairwise(spans), strict=False):
            yield from self._place(child, column + 1, y + top, bottom - top)
        if small and height - spans[-1] > 2:  # noqa: PLR2004  pixels: what is thinner is not seen
            yield self._rest(one, small, column + 1, (y + spans[-1], height - spans[-1]))

    def _spans(self, one: UnitFigures, column: int, height: int) -> tuple[list[int], list[UnitFigures]]:
        """Where the children begin and end, and those too small to be drawn alone, which are put together at the foot."""
        sizes = {child.unit.pk: max(child.employees, 1) for child in one.children}
        whole = max(sum(sizes.values()), one.employees, 1)
        least = {child.unit.pk: self.canvas.lowest * self._leaves(child, column + 1) for child in one.children}
        fits = sum(least.values()) <= height
        free = height - sum(least.values()) if fits else height
        tall = {pk: (least[pk] if fits else 0) + free * size / whole for pk, size in sizes.items()}
        small = [] if fits else [child for child in one.children if tall[child.unit.pk] < LOWEST]
        spans, at = [0], 0.0
        for child in one.children:
            if child not in small:
                at += tall[child.unit.pk]
                spans.append(round(at))
        return spans, small

    def _leaves(self, one: UnitFigures, column: int) -> int:
        """How many boxes stand at the right of it: so many lines need a place."""
        if column + 2 >= len(self.canvas.edges) or not one.children:
            return 1
        return sum(self._leaves(child, column + 1) for child in one.children)

    def _box(self, one: UnitFigures, column: int, y: int, height: int) -> Box:
        x, width = self.canvas.edges[column], self.canvas.edges[column + 1] - self.canvas.edges[column]
        leads_on = one.has_below and one is not self.branch
        words = in_words(one, self.kind)
        room = int((width - 14) / LETTER)
        lines: tuple[str, ...] = ()
        if height >= 2 * LINE + 6 and room > LETTER:
            lines = (_short(one.unit.name, room), _short(words, room))
        elif height >= LOWEST and room > LETTER:
            said = number(one, self.kind)
            lines = (f"{_short(one.unit.name, room - len(said) - 3)} · {said}",)
        url = self.url.format(one.unit.pk) if leads_on else one.rows_url(self.kind)
        return Box(x, y, width - 1, max(height - 1, 1), self.shade(one), url, f"{one.unit.name}: {words}", lines)

    def _rest(self, parent: UnitFigures, small: list[UnitFigures], column: int, span: tuple[int, int]) -> Box:
        x, width = self.canvas.edges[column], self.canvas.edges[column + 1] - self.canvas.edges[column]
        said = ngettext("%(n)s small unit", "%(n)s small units", len(small)) % {"n": len(small)}
        lines = (said,) if span[1] >= LOWEST else ()
        url = self.url.format(parent.unit.pk) if parent is not self.branch else parent.rows_url("employees")
        return Box(x, span[0], width - 1, max(span[1] - 1, 1), "rest", url, f"{parent.unit.name}: {said}", lines)

    def shade(self, one: UnitFigures) -> str:
        """0 (none) to 5; `none` where there is nothing to show. Counts are held against the most of the same level."""
        value = one.value(self.kind)
        if value is None or (self.kind == "employees" and not value):
            return "none"
        if self.kind == "in-time":
            return str(1 + sum(value >= least for least in SHARE_SHADES))
        most = self.most[one.depth]
        return str(-(-value * SHADES // most) if value and most else 0)


def in_words(one: UnitFigures, kind: str) -> str:
    """The figure as a sentence says it."""
    value = one.value(kind)
    if kind == "in-time":
        first = one.plans.first
        if value is None:
            return _("no plan had its date")
        return _("%(share)s%% in time (%(done)s of %(due)s)") % {"share": value, "done": first.done, "due": first.due}
    return COUNTED[kind](value or 0)


COUNTED = {
    "employees": lambda n: ngettext("%(n)s employee", "%(n)s employees", n) % {"n": n},
    "open": lambda n: ngettext("%(n)s open plan", "%(n)s open plans", n) % {"n": n},
    "overdue": lambda n: ngettext("%(n)s overdue plan", "%(n)s overdue plans", n) % {"n": n},
    "gaps": lambda n: ngettext("%(n)s gap", "%(n)s gaps", n) % {"n": n},
}


def number(one: UnitFigures, kind: str) -> str:
    """The figure alone; a dash where there is nothing to show."""
    value = one.value(kind)
    if kind == "in-time":
        return "–" if value is None else f"{value}\N{NO-BREAK SPACE}%"
    return str(value)


def sentence(branch: UnitFigures, kind: str) -> str:
    """The picture in one sentence: the whole, and where most of it is."""
    said = {"unit": branch.unit.name, "figure": in_words(branch, kind)}
    ranked = sorted(branch.children, key=lambda one: -(one.value(kind) or 0))
    if kind == "in-time" or not ranked or not ranked[0].value(kind):
        return _("%(unit)s: %(figure)s.") % said
    return _("%(unit)s: %(figure)s, most of them in %(most)s (%(n)s).") % (said | {"most": ranked[0].unit.name, "n": ranked[0].value(kind)})


def legend(kind: str) -> list[tuple[str, str]]:
    """Shades and what they say."""
    if kind == "in-time":
        parts = [(str(n + 1), f"{low}–{high}\N{NO-BREAK SPACE}%") for n, (low, high) in enumerate(pairwise((0, *SHARE_SHADES, 100)))]
        return [*parts, ("none", _("no plan had its date"))]
    shown = [("0", _("none")), ("1", _("few")), ("3", _("about half of the most")), ("5", _("most at that level"))]
    return [*shown[1:], ("none", _("nobody employed"))] if kind == "employees" else shown


def table(branch: UnitFigures, most: int) -> Iterable[UnitFigures]:
    """The twin: every unit of the picture, or of its upper levels where that is more than a table can hold."""
    rows = branch.all()
    deepest = max(one.depth for one in rows)
    while len(rows) > most and deepest > branch.depth + 1:
        deepest -= 1
        rows = [one for one in rows if one.depth <= deepest]
    return rows


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(room - 1, 1)].rstrip()}…"


__all__ = ["KINDS", "Box", "Canvas", "Icicle", "desk", "in_words", "legend", "number", "phone", "sentence", "table"]
