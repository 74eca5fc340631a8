"""What somebody began to report and has not sent: sealed, one's own, and gone after fourteen days."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from injuries import sealing
from injuries.errors import SealBrokenError
from injuries.models import Case, CaseKind, ReportDraft
from orgstructure.models import User

KEPT_FOR = timedelta(days=14)
MOST_DRAFTS = 20
LONGEST = 40_000  # characters: every field of the longest form, filled to its end, twice
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "intent", "photos", "find_phrase", "find_person", "find_unit", "keep_kind", "see"})
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class DraftRow:
    """One draft as the start page lists it: which kind, when; never what it says."""

    submission_id: UUID
    kind: CaseKind
    touched_at: datetime
    gone_at: datetime


def keep(kind: CaseKind, typed: Typed, *, submission_id: UUID, by: User, now: datetime) -> bool:
    """Write it over what stood there; False when the form was sent already, is somebody else's, or far too much."""
    text = json.dumps({name: list(values) for name, values in typed.items() if name not in NOT_KEPT}, ensure_ascii=False)
    if len(text) > LONGEST or Case.objects.filter(submission_id=submission_id).exists():
        return False
    columns = {"kind": kind, "content": sealing.close_own(text), "touched_at": now}
    if ReportDraft.objects.filter(submission_id=submission_id, user=by).update(**columns):
        return True
    if ReportDraft.objects.filter(user=by).count() >= MOST_DRAFTS:
        return False
    try:
        with transaction.atomic():
            ReportDraft.objects.create(submission_id=submission_id, user=by, **columns)
    except IntegrityError:
        return False
    return True


def mine(user: User, *, now: datetime) -> list[DraftRow]:
    """One's own, the newest first."""
    rows = ReportDraft.objects.filter(user=user, touched_at__gt=now - KEPT_FOR).order_by("-touched_at", "pk").defer("content")
    return [DraftRow(row.submission_id, CaseKind(row.kind), row.touched_at, row.touched_at + KEPT_FOR) for row in rows]


def opened(user: User, submission_id: UUID, *, now: datetime) -> tuple[CaseKind, dict[str, list[str]]] | None:
    """Kind and what was typed; None for one that is not there, is another's, is too old or cannot be opened any more."""
    row = ReportDraft.objects.filter(user=user, submission_id=submission_id, touched_at__gt=now - KEPT_FOR).first()
    if row is None:
        return None
    try:
        return CaseKind(row.kind), json.loads(sealing.open_own(row.content))
    except SealBrokenError:
        return None


def discard(user: User, submission_id: UUID) -> bool:
    """Gone at once; False when there is none of one's own."""
    return bool(ReportDraft.objects.filter(user=user, submission_id=submission_id).delete()[0])


def forget(*, now: datetime) -> int:
    """Delete those that nobody has touched for fourteen days; how many."""
    return ReportDraft.objects.filter(touched_at__lte=now - KEPT_FOR).delete()[0]
