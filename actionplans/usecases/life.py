"""What people do with a published plan: carry it out, evaluate it, end it, move its date, undo, follow, note.

Each verb locks the plan first, so of two people acting at once the second sees what the first has done.
What an answer must hold is asked of `faults.py`, by the forms beforehand and here again.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.models import (
    ActionPlan,
    CriterionResult,
    DeadlineReason,
    EffectEvaluation,
    Follower,
    FollowUp,
    Measure,
    NextStep,
    Status,
    Verdict,
)
from actionplans.models.choices import OPEN_STATUSES
from actionplans.models.plans import NOT_ENDED
from actionplans.models.risk import Risk
from actionplans.proportion import endings_of
from actionplans.usecases import delays, faults
from actionplans.usecases.attribution import attributed
from orgstructure.models import User

TIME_TO_SETTLE = timedelta(weeks=4)
ONE_DAY = timedelta(days=1)
NO_LONGER = _("This plan can no longer be changed that way. Look at it again: somebody may have been before you.")

AFTER_THE_ENDING = ("confirm", "unconfirm", "hold_check")
TOO_LATE = _("It is more than seven days since this plan was ended. You can open it again with a reason.")


@dataclass(frozen=True)
class EvaluationAnswer:
    """What a person says about the effect; `results` maps the id of a success criterion to how far it was reached."""

    verdict: Verdict
    submission_id: uuid.UUID
    wanted_effects: str = ""
    unwanted_effects: str = ""
    heard: str = ""
    method: str = ""
    next_step: NextStep = NextStep.NONE
    new_on: date | None = None
    source: str = ""
    residual: Risk | None = None
    results: Mapping[int, CriterionResult.Result] = field(default_factory=dict)


@attributed
def carry_out(plan: ActionPlan, *, by: User, now: datetime, today: date) -> None:
    """The measures are in place: the plan awaits the evaluation of its effect. Never done by the clock."""
    _lock(plan)
    plan.move("carry_out", by=by, at=now, carried_out_on=today, review_on=None)


@attributed
def evaluate(
    plan: ActionPlan, answer: EvaluationAnswer, *, by: User, now: datetime, today: date, channel: str = EffectEvaluation.Channel.PAGE
) -> EffectEvaluation:
    """Write the verdict and what follows from it; from a plan in progress this carries it out as well.

    Solved, partly, and no effect or worse with a new plan close the plan, and of a serious one a second person is asked to
    confirm that; “adjust” takes it back into progress; “too early” moves the date; “cannot be known any more” closes an old one.
    The same answer sent twice is one evaluation.
    """
    _lock(plan)
    if sent_before := plan.evaluations.filter(submission_id=answer.submission_id).first():
        return sent_before
    if plan.status not in (Status.ACTIVE, Status.AWAITING):
        raise IllegalMoveError(str(NO_LONGER))
    _refuse(faults.of_evaluation(plan, answer.verdict, answer.next_step, answer.new_on, today=today))
    if answer.verdict == Verdict.UNKNOWN:
        _refuse(faults.of_unknown(plan, answer.wanted_effects, today=today))
    if plan.status == Status.ACTIVE:
        plan.move("carry_out", by=by, at=now, carried_out_on=None if answer.verdict == Verdict.UNKNOWN else today)
    evaluation = _write_evaluation(plan, answer, by=by, now=now, today=today, channel=channel)
    _follow_verdict(plan, evaluation, answer.new_on, by=by, now=now, today=today)
    return evaluation


@attributed
def adjust(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """Not carried out after all: back into progress, its dates as they are."""
    _lock(plan)
    plan.move("adjust", by=by, at=now, carried_out_on=None)


@attributed
def leave(plan: ActionPlan, *, code: str, reason: str, by: User, now: datetime) -> None:
    """End the plan without carrying it out: a respectable ending that says why."""
    _lock(plan)
    _refuse(faults.of_reason(reason))
    plan.move("leave", by=by, at=now, reason=reason, ended_at=now, ended_code=code, ended_reason=reason, review_on=None)


@attributed
def make_standing(plan: ActionPlan, *, review_on: date, by: User, now: datetime, today: date, reason: str = "") -> None:
    """A condition that does not end (vedvarende): reviewed once a year instead of closed."""
    _lock(plan)
    _refuse(faults.of_review(review_on, today=today))
    plan.move("make_standing", by=by, at=now, reason=reason, review_on=review_on, carried_out_on=None)


@attributed
def review(plan: ActionPlan, *, note: str, next_review_on: date, by: User, now: datetime, today: date) -> None:
    """The yearly look at a standing plan: what was seen, and when next."""
    _lock(plan)
    _refuse(faults.of_review(next_review_on, today=today))
    plan.move("review", by=by, at=now, reason=note, review_on=next_review_on)


@attributed
def extend(plan: ActionPlan, *, new_on: date, code: str, reason: str, by: User, now: datetime, today: date) -> None:
    """Move the expected closing date, with a reason; the first date stays and the change is counted.

    `StaleError` when somebody has moved it since `plan` was read. Dates that have passed move along. How often and how far is
    for `delays` to say.
    """
    _lock_for_delay(plan)
    allowance = delays.allowance_of(plan, by, today=today)
    _refuse(faults.of_extension(plan, new_on, code, reason, today=today))
    _refuse(delays.faults_of(plan, allowance, new_on, today=today))
    _set_dates(plan, _dates_moved_along(plan, new_on, today), code=code, reason=reason, by=by, now=now)
    delays.lift_after(plan, allowance, now=now)


@attributed
def snooze(plan: ActionPlan, *, until: date, code: str, reason: str, by: User, now: datetime, today: date) -> None:
    """Put reminders off until a day, with a reason; the plan's dates stay, and so does what is overdue."""
    _lock_for_delay(plan)
    allowance = delays.allowance_of(plan, by, today=today)
    _refuse(delays.of_snooze(until, code, reason, today=today))
    _refuse(delays.faults_of(plan, allowance, until, today=today, is_snooze=True))
    delays.write_snooze(plan, until=until, code=code, reason=reason, by=by, now=now)
    delays.lift_after(plan, allowance, now=now)


