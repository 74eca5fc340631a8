"""Making a set of questions: the one that comes with the product, put in by a migration."""

from datetime import datetime
from typing import Any

from apv.shipped.audit import GROUPS, NAME, QUESTIONS, YEAR


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
