"""Saying why a plan has stopped."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.models import ActionPlan, ReadyCause, StallAnswer, StallCheck, StallChecklist, StallPoint
from actionplans.models.stall import stage_of
from actionplans.usecases.attribution import attributed
from orgstructure.models import User

NOT_STOPPED = gettext_lazy("This plan has ended, so nothing is in its way any more.")


@dataclass(frozen=True)
class StallSaid:
    """What a person says is in the way; `answers` maps the id of a point to yes, partly or no.

    Without a `cause` it is the first point answered “no”, else the first “partly”.
    """

    checklist: StallChecklist
    submission_id: uuid.UUID
    answers: Mapping[int, str] = field(default_factory=dict)
    cause: str = ""
    measure_id: int | None = None
    note: str = ""
    next_step: str = ""


@attributed
def check(plan: ActionPlan, said: StallSaid, *, by: User, now: datetime) -> StallCheck:
    """Write down why the plan has stopped and where it stood; the same answer sent twice is one check.

    `RefusedError` without a cause, `StaleError` when the form's number belongs to another plan.
    """
    plan.refresh_from_db(from_queryset=ActionPlan.objects.select_for_update())
    if sent_before := plan.stall_checks.filter(submission_id=said.submission_id).first():
        return sent_before
    if StallCheck.objects.filter(submission_id=said.submission_id).exists():
        raise StaleError
    if not may_be_checked(plan):
        raise IllegalMoveError(str(NOT_STOPPED))
    points = list(said.checklist.points.all())
    cause = said.cause or most_in_the_way(points, said.answers)
    if cause not in ReadyCause and cause not in {point.code for point in points}:
        raise RefusedError({"cause": _("Choose what is most in the way, or answer no to at least one question.")})
    made = plan.stall_checks.create(
        checklist=said.checklist,
        measure=plan.measures.filter(pk=said.measure_id or 0).first(),
        by=by,
        at=now,
        stage=stage_of(plan),
        cause=cause,
        note=said.note,
        next_step=said.next_step,
        submission_id=said.submission_id,
    )
    StallAnswer.objects.bulk_create(
        StallAnswer(check_made=made, point=point, answer=answer) for point in points if (answer := said.answers.get(point.pk))
    )
    plan.touch(at=now)
    return made


def may_be_checked(plan: ActionPlan) -> bool:
    """Still something to finish: open, or closed with a verdict that nobody has confirmed."""
    return plan.is_open or plan.awaits_confirmation


def most_in_the_way(points: list[StallPoint], answers: Mapping[int, str]) -> str:
    """The code of the first point answered “no”, else of the first “partly”, else nothing."""
    by_answer = {answers.get(point.pk): point.code for point in reversed(points)}
    return by_answer.get(StallAnswer.Answer.NO) or by_answer.get(StallAnswer.Answer.PARTLY) or ""
