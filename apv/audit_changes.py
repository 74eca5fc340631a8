"""What others have answered meanwhile, for a page that is open: two people who answer at once see each other's answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from apv.audit_sheet import by_whom, mark_of
from apv.models import AuditAnswer, SelfAudit
from apv.usecases.auditing import Given
from orgstructure.models import User

OVERLAP = timedelta(seconds=10)  # an answer is stamped a moment before others can read it


def changed_since(audit: SelfAudit, since: datetime, *, reader: User) -> Sequence[dict[str, Any]]:
    """Answers that somebody else than the reader gave since then; one that the page knows by its version is told again now and then."""
    rows = AuditAnswer.objects.filter(audit=audit, answered_at__gte=since - OVERLAP).exclude(answered_by=reader)
    return [as_told(row) for row in rows.select_related("answered_by")]


def as_told(row: AuditAnswer) -> dict[str, Any]:
    """What a page needs to show it."""
    return {
        "question": row.question_id,
        "answer": row.answer,
        "comment": row.comment,
        "view": row.view,
        "version": row.version,
        "was": mark_of(Given(row.answer, row.comment, row.view)),
        "by": by_whom(row),
    }


def count_answered(audit: SelfAudit) -> int:
    """How many questions have an answer."""
    return AuditAnswer.objects.filter(audit=audit).exclude(answer="").count()
