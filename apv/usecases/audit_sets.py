"""Making a set of questions: the one that comes with the product, an empty one, a copy of an earlier year's, one from a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apv.models import AuditQuestion, AuditSet
from apv.shipped.audit import GROUPS, NAME, QUESTIONS, YEAR
from orgstructure.models import User
from safetynet.common.texts import Texts

COPIED = ("position", "code", "group", "text", "hint", "law", "is_policy", "theme_code")


def install_shipped(now: datetime, *, audit_set: Any, question: Any) -> None:
    """Put the 26 questions in as a finished set; the classes are those of the migration's day."""
    made = audit_set.objects.create(year=YEAR, name=dict(NAME), made_at=now, finished_at=now)
    question.objects.bulk_create(
        question(
            question_set=made,
            position=number,
            code=one.code,
            group=dict(GROUPS[one.group]),
            text=dict(one.text),
            hint=dict(one.hint),
            law=dict(one.law),
            is_policy=one.is_policy,
        )
        for number, one in enumerate(QUESTIONS, start=1)
    )


@dataclass(frozen=True)
class Head:
    """What a new set is called, and which year it is about."""

    year: int
    name: Texts
    intro: Texts


def begin(
    head: Head, questions: Iterable[AuditQuestion], *, based_on: AuditSet | None, submission_id: UUID, by: User, now: datetime
) -> AuditSet:
    """An unfinished set with these questions, which are not kept yet. Sent twice it is one."""
    said = {"year": head.year, "name": head.name, "intro": head.intro, "based_on": based_on}
    try:
        with transaction.atomic():
            made = AuditSet.objects.create(**said, submission_id=submission_id, made_by=by, made_at=now)
            rows = list(questions)
            for row in rows:
                row.question_set = made
            AuditQuestion.objects.bulk_create(rows)
    except IntegrityError:
        there = AuditSet.objects.filter(submission_id=submission_id, made_by=by).first()
        if there is None:
            raise
        return there
    return made


def begin_empty(head: Head, *, submission_id: UUID, by: User, now: datetime) -> AuditSet:
    """Without a question yet."""
    return begin(head, (), based_on=None, submission_id=submission_id, by=by, now=now)


def begin_copy(original: AuditSet, head: Head, *, submission_id: UUID, by: User, now: datetime) -> AuditSet:
    """All its questions again, each continuing the one it was copied from: the two years are compared until somebody unlinks them."""
    copies = (AuditQuestion(continues=row, **{name: getattr(row, name) for name in COPIED}) for row in original.questions.all())
    return begin(head, copies, based_on=original, submission_id=submission_id, by=by, now=now)
