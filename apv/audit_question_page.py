"""One question of a self-audit's report as page, PDF and spreadsheet show it: a share of yes never without what it rests on."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apv.audit_bars import stacked
from apv.audit_figure_words import Line, covered, lines, percent, said, states_words
from apv.models import Answer
from apv.reports.audit_counts import Answers
from apv.reports.audit_parts import QuestionFigures

CELLS = '<td class="cell-number">{}</td>' * 8


@dataclass(frozen=True)
class Rows:
    """Where the rows behind a figure are (empty for those who may not read them), and whether it is known who should have answered."""

    address: str = ""
    knows_expected: bool = True

    def url(self, **asked: object) -> str:
        """The rows behind one figure."""
        return f"{self.address}?{'&'.join(f'{name}={value}' for name, value in asked.items())}" if self.address else ""


@dataclass(frozen=True)
class Key:
    """One answer under a bar: its shade, words, number and share; `url` leads to the rows behind it."""

    answer: str
    label: str
    number: int
    percent: str
    url: str


@dataclass(frozen=True)
class Row:
    """One part of the organisation or one year of a question; a share of yes beside what it rests on."""

    label: str
    bar: SafeString
    answers: Answers
    yes: str
    covered: str
    actions: int
    url: str = ""

    @property
    def comments(self) -> int:
        """Answers with a comment."""
        return self.answers.comments

    @property
    def cells(self) -> SafeString:
        """Its numbers as cells of the table: written at once, since a report has thousands and a template takes each by itself."""
        answers = self.answers
        counted = (said(number) for number in (answers.yes, answers.partly, answers.no, answers.not_relevant))
        return format_html(CELLS, *counted, self.yes, self.covered, said(self.comments), said(self.actions))


class QuestionPage:
    """One question as the page shows it."""

    def __init__(self, figures: QuestionFigures, rows: "Rows") -> None:
        self.figures, self.rows = figures, rows
        self.question, self.answers, self.actions = figures.question, figures.answers, figures.actions

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"question-{self.figures.number}"

    @property
    def bar(self) -> SafeString:
        """The answers as one bar."""
        return stacked(self.answers)

    @property
    def yes(self) -> str:
        """The share of yes."""
        return percent(self.answers.yes_percent)

    @property
    def answered(self) -> str:
        """How many of the audits answered it; “not relevant” is an answer too."""
        return _("%(answered)s of %(audits)s") % {
            "answered": said(self.answers.answered + self.answers.not_relevant),
            "audits": said(self.figures.audits),
        }

    @property
    def answers_url(self) -> str:
        """All answers to it, for those who may read them."""
        return self.rows.url(question=self.question.pk)

    @property
    def comments_url(self) -> str:
        """Those with a comment."""
        return self.rows.url(question=self.question.pk, comment=1)

    @property
    def keys(self) -> list[Key]:
        """The legend: yes, partly, no, and apart from them “not relevant”."""
        return [
            Key(
                one.value,
                str(one.label),
                self.answers.count(one),
                percent(self.answers.percent(one)) if one != Answer.NOT_RELEVANT and self.answers.answered else "",
                self.rows.url(question=self.question.pk, answer=one.value) if self.answers.count(one) else "",
            )
            for one in Answer
        ]

    @cached_property
    def years(self) -> list[Row]:
        """This year and those that its question continues, newest first."""
        return [
            Row(
                str(one.year.year),
                stacked(one.answers),
                one.answers,
                percent(one.answers.yes_percent),
                covered(one.placed, is_known=one.expected is not None),
                one.actions,
            )
            for one in self.figures.years
        ]

    @property
    def has_years(self) -> bool:
        """There is an earlier year to hold it against."""
        return len(self.figures.years) > 1

    @cached_property
    def parts(self) -> list[Row]:
        """The parts of the organisation that answered."""
        return [
            Row(
                one.part.name,
                stacked(one.answers),
                one.answers,
                percent(one.answers.yes_percent),
                covered(one.part.placed, is_known=self.rows.knows_expected),
                one.actions,
                self.rows.url(question=self.question.pk, part=one.part.unit) if one.part.unit else "",
            )
            for one in self.figures.parts
        ]

    @property
    def themes(self) -> list[Line]:
        """Of its actions."""
        return lines(self.actions.themes)

    @property
    def help_words(self) -> str:
        """Who wants help, and what is in the way."""
        return ", ".join(f"{hindrance.label} {said(number)}" for hindrance, number in self.figures.help)

    @property
    def states_words(self) -> str:
        """Where its actions are."""
        return states_words(self.actions)
