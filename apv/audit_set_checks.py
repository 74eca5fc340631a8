"""What keeps a set of questions of the self-audit from being finished. Reads what it is given, not the database."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from apv.blueprint import Texts
from apv.checks import Problem
from apv.models import AuditQuestion, AuditSet

NEEDED = ("da", "sv")


def problems(audit_set: AuditSet, questions: Sequence[AuditQuestion]) -> list[Problem]:
    """Everything, the head first; empty when it can be finished. Give the questions with what they continue, and its set."""
    return [*_of_head(audit_set, questions), *_of_questions(audit_set, questions)]


def _of_head(audit_set: AuditSet, questions: Sequence[AuditQuestion]) -> Iterator[Problem]:
    if not _is_readable(audit_set.name):
        yield Problem("head", "", _("Write the name in Danish or in Swedish."))
    if not questions:
        yield Problem("head", "", _("Write at least one question."))


def _of_questions(audit_set: AuditSet, questions: Sequence[AuditQuestion]) -> Iterator[Problem]:
    continued = Counter(one.continues_id for one in questions)
    for one in questions:
        if not _is_readable(one.text):
            yield Problem("question", one.code, _("Write the question in Danish or in Swedish."))
        if one.continues is None:
            continue
        year = one.continues.question_set.year
        if year >= audit_set.year:
            yield Problem("question", one.code, _("It continues a question of %(year)s, which is no earlier year.") % {"year": year})
        if continued[one.continues_id] > 1:
            yield Problem("question", one.code, _("Another question here continues the same one. Only one can ask the same."))


def _is_readable(texts: Texts) -> bool:
    return any(texts.get(code) for code in NEEDED)
