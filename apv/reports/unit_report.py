"""The report of one unit, made for a talk of 30 minutes: what goes well, what stands out, and everything behind it.

Read from published cells alone, in the round's frozen tree; last time is the same unit in the round it is compared with,
by the questions' codes. A figure that is not there has too few answers; the report says where it is counted instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from apv.models import Dimension, Question, ResultCell, Round, RoundUnit, Scale, Subject
from apv.scales import options_of
from safetynet.common.texts import in_language

NAMED = 3  # what goes well, and what stands out
GOOD_FROM, CHANGED_FROM = 50, 5
PER_CENT = 100
Key = tuple[int, str, str]  # round unit, subject, code
Cells = Mapping[Key, ResultCell]


@dataclass(frozen=True)
class Bar:
    """One answer of a distribution: how many chose it, and where its part of the bar begins, in per cent of its width."""

    text: str
    count: int
    share: int
    start: float
    width: float
    shade: int


@dataclass(frozen=True)
class Figure:
    """A dimension or question of this unit beside last time, the unit above and the whole round; None where hidden."""

    subject: str
    code: str
    name: str
    is_burden: bool
    n: int | None = None
    mean: int | None = None
    before: int | None = None
    parent: int | None = None
    whole: int | None = None
    counted_at: RoundUnit | None = None
    counted_mean: int | None = None
    bars: tuple[Bar, ...] = ()
    topic: str = ""
    is_sensitive: bool = False
    is_scored: bool = True

    @property
    def is_shown(self) -> bool:
        """Enough answered here."""
        return self.n is not None

    @property
    def goodness(self) -> int:
        """The mean, turned where high is bad."""
        mean = self.mean or 0
        return PER_CENT - mean if self.is_burden else mean

    @property
    def level(self) -> int:
        """Shade 1–5, dark where it is worst, as in the heat map."""
        return min(5, 1 + (PER_CENT - self.goodness) // 20)

    @property
    def change(self) -> str:
        """`better`, `worse`, `same` since last time, or "" where one is hidden."""
        return self._beside(self.before)

    @property
    def beside_whole(self) -> str:
        """`better`, `worse` or `same` as the whole round."""
        return self._beside(self.whole)

    def _beside(self, other: int | None) -> str:
        if self.mean is None or other is None:
            return ""
        step = (self.mean - other) * (-1 if self.is_burden else 1)
        return "same" if abs(step) < CHANGED_FROM else "better" if step > 0 else "worse"


@dataclass(frozen=True)
class Part:
    """A dimension with its questions, or the questions of none under their section's heading."""

    name: str
    figure: Figure | None
    questions: tuple[Figure, ...]


@dataclass(frozen=True)
class Split:
    """How a value of the round's split question answered: the dimensions' means."""

    name: str
    n: int
    means: tuple[int | None, ...]


