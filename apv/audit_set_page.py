"""A set of questions of the self-audit as its page shows it: under headings, with what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apv.audit_set_checks import problems
from apv.blueprint import LANGUAGES, Texts
from apv.checks import LANGUAGE_NAMES, Problem
from apv.models import AuditQuestion, AuditSet

COUNTRIES: Mapping[str, str | Promise] = {"DK": _("Denmark"), "SE": _("Sweden")}


@dataclass(frozen=True)
class SetQuestion:
    """One question with where its duty stands, by country, and what keeps it from being finished."""

    row: AuditQuestion
    laws: Sequence[tuple[str | Promise, str]]
    problems: Sequence[Problem]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class SetGroup:
    """Questions that stand one after the other under the same heading, or under none."""

    heading: Texts
    questions: Sequence[SetQuestion]

    @property
    def last(self) -> AuditQuestion:
        """After which one more is added."""
        return self.questions[-1].row


class SetPage:
    """The whole set, read in one query however many questions there are."""

    def __init__(self, audit_set: AuditSet) -> None:
        """Reads it."""
        self.rows = list(audit_set.questions.select_related("continues__question_set"))
        self.problems = [] if audit_set.is_finished else problems(audit_set, self.rows)
        ends = (self.rows[0], self.rows[-1]) if self.rows else ()
        shown = [SetQuestion(row, _laws(row), self._of(row), row in ends[:1], row in ends[1:]) for row in self.rows]
        self.groups = [SetGroup(runs[0].row.group, runs) for runs in (list(run) for _heading, run in groupby(shown, key=_heading_of))]
        self.numbers = {row.code: row.position for row in self.rows}

    @property
    def languages(self) -> list[tuple[str, str | Promise, int]]:
        """In how many questions each language is written, languages without any left out."""
        counted = [(code, LANGUAGE_NAMES[code], sum(1 for row in self.rows if row.text.get(code))) for code in LANGUAGES]
        return [one for one in counted if one[2]]

    def _of(self, row: AuditQuestion) -> list[Problem]:
        return [one for one in self.problems if one.kind == "question" and one.code == row.code]

    @property
    def missing(self) -> list[tuple[str, int | None, str]]:
        """Code, number and sentence of each problem; no number for one of the head."""
        return [(one.code, self.numbers.get(one.code), one.text) for one in self.problems]


def _heading_of(question: SetQuestion) -> dict[str, str]:
    return dict(question.row.group)


def _laws(row: AuditQuestion) -> list[tuple[str | Promise, str]]:
    return [(COUNTRIES.get(country, country), text) for country, text in sorted(row.law.items()) if text]