@attributed
def postpone(plan: ActionPlan, *, implement_by: date, by: User, now: datetime, today: date) -> None:  # noqa: ARG001  `by` is read by the decorator
    """“Not carried out yet”: a new date for the measures, before the date of the evaluation, which stays."""
    _lock(plan)
    if plan.status != Status.ACTIVE:
        raise IllegalMoveError(str(NO_LONGER))
    _refuse(faults.of_postponement(plan, implement_by, today=today))
    plan.change(version=plan.version, implement_by=implement_by, touched_at=now)


@attributed
def undo(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """Take an ending back within seven days: the plan is where it came from, a verdict is marked as undone."""
    _lock(plan)
    if plan.ended_at is None:
        raise IllegalMoveError(str(NO_LONGER))
    if not plan.may_be_undone(now):
        raise UndoTooLateError(str(TOO_LATE))
    verdict, to = plan.closing_evaluation, _came_from(plan)
    plan.move_back(to, by=by, at=now, **_put_back(plan, to))
    if verdict is not None:
        plan.evaluations.filter(pk=verdict.pk, undone_at=None).update(undone_at=now, undone_by=by)


@attributed
def reopen(plan: ActionPlan, *, reason: str, by: User, now: datetime, today: date, new_on: date | None = None) -> None:
    """Take an ended plan up again, with a reason and preferably a new date; its verdict stays as a trace that counts."""
    _lock(plan)
    _refuse(faults.of_reason(reason))
    _refuse(faults.of_new_date(plan, new_on, today=today) if new_on else {})
    plan.move("reopen", by=by, at=now, reason=reason, carried_out_on=None, **NOT_ENDED, **delays.OFF_THE_LIST)
    if new_on is not None:
        _set_dates(plan, _dates_of_another_round(plan, new_on, today), code=DeadlineReason.REOPENED, reason=reason, by=by, now=now)


@attributed
def mark_measure_done(measure: Measure, *, by: User, now: datetime, today: date) -> None:
    """One measure is done; saying so twice changes nothing."""
    _lock_for_work(measure)
    if Measure.objects.filter(pk=measure.pk, done_on=None).update(done_on=today, done_by=by):
        measure.refresh_from_db(fields=["done_on", "done_by"])
        measure.plan.touch(at=now)


@attributed
def mark_measure_undone(measure: Measure, *, by: User, now: datetime) -> None:  # noqa: ARG001  `by` is read by the decorator
    """It was not done after all."""
    _lock_for_work(measure)
    Measure.objects.filter(pk=measure.pk).update(done_on=None, done_by=None)
    measure.refresh_from_db(fields=["done_on", "done_by"])
    measure.plan.touch(at=now)


@attributed
def add_note(plan: ActionPlan, *, text: str, submission_id: uuid.UUID, by: User, now: datetime) -> FollowUp:
    """A note on how it goes, also after the plan has ended; the same note sent twice is one note."""
    if plan.status == Status.DRAFT:
        raise IllegalMoveError(str(NO_LONGER))
    note, is_new = plan.follow_ups.get_or_create(submission_id=submission_id, defaults={"text": text, "at": now, "by": by})
    if is_new:
        plan.touch(at=now)
    return note


@attributed
def follow(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """Hear of the plan in the digest."""
    if plan.status == Status.DRAFT:
        raise IllegalMoveError(str(NO_LONGER))
    Follower.objects.get_or_create(plan=plan, user=by, defaults={"since": now})


@attributed
def unfollow(plan: ActionPlan, *, by: User) -> None:
    """No longer hear of it."""
    plan.followers.filter(user=by).delete()


def _lock(plan: ActionPlan) -> None:
    """Hold the row until the transaction ends, and see it as it is now."""
    plan.refresh_from_db(from_queryset=ActionPlan.objects.select_for_update())


def _lock_for_delay(plan: ActionPlan) -> None:
    """Only a plan on its way gets more time, and only by somebody who knows its present date."""
    seen_on = plan.expected_closing_on
    _lock(plan)
    if plan.status not in (Status.ACTIVE, Status.AWAITING):
        raise IllegalMoveError(str(NO_LONGER))
    if plan.expected_closing_on != seen_on:
        raise StaleError


def _lock_for_work(measure: Measure) -> None:
    _lock(measure.plan)
    if measure.plan.status not in OPEN_STATUSES:
        raise IllegalMoveError(str(NO_LONGER))


def _refuse(found: Mapping[str, str]) -> None:
    if found:
        raise RefusedError(found)


def _write_evaluation(
    plan: ActionPlan, answer: EvaluationAnswer, *, by: User, now: datetime, today: date, channel: str
) -> EffectEvaluation:
    evaluation = plan.evaluations.create(
        verdict=answer.verdict,
        on=today,
        at=now,
        by=by,
        channel=channel,
        wanted_effects=answer.wanted_effects,
        unwanted_effects=answer.unwanted_effects,
        heard=answer.heard,
        method=answer.method,
        source=answer.source,
        residual_likelihood=answer.residual.likelihood if answer.residual else None,
        residual_consequence=answer.residual.consequence if answer.residual else None,
        next_step=answer.next_step if answer.verdict in faults.WITHOUT_EFFECT else NextStep.NONE,
        submission_id=answer.submission_id,
    )
    ours = set(plan.criteria.values_list("pk", flat=True))
    CriterionResult.objects.bulk_create(
        CriterionResult(evaluation=evaluation, criterion_id=criterion, result=result)
        for criterion, result in answer.results.items()
        if criterion in ours
    )
    return evaluation


def _follow_verdict(plan: ActionPlan, evaluation: EffectEvaluation, new_on: date | None, *, by: User, now: datetime, today: date) -> None:
    if evaluation.verdict == Verdict.TOO_EARLY and new_on is not None:
        plan.move("too_early", by=by, at=now)
        _set_dates(plan, _dates_too_early(plan, new_on), code=DeadlineReason.TOO_EARLY, reason="", by=by, now=now)
    elif evaluation.next_step == NextStep.ADJUST and new_on is not None:
        plan.move("adjust", by=by, at=now, reason="", carried_out_on=None, **delays.OFF_THE_LIST)
        _set_dates(plan, _dates_of_another_round(plan, new_on, today), code=DeadlineReason.ADJUSTED, reason="", by=by, now=now)
    else:
        needed = endings_of(plan, evaluation, today=today)
        plan.move("evaluate", by=by, at=now, reason="", closing_evaluation=evaluation, ended_at=now, **needed)


def _set_dates(plan: ActionPlan, dates: dict[str, date], *, code: str, reason: str, by: User, now: datetime) -> None:
    """Change the dates; a change of the expected closing date is written down and counted."""
    old_on, new_on = plan.expected_closing_on, dates["expected_closing_on"]
    plan.change(version=plan.version, touched_at=now, **dates)
    if old_on is not None and new_on != old_on:
        plan.deadline_changes.create(at=now, by=by, old_on=old_on, new_on=new_on, code=code, reason=reason)


def _dates_too_early(plan: ActionPlan, new_on: date) -> dict[str, date]:
    return {"evaluate_on": new_on, "expected_closing_on": max(new_on, plan.expected_closing_on or new_on)}


def _dates_of_another_round(plan: ActionPlan, new_on: date, today: date) -> dict[str, date]:
    """The measures get until four weeks before the new evaluation, at least until today."""
    implement_by = min(new_on, max(plan.implement_by or today, today, new_on - TIME_TO_SETTLE))
    return {"implement_by": implement_by, **_dates_too_early(plan, new_on)}


def _dates_moved_along(plan: ActionPlan, new_on: date, today: date) -> dict[str, date]:
    """A date that lies on the old closing date, or has passed, moves; others stay where they were planned."""
    old_on = plan.expected_closing_on or new_on
    evaluate_on = plan.evaluate_on or old_on
    implement_by = plan.implement_by or old_on
    if evaluate_on == old_on or evaluate_on <= today:
        evaluate_on = new_on
    if plan.status == Status.ACTIVE and implement_by <= today:
        implement_by = min(evaluate_on, max(today + ONE_DAY, implement_by + (new_on - old_on)))
    return {"implement_by": implement_by, "evaluate_on": evaluate_on, "expected_closing_on": new_on}


def _came_from(plan: ActionPlan) -> Status:
    """The state before the ending; a plan evaluated straight from progress was carried out in the same moment."""
    ending, *before = plan.moves.exclude(verb__in=AFTER_THE_ENDING).order_by("-pk")[:2]
    if ending.verb == "evaluate" and before and before[0].verb == "carry_out" and before[0].at == ending.at:
        return Status(before[0].from_status)
    return Status(ending.from_status)


def _put_back(plan: ActionPlan, to: Status) -> dict[str, object]:
    """Columns that ending the plan has cleared or set, as they were."""
    if to == Status.STANDING:
        seen = plan.events.exclude(review_on=None).order_by("-pgh_id").values_list("review_on", flat=True)  # type: ignore[attr-defined]  # made by pghistory
        return {"review_on": seen.first(), "carried_out_on": None}
    return {"carried_out_on": None} if to == Status.ACTIVE else {}
