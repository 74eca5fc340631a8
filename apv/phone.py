"""A question as a phone shows it, beside the form on which it is written."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import get_language, override

from apv.checks import LANGUAGE_NAMES
from apv.models import Question, Questionnaire
from apv.questionpage import QuestionPage, question_of

SHOW = "show-"  # what the buttons that choose the preview's language begin with


@dataclass(frozen=True)
class Phone:
    """The screen, its language, and the languages it can be turned to."""

    page: QuestionPage | None
    language: str
    languages: list[tuple[str, str]]

    @classmethod
    def of(cls, question: Question | None, questionnaire: Questionnaire, wanted: str = "") -> Self:
        """That question in the wanted language, else the reader's; an empty screen for none."""
        there: list[str] = questionnaire.languages or ["da"]
        own = get_language() or "da"
        language = wanted if wanted in there else own if own in there else there[0]
        with override(language):
            page = question_of(question, None, language) if question else None
        return cls(page, language, [(code, str(LANGUAGE_NAMES[code])) for code in there])
