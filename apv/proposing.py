"""A published figure in words: what a finding made from it is shown with. Everything can be changed; nothing is made up."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Topic
from apv.models import Dimension, FoundBy, Question, ResultCell, RoundUnit
from safetynet.common.texts import in_language

LONGEST_TITLE = 160
ASKED_AT_MOST = 6


@dataclass(frozen=True)
class Figure:
    """One published figure of one unit: its cell, what it is about, and what the same is above."""

    cell: ResultCell
    about: Dimension | Question
    above: tuple[tuple[str, float], ...]

    @property
    def label(self) -> str:
        """The dimension's name, or the question as it was asked."""
        return in_language(self.about.name if isinstance(self.about, Dimension) else self.about.text)

    @property
    def dimension(self) -> Dimension | None:
        """The dimension itself, or the one that the question belongs to."""
        return self.about if isinstance(self.about, Dimension) else self.about.dimension

    @property
    def topic(self) -> str:
        """Which topic of the law it is about."""
        return self.dimension.topic if self.dimension else Topic.OTHER.value

    @property
    def questions(self) -> list[Question]:
        """What was asked, in the order of the questionnaire."""
        if isinstance(self.about, Question):
            return [self.about]
        return list(self.about.questions.order_by("position"))

    @property
    def is_high_bad(self) -> bool:
        """A burden: the higher, the worse."""
        return self.dimension is not None and self.dimension.is_burden

    @property
    def mean(self) -> float | None:
        """0–100 as the dimension is named; None where the question has no scores."""
        return None if self.cell.mean is None else float(self.cell.mean)


def figure_of(round_unit: RoundUnit, code: str) -> Figure | None:
    """The figure, where it is published; None where it is hidden, not released, or about nothing there is."""
    whole = ResultCell.objects.published().whole().filter(round=round_unit.round_id, code=code).exclude(code="")
    cell = whole.filter(round_unit=round_unit).order_by("subject").first()
    if cell is None:
        return None
    asked = round_unit.round.questionnaire
    about = (asked.dimensions if cell.subject == "dimension" else asked.questions.select_related("dimension")).filter(code=code).first()
    if about is None:
        return None
    return Figure(cell, about, _above(round_unit, cell))


def _above(round_unit: RoundUnit, cell: ResultCell) -> tuple[tuple[str, float], ...]:
    """The same figure of the unit right above and of everybody, where they are published."""
    over = [int(part) for part in round_unit.path.strip("/").split("/")[:-1]]
    rows = (
        ResultCell.objects.published().whole().filter(round=cell.round_id, subject=cell.subject, code=cell.code, round_unit__unit__in=over)
    )
    means = {row.round_unit.unit_id: row for row in rows.exclude(mean=None).select_related("round_unit")}
    found = [means[pk] for pk in dict.fromkeys([*over[-1:], *over[:1]]) if pk in means]
    return tuple((row.round_unit.name, float(row.mean)) for row in found if row.mean is not None)


def columns_of(figure: Figure) -> dict[str, Any]:
    """What a finding of this figure is shown with; its causes are left to those who talk about it."""
    return {
        "found_by": FoundBy.SURVEY.value,
        "topic": figure.topic,
        "theme_code": figure.dimension.theme_code if figure.dimension else "",
        "code": figure.cell.code,
        "title": _title(figure)[:LONGEST_TITLE],
        "description": _description(figure),
        "nature": _nature(figure),
        "seriousness": _seriousness(figure),
        "extent": _extent(figure),
        "baseline": baseline_of(figure),
    }


def baseline_of(figure: Figure) -> dict[str, Any]:
    """What is kept, so that the same can be asked again."""
    return {
        "subject": figure.cell.subject,
        "code": figure.cell.code,
        "n": figure.cell.n,
        "mean": figure.mean,
        "questions": [question.code for question in figure.questions],
        "label": figure.label,
        "asked": [in_language(question.text) for question in figure.questions],
        "is_high_bad": figure.is_high_bad,
        "round": figure.cell.round_id,
    }


def _title(figure: Figure) -> str:
    if isinstance(figure.about, Question):
        return figure.label
    said = _("%(what)s stands out as high") if figure.is_high_bad else _("%(what)s stands out as low")
    return said % {"what": capfirst(figure.label)}


def _description(figure: Figure) -> str:
    survey = figure.cell.round
    told = {"survey": str(survey), "day": date_format(survey.released_on) if survey.released_on else "", "what": figure.label}
    return " ".join([_("“%(what)s” in the survey “%(survey)s”, released on %(day)s.") % told, _in_figures(figure)]).strip()


def _in_figures(figure: Figure) -> str:
    """As one line: “The mean is 42 of 100. Hospitalet: 55. Regionen: 58.”."""
    if figure.mean is None:
        return ""
    own = _("The mean is %(mean)s of 100.") % {"mean": _number(figure.mean)}
    return " ".join([own, *(f"{name}: {_number(mean)}." for name, mean in figure.above)])


def _nature(figure: Figure) -> str:
    asked = "; ".join(quoted(in_language(question.text)) for question in figure.questions[:ASKED_AT_MOST])
    told = {"topic": capfirst(Topic(figure.topic).label), "questions": asked}
    return (_("%(topic)s. What was asked: %(questions)s") % told)[:1000]


def quoted(question: str) -> str:
    """In the quotation marks of the reader's language."""
    return _("“%(question)s”") % {"question": question}


def _seriousness(figure: Figure) -> str:
    return _in_figures(figure)


def _extent(figure: Figure) -> str:
    answered = ngettext("%(number)s colleague answered this.", "%(number)s colleagues answered this.", figure.cell.n)
    return answered % {"number": figure.cell.n}


def _number(mean: float) -> str:
    return number_format(round(mean), 0)
