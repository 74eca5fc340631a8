"""What follows the closing of a serious plan: a second person speaks, and later it is asked whether it still works.

The representative's own mark on a verdict belongs here too: it stands beside the verdict and changes nothing.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from actionplans.errors import IllegalMoveError, RefusedError, UndoTooLateError
from actionplans.models import (
    ActionPlan,
    EffectEvaluation,
    EndingRule,
    HoldAnswer,
    HoldCheck,
    HoldStep,
    MailKind,
    MailReason,
    MarkAnswer,
    VerdictMark,
)
from actionplans.models.plans import NOT_ENDED, UNDO_FOR
from actionplans.proportion import second_person
from actionplans.usecases import faults
from actionplans.usecases.attribution import attributed
from actionplans.usecases.life import reopen
from actionplans.usecases.reminding import Wanted, queue_wanted, take_turns
from orgstructure.models import User
from safetynet.common import outbox

ASKED_AHEAD = timedelta(days=30)
SPOKEN = _("This verdict needs no confirmation any more. Look at the plan again: somebody may have been before you.")
OWN = _("You gave this verdict yourself. Somebody else confirms it.")
TOO_LATE = _("It is more than seven days since you confirmed this. Speak with the owner, who can open the plan again.")
NOT_ASKED = _("It is not time to look at this plan again, or somebody has just done it.")


@dataclass(frozen=True)
class HoldCheckAnswer:
    """What a person says some time after a serious plan was closed."""

    answer: HoldAnswer
    submission_id: uuid.UUID
    words: str = ""
    next_step: HoldStep = HoldStep.NONE
    new_on: date | None = None


@attributed
def confirm(plan: ActionPlan, *, words: str, by: User, now: datetime) -> None:
    """The second person sees it the same way: the ending stands. `IllegalMoveError` when somebody has spoken before."""
    _lock_to_confirm(plan, by)
    plan.move("confirm", by=by, at=now, reason=words, confirmed_at=now, confirmed_by=by)


@attributed
def unconfirm(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """Take one's own confirmation back within seven days; the plan awaits one again."""
    _lock(plan)
    if plan.confirmed_by_id != by.pk or plan.confirmed_at is None:
        raise IllegalMoveError(str(SPOKEN))
    if now - plan.confirmed_at > UNDO_FOR:
        raise UndoTooLateError(str(TOO_LATE))
    plan.move("unconfirm", by=by, at=now, confirmed_at=None, confirmed_by=None)


@attributed
def disagree(plan: ActionPlan, *, words: str, by: User, now: datetime, today: date) -> EffectEvaluation:
    """The second person sees it differently, and says how: the plan awaits an evaluation again, the verdict no longer counts.

    Who evaluated and who owns the plan are told, where their week has room for a mail.
    """
    _lock_to_confirm(plan, by)
    _refuse(faults.of_disagreement(words))
    verdict = _verdict(plan)
    plan.move("disagree", by=by, at=now, reason=words, **NOT_ENDED)
    plan.evaluations.filter(pk=verdict.pk, undone_at=None).update(undone_at=now, undone_by=by)
    _tell(plan, verdict, by=by, now=now, today=today)
    return verdict


@attributed
def check_hold(plan: ActionPlan, said: HoldCheckAnswer, *, by: User, now: datetime, today: date) -> HoldCheck:
    """Whether it still works; what no longer does is opened again, or carried on in a new plan. Sent twice, it is one answer."""
    _lock(plan)
    if sent_before := plan.hold_checks.filter(submission_id=said.submission_id).first():
        return sent_before
    if plan.hold_check_on is None or plan.hold_check_on > today + ASKED_AHEAD:
        raise IllegalMoveError(str(NOT_ASKED))
    _refuse(faults.of_hold_check(plan, said.answer, said.next_step, said.words, said.new_on, today=today))
    step = HoldStep.NONE if said.answer == HoldAnswer.STILL else said.next_step
    check = plan.hold_checks.create(
        answer=said.answer, words=said.words, next_step=step, on=today, at=now, by=by, submission_id=said.submission_id
    )
    plan.move("hold_check", by=by, at=now, reason=said.words, hold_check_on=None)
    if step == HoldStep.REOPEN:
        reopen(plan, reason=said.words, new_on=said.new_on, by=by, now=now, today=today)
    return check


@attributed
def mark(evaluation: EffectEvaluation, *, answer: MarkAnswer, words: str, by: User, now: datetime) -> VerdictMark:
    """The representative's own view of the effect; said again, it replaces what was said."""
    said, _made = VerdictMark.objects.update_or_create(evaluation=evaluation, by=by, defaults={"answer": answer, "words": words, "at": now})
    evaluation.plan.touch(at=now)
    return said


def ask_somebody_else(*, today: date) -> int:
    """Of verdicts that wait for somebody who no longer works here another person is asked; returns how many found one."""
    gone = ActionPlan.objects.awaiting_confirmation().filter(~Exists(User.objects.employed(today).filter(pk=OuterRef("confirm_by"))))
    found = 0
    for plan in gone.select_related("unit", "closing_evaluation"):
        if plan.closing_evaluation and (other := second_person(plan, plan.closing_evaluation.by_id, today=today)):
            found += ActionPlan.objects.awaiting_confirmation().filter(pk=plan.pk).update(confirm_by=other)
    return found


def set_rule(*, serious_from: int, hold_check_months: int) -> None:
    """From now on; plans that are closed keep what they were asked for."""
    EndingRule.objects.update_or_create(pk=1, defaults={"serious_from": serious_from, "hold_check_months": hold_check_months})


def _tell(plan: ActionPlan, verdict: EffectEvaluation, *, by: User, now: datetime, today: date) -> None:
    move = plan.moves.filter(verb="disagree").latest("pk")
    people = {verdict.by_id: MailReason.EVALUATOR, plan.owner_id: MailReason.OWNER}
    wanted = []
    for person_id, reason in people.items():
        if person_id is not None and person_id != by.pk:
            payload = {"plan": plan.pk, "by": by.pk, "move": move.pk, "reason": reason}
            mail = outbox.NewMail(MailKind.NOT_CONFIRMED, f"{MailKind.NOT_CONFIRMED}:{move.pk}:{person_id}", person_id, payload, now)
            wanted.append(Wanted(mail, plan.pk, reason))
    take_turns()
    queue_wanted(wanted, today=today, now=now)


def _lock(plan: ActionPlan) -> None:
    plan.refresh_from_db(from_queryset=ActionPlan.objects.select_for_update())


def _refuse(found: faults.Faults) -> None:
    if found:
        raise RefusedError(found)


def _lock_to_confirm(plan: ActionPlan, by: User) -> None:
    _lock(plan)
    if not plan.awaits_confirmation:
        raise IllegalMoveError(str(SPOKEN))
    if _verdict(plan).by_id == by.pk:
        raise IllegalMoveError(str(OWN))


def _verdict(plan: ActionPlan) -> EffectEvaluation:
    """What closed the plan; whatever awaits confirmation has one (`plan_closes_with_a_verdict`)."""
    if plan.closing_evaluation is None:
        raise IllegalMoveError(str(SPOKEN))
    return plan.closing_evaluation
