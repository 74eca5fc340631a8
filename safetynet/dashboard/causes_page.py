"""Why plans are not finished, in words: each figure with the address of exactly its plans."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.filters import plan_list_url
from actionplans.models import StallStage
from actionplans.reports import Causes, CausesReport, Heap, Period, Quarter
from orgstructure.levels import Level
from safetynet.dashboard import pictures


@dataclass(frozen=True)
class Line:
    """One part, theme or quarter: how many plans, and the cause most of them have."""

    name: str
    total: Any
    most: str
    most_count: Any
    url: str = ""
    stalled: Any = 0
    asked: Any = 0


class CauseLinks:
    """The addresses of the plans behind the causes of one level and period."""

    def __init__(self, level: Level, period: Period) -> None:
        """Confidential plans are counted; the list says how many more there are."""
        self.level, self.period = level, period

    def rows(self, *, level: Any = None, period: Period | None = None, **words: Any) -> str:
        """Plans by their last stall check in the period, of the level or one of its parts."""
        within = period or self.period
        said = {"cause": "any", "checked_from": within.first, "checked_to": within.last} | words
        return plan_list_url(**{"confidential": "counted"} | (level or self.level).words | said)

    def table(self, causes: Causes) -> tuple[tuple[Any, ...], ...]:
        """Each cause by stage, and all causes together; every number leads to its plans."""
        rows = [self._row(row.name, row.by_stage, row.total, {"cause": row.code}) for row in causes.rows]
        return (*rows, self._row(_("Together"), causes.by_stage, causes.total, {})) if rows else ()

    def _row(self, name: str, by_stage: dict[str, int], total: int, words: dict[str, Any]) -> tuple[Any, ...]:
        cells = [link(by_stage[stage], self.rows(stage=stage.value, **words)) for stage in StallStage]
        return (name, *cells, link(total, self.rows(**words)))


class CausesPage:
    """The words and addresses around one report; asks the database nothing."""

    def __init__(self, report: CausesReport) -> None:
        self.report = report
        self.links = CauseLinks(report.level, report.period)

    @property
    def sentence(self) -> str:
        """The page in one sentence."""
        still = self.report.standstill
        said = ngettext(
            "%(stalled)s plan is at a standstill today; %(asked)s has said why.",
            "%(stalled)s plans are at a standstill today; %(asked)s of them have said why.",
            still.stalled,
        ) % {"stalled": still.stalled, "asked": still.asked}
        return said if still.stalled else _("No plan is at a standstill today.")

    @property
    def stalled_url(self) -> str:
        """The plans that have stopped."""
        return self._still()

    @property
    def silent_url(self) -> str:
        """Those of them that have not said why."""
        return self._still(cause="none")

    @property
    def silent(self) -> int:
        """How many have not said why."""
        return self.report.standstill.stalled - self.report.standstill.asked

    @property
    def head(self) -> tuple[str, ...]:
        """The columns of the first table."""
        return head_of_causes()

    @property
    def causes(self) -> tuple[tuple[Any, ...], ...]:
        """By cause and stage."""
        return self.links.table(self.report.causes)

    @property
    def parts(self) -> list[Line]:
        """By sub-unit or committee, most plans at a standstill first."""
        found = []
        for row in self.report.parts:
            name, most, count = row.part.name, *row.heap.most
            line = self._line(name, row.heap.total, most, count, {"level": row.part})
            url = row.part.url and f"{row.part.url}causes/"
            stalled = link(row.standstill.stalled, self._still(level=row.part))
            asked = link(row.standstill.asked, self._still(level=row.part, cause="any"))
            found.append(Line(name, line.total, line.most, line.most_count, url, stalled, asked))
        return found

    @property
    def themes(self) -> list[Line]:
        """By theme, without the confidential plans."""
        found = []
        for row in self.report.themes:
            words = {"theme": row.theme.code if row.theme else "none", "confidential": "no"}
            found.append(self._line(str(row.theme or _("Without a theme")), row.heap.total, *row.heap.most, words))
        return found

    @property
    def quarters(self) -> list[Line]:
        """The last eight, those with nothing left out."""
        return [self._quarter(quarter, heap) for quarter, heap in self.report.quarters if heap.total]

    def _quarter(self, quarter: Quarter, heap: Heap) -> Line:
        within = Period(quarter.first, min(quarter.last, self.report.today))
        return self._line(str(quarter), heap.total, *heap.most, {"period": within})

    def _line(self, name: str, total: int, cause: str, count: int, words: dict[str, Any]) -> Line:
        most = self.report.named(cause) if cause else ""
        return Line(name, link(total, self.links.rows(**words)), most, link(count, self.links.rows(**words | {"cause": cause})))

    def _still(self, *, level: Any = None, **words: Any) -> str:
        return plan_list_url(**{"confidential": "counted"} | (level or self.report.level).words | {"stalled": True} | words)


def head_of_causes() -> tuple[str, ...]:
    """What is in the way, then the stages."""
    stages = (pictures.capital(stage.label) for stage in StallStage)
    return (_("What is in the way"), *stages, _("Together"))


def causes_sentence(causes: Causes) -> str:
    """The most frequent cause."""
    if not causes:
        return _("Nobody has said yet why a plan stopped.")
    top = causes.rows[0]
    said = {"cause": top.name, "plans": top.total, "total": causes.total}
    if causes.total == 1:
        return _("One plan stopped because of this: %(cause)s.") % said
    return _("Most often, for %(plans)s of %(total)s plans that stopped: %(cause)s.") % said


def link(value: int, url: str) -> Any:
    """The number, leading to its plans where there are any."""
    return format_html('<a href="{}">{}</a>', url, value) if value else value
