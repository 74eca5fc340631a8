"""A new owner for a plan, and moves and dates taken back as they were: what a change of many plans needs beside `life.py`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.models import ActionPlan, DeadlineChange, DeadlineReason, PlanMove, Status
from actionplans.models.choices import CHOSEN_DEADLINE_REASONS, OPEN_STATUSES
from actionplans.models.plans import UNDO_FOR
from actionplans.usecases.attribution import attributed
from actionplans.usecases.delays import OFF_THE_LIST
from actionplans.usecases.life import NO_LONGER
from orgstructure.models import User
from safetynet.common.gather import Gather

Step = PlanMove | DeadlineChange
MOVED = ("implement_by", "evaluate_on", "expected_closing_on")
TRACES = Gather(lambda plan: (PlanMove.objects.filter(plan=plan), DeadlineChange.objects.filter(plan=plan)), plan=int)


@attributed
def hand_on(plan: ActionPlan, *, to: User, by: User, now: datetime, today: date, version: int | None = None) -> None:  # noqa: ARG001  `by` is read by the decorator
    """Another owner for an open plan; `RefusedError` when that person has it already or does not work here today.

    `StaleError` when the plan is no longer in the version that the person saw.
    """
    _lock(plan)
    if version not in (None, plan.version):
        raise StaleError(_("Somebody has changed the plan since. It is left as it is."))
    if plan.status not in OPEN_STATUSES:
        raise IllegalMoveError(str(NO_LONGER))
    if plan.owner_id == to.pk:
        raise RefusedError({"owner": _("%(who)s owns the plan already.") % {"who": to}})
    if not User.objects.employed(today).filter(pk=to.pk).exists():
        raise RefusedError({"owner": _("%(who)s is no longer employed here. Choose somebody else.") % {"who": to}})
    plan.change(version=plan.version, owner=to, touched_at=now)


@attributed
def take_dates_back(plan: ActionPlan, *, dates: Mapping[str, date], was_lifted: bool, by: User, now: datetime) -> None:
    """The dates as they were; the trace says that a change was undone, and the delay no longer counts.

    A plan that only this delay had put on the committee's list is off it again.
    """
    _lock(plan)
    if plan.status not in OPEN_STATUSES:
        raise IllegalMoveError(str(NO_LONGER))
    old_on, new_on = plan.expected_closing_on, dates["expected_closing_on"]
    off_the_list = {} if was_lifted else OFF_THE_LIST
    plan.change(version=plan.version, touched_at=now, **dates, **off_the_list)
    if old_on is not None and old_on != new_on:
        plan.deadline_changes.create(at=now, by=by, old_on=old_on, new_on=new_on, code=DeadlineReason.UNDONE)


@attributed
def take_state_back(plan: ActionPlan, *, to: Status, review_on: date | None, carried_out_on: date | None, by: User, now: datetime) -> None:
    """From “carried out” or “standing” back to where the plan was, with the dates that belong to that state."""
    _lock(plan)
    plan.take_back(to, by=by, at=now, review_on=review_on, carried_out_on=carried_out_on)


def step_at(plan: ActionPlan, at: datetime, by: int) -> Step | None:
    """The new date or the “carried out” that this person gave the plan at that moment; None where it was something else. One query."""
    found = TRACES(plan=plan.pk)
    move = next((one for one in reversed(found[PlanMove]) if (one.at, one.by_id) == (at, by)), None)
    if move is not None:  # the last of that moment: a verdict writes “carried out” before its own
        return move if move.verb == "carry_out" else None
    return next((one for one in found[DeadlineChange] if (one.at, one.by_id) == (at, by) and one.code in CHOSEN_DEADLINE_REASONS), None)


@transaction.atomic
def take_step_back(plan: ActionPlan, step: Step, *, by: User, now: datetime) -> None:
    """State and dates as they were before the step; its trace stays, with another beside it.

    `StaleError` when anybody has done something with the plan since, `UndoTooLateError` after seven days.
    """
    _lock(plan)
    if plan.touched_at != step.at:
        raise StaleError(_("Somebody has done something with the plan since. Look at it, and change it on its own page."))
    if now - step.at > UNDO_FOR:
        raise UndoTooLateError(_("It is more than seven days since. Change the plan on its own page."))
    if isinstance(step, DeadlineChange):
        before = _last_with(plan, expected_closing_on=step.old_on)
        was_lifted = plan.lifted_to_committee_at not in (None, step.at)
        return take_dates_back(plan, dates={name: getattr(before, name) for name in MOVED}, was_lifted=was_lifted, by=by, now=now)
    review_on = _last_with(plan, status=step.from_status).review_on
    return take_state_back(plan, to=Status(step.from_status), review_on=review_on, carried_out_on=None, by=by, now=now)


def _last_with(plan: ActionPlan, **columns: object) -> Any:
    """The plan as the database's history saw it last with these columns."""
    return plan.events.filter(**columns).latest("pgh_id")  # type: ignore[attr-defined]  # made by pghistory


def _lock(plan: ActionPlan) -> None:
    """Hold the row until the transaction ends, and see it as it is now."""
    plan.refresh_from_db(from_queryset=ActionPlan.objects.select_for_update())