class UnitReport:
    """Reads in seven queries, whatever there is; everything else is worked out from them."""

    def __init__(self, survey_round: Round, place: RoundUnit) -> None:
        """The round must be released, and have its questionnaire with it; `place` is one of its units."""
        self.round, self.place = survey_round, place
        ids = [int(one) for one in place.path.strip("/").split("/")]
        units = RoundUnit.objects.filter(round=survey_round, unit_id__in=ids).order_by("depth")
        self.above = [one for one in units if one.pk != place.pk]
        self.children = list(RoundUnit.objects.filter(parent=place).order_by("name", "pk"))
        self.cells = self._cells([place.pk, *(one.pk for one in self.above)])
        self.before = self._cells_before()

    @property
    def parent(self) -> RoundUnit | None:
        """The unit above."""
        return self.above[-1] if self.above else None

    @property
    def whole(self) -> RoundUnit:
        """The top of the round: everybody who was asked."""
        return self.above[0] if self.above else self.place

    @property
    def answered(self) -> int | None:
        """How many answers these figures count, None where they are too few."""
        cell = self.cells.get((self.place.pk, Subject.ANSWERED, ""))
        return cell.n if cell else None

    @property
    def counted_at(self) -> RoundUnit | None:
        """The nearest unit above that has figures."""
        return self._counted_at(Subject.ANSWERED, "")

    @property
    def has_before(self) -> bool:
        """Something was shown of this unit last time."""
        return bool(self.before)

    @cached_property
    def dimensions(self) -> list[Figure]:
        """Every dimension, in the questionnaire's order."""
        return [
            self._figure(Subject.DIMENSION, one.code, in_language(one.name), is_burden=one.is_burden, topic=one.get_topic_display())
            for one in self._dimensions
        ]

    @cached_property
    def parts(self) -> list[Part]:
        """All questions, by dimension; those of none by section."""
        figures = {figure.code: figure for figure in self.dimensions}
        by_dimension: dict[str, list[Figure]] = {}
        alone: dict[int, list[Figure]] = {}
        headings: dict[int, str] = {}
        for question in self._questions:
            if question.dimension:
                by_dimension.setdefault(question.dimension.code, []).append(self._question(question))
            else:
                headings[question.section_id] = in_language(question.section.title)
                alone.setdefault(question.section_id, []).append(self._question(question))
        parts = [Part(figures[code].name, figures[code], tuple(by_dimension[code])) for code in figures if code in by_dimension]
        return parts + [Part(headings[section], None, tuple(some)) for section, some in alone.items()]

    @cached_property
    def goes_well(self) -> list[Figure]:
        """The best of what is shown, three at most."""
        best = sorted(self._to_name, key=lambda one: (-one.goodness, one.name))
        return [one for one in best if one.goodness >= GOOD_FROM][:NAMED]

    @cached_property
    def stands_out(self) -> list[Figure]:
        """The lowest of what is shown and does not go well, three at most."""
        worst = sorted(self._to_name, key=lambda one: (one.goodness, one.name))
        return [one for one in worst if one not in self.goes_well][:NAMED]

    @cached_property
    def splits(self) -> list[Split]:
        """The dimensions by the round's split question, where that may be shown."""
        if self.round.split_by is None or self.answered is None:
            return []
        cells = ResultCell.objects.published().filter(round_unit=self.place).exclude(split="")
        found = {(cell.split, cell.subject, cell.code): cell for cell in cells.exclude(subject=Subject.QUESTION)}
        names = {str(option.value): str(option.text) for option in options_of(self.round.split_by)}
        return [
            Split(
                name,
                found[value, Subject.ANSWERED, ""].n,
                tuple(_mean(found.get((value, Subject.DIMENSION, one.code))) for one in self._dimensions),
            )
            for value, name in names.items()
            if (value, Subject.ANSWERED, "") in found
        ]

    @property
    def sentence(self) -> str:
        """The themes in one sentence: what lies highest and lowest in favour of the staff."""
        shown = sorted((one for one in self.dimensions if one.mean is not None), key=lambda one: -one.goodness)
        if len(shown) < 2:  # noqa: PLR2004  a best and a worst
            return ""
        words = {"best": shown[0].name, "best_mean": shown[0].mean, "worst": shown[-1].name, "worst_mean": shown[-1].mean}
        return _("Best: %(best)s, %(best_mean)s of 100. Most to do: %(worst)s, %(worst_mean)s of 100.") % words

    @property
    def url(self) -> str:
        """Its page."""
        return report_url(self.round, self.place)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """All results, then the reports of the units above."""
        return [all_results(), *((one.name, report_url(self.round, one)) for one in self.above)]

    @cached_property
    def _dimensions(self) -> list[Dimension]:
        shown = {question.dimension_id for question in self._questions}
        return [one for one in self.round.questionnaire.dimensions.order_by("position") if one.pk in shown]

    @cached_property
    def _questions(self) -> list[Question]:
        asked = self.round.questionnaire.questions.filter(section__is_named=False).exclude(scale=Scale.TEXT)
        asked = asked.filter(code__in=self.round.repeats) if self.round.repeats else asked
        return list(asked.select_related("section", "dimension").order_by("position"))

    @property
    def _to_name(self) -> list[Figure]:
        """Dimensions; where a pulse has none, its questions."""
        shown = [one for one in self.dimensions if one.mean is not None]
        return shown or [one for part in self.parts for one in part.questions if one.mean is not None]

    def _question(self, question: Question) -> Figure:
        cell = self.cells.get((self.place.pk, Subject.QUESTION, question.code))
        return self._figure(
            Subject.QUESTION,
            question.code,
            in_language(question.text),
            is_burden=bool(question.dimension and question.dimension.is_burden),
            topic=question.dimension.get_topic_display() if question.dimension else "",
            bars=_bars(question, cell) if cell else (),
            is_sensitive=question.is_sensitive,
            is_scored=any(option.score is not None for option in options_of(question)),
        )

    def _figure(self, subject: str, code: str, name: str, **more: object) -> Figure:
        def mean_in(place: RoundUnit | None) -> int | None:
            return _mean(self.cells.get((place.pk, subject, code))) if place else None

        cell = self.cells.get((self.place.pk, subject, code))
        at = None if cell else self._counted_at(subject, code)
        return Figure(
            subject,
            code,
            name,
            n=cell.n if cell else None,
            mean=_mean(cell),
            before=_mean(self.before.get((0, subject, code))),
            parent=mean_in(self.parent),
            whole=mean_in(self.whole) if self.above else None,
            counted_at=at,
            counted_mean=mean_in(at),
            **more,  # type: ignore[arg-type]  # fields of Figure by name
        )

    def _counted_at(self, subject: str, code: str) -> RoundUnit | None:
        return next((one for one in reversed(self.above) if (one.pk, subject, code) in self.cells), None)

    @staticmethod
    def _cells(places: Iterable[int]) -> Cells:
        rows = ResultCell.objects.published().whole().filter(round_unit__in=list(places))
        return {(cell.round_unit_id, cell.subject, cell.code): cell for cell in rows}

    def _cells_before(self) -> Cells:
        """Of the same unit last time, under 0."""
        if self.round.compared_with_id is None:
            return {}
        rows = ResultCell.objects.published().whole().exclude(subject=Subject.ANSWERED)
        found = rows.filter(round=self.round.compared_with_id, round_unit__unit=self.place.unit_id)
        return {(0, cell.subject, cell.code): cell for cell in found}


def all_results() -> tuple[str, str]:
    """The list of released rounds, as the first step of a trail."""
    return _("Results of surveys"), reverse("result-list")


def report_url(survey_round: Round, place: RoundUnit) -> str:
    """The page of that unit's report."""
    return reverse("unit-report", args=[survey_round.pk, place.pk])


def _mean(cell: ResultCell | None) -> int | None:
    return None if cell is None or cell.mean is None else int(cell.mean)


def _bars(question: Question, cell: ResultCell) -> tuple[Bar, ...]:
    """In the order the answers are read; those of no score stand beside when nobody's answer is counted there."""
    options = [one for one in options_of(question) if one.score is not None] or list(options_of(question))
    total = sum(cell.distribution.values()) or 1
    bars, start = [], 0.0
    for at, option in enumerate(options):
        count = cell.distribution.get(str(option.value), 0)
        width = PER_CENT * count / total
        bars.append(Bar(str(option.text), count, round(PER_CENT * count / cell.n), round(start, 2), round(width, 2), _shade(at, options)))
        start += width
    return tuple(bars)


def _shade(at: int, options: Sequence[object]) -> int:
    """From 1 to 5 over the answers there are."""
    return 1 + round(4 * at / max(1, len(options) - 1))
