"""Units × themes of a round: the children of one unit, worst first, from published cells; the same figures feed page and spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from apv.models import Dimension, ResultCell, Round, RoundUnit, Subject
from apv.reports.unit_report import all_results, report_url
from safetynet.common.tablefiles import Cell as TableCell
from safetynet.common.texts import in_language

PAGE_SIZE = 25
PER_CENT = 100
UNKNOWN = 101  # sorts after every mean


@dataclass(frozen=True)
class HeatCell:
    """One theme in one unit; `level` is the shade (5 is worst) or “hidden”."""

    mean: int | None
    level: str
    label: str = ""


@dataclass(frozen=True)
class Line:
    """One unit: the way into it, and its themes."""

    place: RoundUnit
    url: str
    down_url: str
    n: int | None
    cells: tuple[HeatCell, ...]

    @property
    def goodness(self) -> float:
        """The mean over the themes shown, burdens turned: what the lines are sorted by."""
        shown = [int(cell.level) for cell in self.cells if cell.mean is not None]
        return -sum(shown) / len(shown) if shown else UNKNOWN


class HeatMap:
    """Six queries for any level; `place` itself is the first line, its children follow."""

    def __init__(self, survey_round: Round, place: RoundUnit) -> None:
        """The round must be released and have its questionnaire with it."""
        self.round, self.place = survey_round, place
        ids = [int(one) for one in place.path.strip("/").split("/")]
        self.above = [one for one in RoundUnit.objects.filter(round=survey_round, unit_id__in=ids).order_by("depth") if one.pk != place.pk]
        self.dimensions = self._dimensions()
        children = list(RoundUnit.objects.filter(parent=place).order_by("name", "pk"))
        self._with_children = set(RoundUnit.objects.filter(parent__in=children).values_list("parent", flat=True))
        self._cells = self._read([place, *children])
        self.own = self._line(place)
        lines = [self._line(child) for child in children]
        self.lines = sorted((line for line in lines if self._has_people(line.place)), key=lambda line: (line.goodness, line.place.name))

    def page(self, number: object) -> Page[Line]:
        """Some of the lines."""
        return Paginator(self.lines, PAGE_SIZE).get_page(number)  # type: ignore[arg-type]  # whatever the address says

    @property
    def trail(self) -> list[tuple[str, str]]:
        """All results, then the levels above."""
        return [all_results(), *((one.name, heat_url(self.round, one)) for one in self.above)]

    @property
    def heads(self) -> list[str]:
        """Names of the themes."""
        return [in_language(one.name) for one in self.dimensions]

    @property
    def table_head(self) -> list[str]:
        """Of the spreadsheet."""
        return [_("Unit"), _("Answers"), *self.heads]

    def table_rows(self) -> Iterator[Sequence[TableCell]]:
        """As the page has them; a hidden figure says so in words."""
        hidden = _("too few answers")
        for line in (self.own, *self.lines):
            yield [line.place.name, hidden if line.n is None else line.n, *(hidden if c.mean is None else c.mean for c in line.cells)]

    def _has_people(self, place: RoundUnit) -> bool:
        return place.invited_below > 0 or (place.pk, Subject.ANSWERED, "") in self._cells

    def _dimensions(self) -> list[Dimension]:
        asked = self.round.questionnaire.questions.filter(section__is_named=False)
        asked = asked.filter(code__in=self.round.repeats) if self.round.repeats else asked
        return list(self.round.questionnaire.dimensions.filter(pk__in=asked.values("dimension")).order_by("position"))

    def _read(self, places: Sequence[RoundUnit]) -> dict[tuple[int, str, str], ResultCell]:
        rows = ResultCell.objects.published().whole().exclude(subject=Subject.QUESTION).filter(round_unit__in=places)
        return {(cell.round_unit_id, cell.subject, cell.code): cell for cell in rows.only("round_unit", "subject", "code", "n", "mean")}

    def _line(self, place: RoundUnit) -> Line:
        answered = self._cells.get((place.pk, Subject.ANSWERED, ""))
        return Line(
            place,
            report_url(self.round, place),
            heat_url(self.round, place) if place.pk in self._with_children else "",
            answered.n if answered else None,
            tuple(self._cell(place, one) for one in self.dimensions),
        )

    def _cell(self, place: RoundUnit, dimension: Dimension) -> HeatCell:
        cell = self._cells.get((place.pk, Subject.DIMENSION, dimension.code))
        if cell is None or cell.mean is None:
            return HeatCell(None, "hidden")
        mean = int(cell.mean)
        said = _("%(unit)s, %(theme)s: %(mean)d of 100") % {"unit": place.name, "theme": in_language(dimension.name), "mean": mean}
        return HeatCell(mean, str(shade(mean, is_burden=dimension.is_burden)), said)


def shade(mean: int, *, is_burden: bool) -> int:
    """1–5, dark where it is worst."""
    bad = mean if is_burden else PER_CENT - mean
    return min(5, 1 + bad // 20)


def heat_url(survey_round: Round, place: RoundUnit) -> str:
    """The heat map of what lies below that unit."""
    return f"{reverse('round-heatmap', args=[survey_round.pk])}?unit={place.pk}"
