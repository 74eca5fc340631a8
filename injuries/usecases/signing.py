"""The manager signs and comments; an observation is answered and closed in one step.

Signing never blocks the law (R48): a case that was sent meanwhile is signed all the same and stays where it is.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from injuries import rights
from injuries.errors import IllegalMoveError, RefusedError
from injuries.models import Case, CaseState, Feedback
from injuries.usecases import answering, clockwork
from orgstructure.models import User


@dataclass(frozen=True)
class Answer:
    """The two answers: could it be prevented, and why; what is done now."""

    could_be_prevented: str
    comment: str
    done_now: str


@transaction.atomic
def sign(case: Case, answer: Answer, *, by: User, now: datetime) -> bool:
    """Sign it; False when this person has sent the same before. Of two at once one gets `RefusedError`.

    Raises IllegalMoveError once the case has ended.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.signed_at is not None:
        if locked.signed_by_id == by.pk and answer == Answer(locked.could_be_prevented, locked.manager_comment, locked.done_now):
            return False
        raise RefusedError(_("The case is signed already. What you wrote was not saved."))
    columns: dict[str, object] = {
        "could_be_prevented": answer.could_be_prevented,
        "manager_comment": answer.comment,
        "done_now": answer.done_now,
        "signed_at": now,
        "signed_by": by,
    }
    if locked.state == CaseState.REGISTERED:
        case.move("sign", **columns)
    elif locked.is_open:
        Case.objects.filter(pk=case.pk).update(**columns, version=F("version") + 1)
        case.refresh_from_db(fields=["version", "state", *columns])
    else:
        raise IllegalMoveError(_("The case is “%(state)s” now, so this can no longer be done.") % {"state": locked.get_state_display()})
    clockwork.act(case, "sign", locked.state, by=by, now=now, perm=rights.right_of(case))
    return True


@transaction.atomic
def answer(case: Case, text: str, *, submission_id: UUID, by: User, now: datetime) -> bool:
    """What came of an observation: said to the reporter, and closed; False when this very form came before."""
    if Feedback.objects.filter(submission_id=submission_id).exists():
        return False
    was = case.state
    case.move("sign", done_now=text, signed_at=now, signed_by=by)
    clockwork.act(case, "answer", was, by=by, now=now, perm=rights.right_of(case))
    if rights.may_be_told(case):
        answering.tell(case, text, submission_id=submission_id, by=by, now=now, kind=Feedback.Kind.CLOSING)
    case.move("close", closed_at=now)
    clockwork.act(case, "close", CaseState.SIGNED, by=by, now=now, perm=rights.right_of(case))
    return True
