"""A questionnaire as one reads it on a page or on paper: sections, questions with their answers, and when they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import override

from apv.blueprint import blueprint_of
from apv.checks import Problem, problems
from apv.left_out import sentences
from apv.models import Dimension, Question, Questionnaire, Section
from apv.scales import Option, options_of


def answers_of(question: Question, language: str) -> Sequence[Option]:
    """What one can answer, its words settled in that language whatever the reader's is."""
    with override(language):
        return [replace(one, text=str(one.text)) for one in options_of(question, language)]


@dataclass(frozen=True)
class ReadQuestion:
    """One question with its number through the whole, what one can answer, and what it depends on."""

    number: int
    row: Question
    options: Sequence[Option]
    depends_on: Question | None
    depends_on_answers: Sequence[Option]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class ReadSection:
    """One section with its questions."""

    row: Section
    questions: Sequence[ReadQuestion]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class ReadDimension:
    """One dimension."""

    row: Dimension
    problems: Sequence[Problem]


class Reading:
    """The whole questionnaire in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        """Reads everything at once, in seven queries however many questions there are."""
        self.questionnaire, self.language = questionnaire, language
        rows = list(questionnaire.questions.select_related("dimension").order_by("position"))
        self.problems = [] if questionnaire.is_finished else problems(blueprint_of(questionnaire), is_imported=questionnaire.is_imported)
        self.dimensions = [ReadDimension(row, self._of("dimension", row.code)) for row in questionnaire.dimensions.order_by("position")]
        by_code = {row.code: row for row in rows}
        read = [self._question(number, row, by_code) for number, row in enumerate(rows, start=1)]
        self.sections = [
            ReadSection(section, [one for one in read if one.row.section_id == section.pk], self._of("section", str(place)))
            for place, section in enumerate(questionnaire.sections.order_by("position"), start=1)
        ]

    @property
    def left_out(self) -> list[str]:
        """What a file said that could not be carried over, in sentences."""
        return sentences(self.questionnaire.left_out)

    @property
    def question_count(self) -> int:
        """Of both parts together."""
        return sum(len(section.questions) for section in self.sections)

    def _question(self, number: int, row: Question, by_code: dict[str, Question]) -> ReadQuestion:
        decides = by_code.get(row.shown_if["question"]) if row.shown_if else None
        answers = [one for one in answers_of(decides, self.language) if one.value in row.shown_if["any_of"]] if decides else []
        return ReadQuestion(number, row, answers_of(row, self.language), decides, answers, self._of("question", row.code))

    def _of(self, kind: str, code: str) -> list[Problem]:
        return [one for one in self.problems if one.kind == kind and one.code == code]
