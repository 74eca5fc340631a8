"""A case ends: closed when the law is satisfied, opened again, or withdrawn with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from injuries import rights
from injuries.errors import NotReadyError, RefusedError
from injuries.models import FOLLOWED_UP, Case, CaseState, CauseAnalysis, Feedback, Report
from injuries.usecases import answering, clockwork
from orgstructure.models import User


def missing_to_close(case: Case) -> list[str]:
    """What must be done before, as sentences that say what to do; empty when it may be closed (R48, R51)."""
    missing = []
    if case.signed_at is None:
        missing.append(_("The manager has not signed it yet."))
    if case.state == CaseState.SENT:
        missing.append(_("The receipt of the authority is not noted yet."))
    if case.kind in FOLLOWED_UP and not CauseAnalysis.objects.filter(case=case, finished_at__isnull=False).exists():
        missing.append(_("The work-environment group has not finished the cause analysis, which the law asks for."))
    if case.due and not Report.objects.filter(case=case).exclude(receipt_number="").exists():
        missing.append(_("The authority must be told first, and its receipt noted."))
    return missing


@transaction.atomic
def close(case: Case, text: str, *, submission_id: UUID, by: User, now: datetime) -> bool:
    """Close it, and tell the reporter what came of it; False when this very form came before.

    Raises RefusedError while something must be done before, NotReadyError for the words to the reporter, IllegalMoveError.
    """
    if Feedback.objects.filter(submission_id=submission_id).exists():
        return False
    Case.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db(fields=["state", "signed_at", "due_at", "duty"])
    if missing := missing_to_close(case):
        raise RefusedError(" ".join(missing))
    if text:
        answering.tell(case, text, submission_id=submission_id, by=by, now=now, kind=Feedback.Kind.CLOSING)
    if not answering.is_closing_told(case):
        raise NotReadyError({"text": _("Write to the one who reported it what came of it. Two lines are enough.")})
    was = case.state
    case.move("close", closed_at=now)
    clockwork.act(case, "close", was, by=by, now=now, perm=rights.right_of(case))
    return True


@transaction.atomic
def reopen(case: Case, *, by: User, now: datetime) -> None:
    """Something is left after all."""
    case.move("reopen")
    clockwork.act(case, "reopen", CaseState.CLOSED, by=by, now=now, perm=rights.right_of(case))


@transaction.atomic
def withdraw(case: Case, reason: str, *, by: User, now: datetime) -> None:
    """It was no case, or reported twice. What the authority was told of can no longer be withdrawn here."""
    if Report.objects.filter(case=case).exists():
        raise RefusedError(_("The authority was told of it, so it cannot be withdrawn. Close it instead."))
    was = case.state
    case.move("withdraw", ended_reason=reason)
    clockwork.act(case, "withdraw", was, by=by, now=now, perm=rights.right_of(case))
