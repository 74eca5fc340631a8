"""The report of a level's self-audit on paper: the page's figures and words, as everybody may read them, whoever asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apv.audit_figure_page import AuditFigurePage
from apv.audit_question_page import QuestionPage
from apv.audit_report_page import QuestionWords, ReportWords
from apv.models import Answer, AuditYear
from apv.reports.audit_counts import Answers
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_levels import is_of, may_open
from orgstructure.models import Unit, User

IN_THE_BAR = (Answer.YES, Answer.PARTLY, Answer.NO)


class NotThereError(Exception):
    """The year or the level is gone, or the person may not read its report any more."""


@dataclass(frozen=True)
class PaperQuestion:
    """One question with what people wrote about it."""

    page: QuestionPage
    said: QuestionWords

    @property
    def bar(self) -> SafeString:
        """Yes, partly and no side by side, as wide as their shares; empty where nobody answered. The numbers stand beside it."""
        return drawn(self.page.answers)


def drawn(answers: Answers) -> SafeString:
    """Paper has no policy against styles: widths are written where they are drawn."""
    shares = [(one.value, f"{100 * answers.count(one) / answers.answered:.2f}") for one in IN_THE_BAR if answers.count(one)]
    parts = format_html_join("", '<div class="audit-{}" style="width: {}%"></div>', shares)
    return format_html('<div class="audit-bar">{}</div>', parts) if shares else SafeString("")


def level_for(words: Mapping[str, Any], by: User) -> tuple[AuditYear, Unit]:
    """Year and level whose report the person may read. Raises `NotThereError`."""
    years = AuditYear.objects.opened().select_related("question_set", "top", "follows__question_set")
    year, unit = years.filter(pk=words.get("year", 0)).first(), Unit.objects.filter(pk=words.get("unit", 0)).first()
    if year is None or unit is None or not (is_of(year, unit) and may_open(year, unit, by)):
        raise NotThereError
    return year, unit


def context_of(words: Mapping[str, Any], by: User, *, today: date) -> dict[str, object]:
    """What the template shows. Paper travels: answers of few audits are left out also for who may read them."""
    year, unit = level_for(words, by)
    figures = AuditFigures.of(year, unit, today=today).for_reader(reads_answers=False)
    page, said = AuditFigurePage(figures), ReportWords(year, unit, by)
    questions = [PaperQuestion(one, said.of_question[one.question.pk]) for one in page.questions]
    return {"year": year, "unit": unit, "figures": figures, "page": page, "words": said, "questions": questions}
