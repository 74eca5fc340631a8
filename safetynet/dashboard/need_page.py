"""The heat map of where help is needed: a cell for each unit and theme, with its number, opening exactly its plans."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.filters import plan_list_url
from actionplans.reports.need import NeedMap, NeedRow
from orgstructure.levels import Level, Part

SHADES = 5
THEMES_SHOWN = 8
KINDS: Final = (
    ("stalled", gettext_lazy("At a standstill")),
    ("overdue", gettext_lazy("Overdue")),
    ("open", gettext_lazy("Open")),
)
SORTS: Final = (
    ("need", gettext_lazy("most in need first")),
    ("longest", gettext_lazy("longest stopped first")),
    ("name", gettext_lazy("by name")),
)
WORDS: Final[dict[str, dict[str, Any]]] = {"stalled": {"stalled": True}, "overdue": {"overdue": "plan"}, "open": {"state": "open"}}


@dataclass(frozen=True)
class Cell:
    """One number with its shade: `0` where plans are open and none is meant, `none` where there are no plans at all."""

    shade: str
    head: str = ""
    value: int = 0
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Line:
    """One unit: its cells, all its plans together, and for how long the one longest stopped has not been touched."""

    name: str
    url: str
    cells: list[Cell]
    total: int
    total_url: str
    days: int | None
    longest_url: str


class NeedPage:
    """The words and addresses around one map; asks the database nothing."""

    def __init__(self, found: NeedMap, *, today: date, all_themes: bool = False) -> None:
        self.map, self.today = found, today
        self.themes = found.themes if all_themes else found.themes[:THEMES_SHOWN]
        self.left_out = len(found.themes) - len(self.themes)

    @property
    def heads(self) -> list[str]:
        """What the columns are about."""
        return [str(theme) if theme else _("Without a theme") for theme in self.themes]

    @property
    def has_hidden(self) -> bool:
        """A column says where there are confidential plans; what they are about is not shown."""
        return any(row.hidden for row in self.map.rows)

    @property
    def lines(self) -> list[Line]:
        """In the order of the map."""
        return [self._line(row) for row in self.map.rows]

    def _line(self, row: NeedRow) -> Line:
        cells = [self._cell(row, theme) for theme in self.themes]
        if self.has_hidden:
            cells.append(Cell("hidden" if row.hidden else "none", _("Confidential")))
        longest = rows_url(row.part, "stalled", sort="touched")
        return Line(
            name=row.part.name,
            url=row.part.url,
            cells=cells,
            total=row.total.of(self.map.kind),
            total_url=rows_url(row.part, self.map.kind),
            days=days_since(row.total.since, self.today),
            longest_url=longest,
        )

    def _cell(self, row: NeedRow, theme: Any) -> Cell:
        need, head = row.by_theme.get(theme), str(theme) if theme else _("Without a theme")
        if need is None:
            return Cell("none", head)
        value = need.of(self.map.kind)
        if not value:
            return Cell("0", head)
        words = {"theme": theme.code if theme else "none", "confidential": "no"}
        said = {"place": row.part.name, "theme": head, "number": value}
        label = _("%(place)s, %(theme)s: %(number)s") % said
        return Cell(str(-(-value * SHADES // self.map.most)), head, value, rows_url(row.part, self.map.kind, **words), label)

    @property
    def sentence(self) -> str:
        """The map in one sentence: the place and the theme with most."""
        kind = self.map.kind
        ranked = sorted(self.map.rows, key=lambda row: -row.total.of(kind))
        if not ranked or not ranked[0].total.of(kind):
            return {
                "stalled": _("No plan is at a standstill here."),
                "overdue": _("No plan is overdue here."),
                "open": _("No plan is open here."),
            }[kind]
        top = ranked[0].total.of(kind)
        said = {"number": top, "place": ranked[0].part.name}
        if kind == "stalled":
            words = ngettext("Most at a standstill: %(place)s, %(number)s plan.", "Most at a standstill: %(place)s, %(number)s plans.", top)
        elif kind == "overdue":
            words = ngettext("Most overdue: %(place)s, %(number)s plan.", "Most overdue: %(place)s, %(number)s plans.", top)
        else:
            words = ngettext("Most open: %(place)s, %(number)s plan.", "Most open: %(place)s, %(number)s plans.", top)
        return words % said


def rows_url(part: Part | Level, kind: str, **words: Any) -> str:
    """The address of exactly these plans."""
    return plan_list_url(**{"confidential": "counted"} | part.words | WORDS[kind] | words)


def days_since(since: datetime | None, today: date) -> int | None:
    """Whole days; nothing where nothing has stopped."""
    return (today - localdate(since)).days if since else None
