"""The questions of a self-audit with all that stands beside each: the answer, last year's, actions and help. A fixed number of queries."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Self

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apv.audit_last_year import Earlier, comments_before, earlier
from apv.audit_patterns import Note, Seen, notes
from apv.models import EMPLOYER_PARTS, Answer, AuditAnswer, AuditHelp, AuditParticipation, AuditQuestion, SelfAudit
from apv.usecases.audit_actions import ShownAction, actions_of, actions_of_answers
from apv.usecases.auditing import Given
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN
from safetynet.common.texts import in_language


@dataclass(frozen=True)
class Typed:
    """What a reader sent for one question that could not be kept: with what is wrong, or with what somebody else wrote."""

    given: Given
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: AuditAnswer | None = None


@dataclass(frozen=True)
class Line:
    """One question."""

    question: AuditQuestion
    answer: AuditAnswer | None = None
    earlier: Sequence[Earlier] = ()
    actions: Sequence[ShownAction] = ()
    help_wish: AuditHelp | None = None
    typed: Typed | None = None

    @classmethod
    def of_one(cls, answer: AuditAnswer, reader: User) -> Self:
        """One answer with its actions and help, as it stands once it was saved; two queries."""
        wish = AuditHelp.objects.filter(answer=answer).select_related("taken_by").first()
        answer.help_wish = wish  # type: ignore[attr-defined]  # read by the template of the help
        actions = actions_of_answers([answer.pk], reader).get(answer.pk, ())
        return cls(question=answer.question, answer=answer, actions=actions, help_wish=wish)

    @property
    def given(self) -> Given:
        """What the fields show: what was typed and not kept, else what is kept."""
        if self.typed:
            return self.typed.given
        return Given(self.answer.answer, self.answer.comment, self.answer.view) if self.answer else Given()

    @property
    def given_label(self) -> str:
        """The answer in words."""
        return str(Answer(self.given.answer).label) if self.given.answer else ""

    @property
    def name(self) -> str:
        """What its fields begin with."""
        return f"q{self.question.pk}"

    @property
    def hint(self) -> str:
        """What is meant, in the reader's language."""
        return in_language(self.question.hint)

    @property
    def by(self) -> str:
        """Who answered, and when."""
        return by_whom(self.answer) if self.answer else ""

    @property
    def theirs(self) -> "Line | None":
        """What somebody else wrote while this was typed."""
        return Line(self.question, self.typed.theirs) if self.typed and self.typed.theirs else None

    @property
    def version(self) -> int:
        """Of the answer that the fields were made from; 0 where there is none."""
        return self.answer.version if self.answer else 0

    @property
    def was(self) -> str:
        """A mark of what is kept, so that a page sent as a whole tells which of its questions were touched."""
        return mark_of(Given(self.answer.answer, self.answer.comment, self.answer.view) if self.answer else Given())

    @property
    def errors(self) -> Mapping[str, str]:
        """What is wrong, by field."""
        return self.typed.errors if self.typed else {}

    @property
    def has_parts(self) -> bool:
        """Help is offered with any answer, actions with a gap; or something is there already."""
        return bool(self.answer and (self.answer.answer or self.actions or self.help_wish))

    @property
    def law(self) -> str:
        """The source in this country: another country's law would only puzzle."""
        return str(self.question.law.get(settings.COUNTRY, ""))


@dataclass(frozen=True)
class Sheet:
    """All of it, in the order and under the headings of the set."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, audit: SelfAudit, reader: User, typed: Mapping[int, Typed] | None = None) -> Self:
        """Every question with what stands beside it."""
        answers = {row.question_id: row for row in audit.answers.select_related("answered_by")}
        wishes = {row.answer_id: row for row in AuditHelp.objects.filter(answer__audit=audit).select_related("taken_by")}
        actions = actions_of(audit, reader)
        before = earlier(audit, reader=reader)
        lines = []
        for question in audit.year.question_set.questions.all():
            answer = answers.get(question.pk)
            if answer:
                answer.question, answer.help_wish = question, wishes.get(answer.pk)  # type: ignore[attr-defined]  # for the template of the help
            lines.append(
                Line(
                    question=question,
                    answer=answer,
                    earlier=before.get(question.pk, ()),
                    actions=actions.get(question.pk, ()),
                    help_wish=wishes.get(answer.pk) if answer else None,
                    typed=(typed or {}).get(question.pk),
                )
            )
        return cls(tuple(lines))

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """Under each heading, in order; the same heading is one group only where its questions stand together."""
        return [(heading, list(lines)) for heading, lines in groupby(self.lines, lambda line: in_language(line.question.group))]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The four answers, in the order of the keys 1 to 4."""
        return [(one.value, str(one.label)) for one in Answer]

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return len(self.lines) - len(self.left)

    @property
    def left(self) -> list[Line]:
        """Those without."""
        return [line for line in self.lines if not (line.answer and line.answer.answer)]

    @property
    def first_left(self) -> Line | None:
        """Where to go on."""
        return next(iter(self.left), None)

    @property
    def problems(self) -> list[Line]:
        """Those whose words could not be kept."""
        return [line for line in self.lines if line.typed]

    def notes(self, audit: SelfAudit, participations: Sequence[AuditParticipation]) -> list[Note]:
        """What is worth a second look."""
        before = comments_before(audit)
        seen = [
            Seen(
                number=line.question.position,
                answer=line.answer.answer,
                comment=line.answer.comment,
                at=line.answer.answered_at,
                before=before.get(line.question.pk, ()),
                is_followed=bool(line.actions or line.help_wish),
            )
            for line in self.lines
            if line.answer
        ]
        others = sum(one.number for one in participations if one.part not in EMPLOYER_PARTS)
        return notes(seen, began_at=audit.started_at, others=others)


def by_whom(row: AuditAnswer) -> str:
    """“Anna Berg, 22-11-2026 10.41”."""
    if row.answered_at is None or row.answered_by is None:
        return ""
    when = date_format(row.answered_at.astimezone(COPENHAGEN), "SHORT_DATETIME_FORMAT")
    return _("%(person)s, %(when)s") % {"person": row.answered_by, "when": when}


def mark_of(given: Given) -> str:
    """Short, and the same for the same words."""
    return hashlib.sha256(f"{given.answer}\x00{given.comment}\x00{given.view}".encode()).hexdigest()[:16]
