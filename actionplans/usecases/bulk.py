"""The same change for many plans: tried out, done and undone plan by plan, each in its own transaction and with its own rights.

What may be done with one plan alone may be done with many, and nothing else: each row goes through the same use case as
the plan's own page. One that is refused says why and stops nobody else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.models import ActionPlan, BulkChange, BulkKind, BulkRow, Status
from actionplans.usecases import life, taking_back
from orgstructure.models import User

MOST_AT_ONCE: Final = 500
CANNOT = (IllegalMoveError, RefusedError, StaleError, UndoTooLateError)
DATES = ("implement_by", "evaluate_on", "expected_closing_on")
KEPT = ("status", "owner_id", *DATES, "review_on", "carried_out_on", "lifted_because")
State = dict[str, Any]
Words = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is asked of every plan: `words` are ids and dates as text, as they are kept."""

    kind: BulkKind
    words: Words


@dataclass(frozen=True)
class Occasion:
    """Who acts, and when."""

    by: User
    now: datetime
    today: date


@dataclass(frozen=True)
class Outcome:
    """What would come of one plan: its columns before and after, or why not."""

    plan_id: int
    before: State
    after: State
    why: str = ""


Chosen = Mapping[int, int]
"""The plans by id, each with the version in which the person saw it."""


def try_out(asked: Asked, chosen: Chosen, occasion: Occasion) -> list[Outcome]:
    """What each plan would become: done for real and taken back at once, so that it cannot differ from the change itself."""
    found = []
    for plan_id, version in chosen.items():
        with transaction.atomic():
            found.append(_outcome(asked, plan_id, version, occasion))
            transaction.set_rollback(True)
    return found


def change_many(asked: Asked, chosen: Chosen, occasion: Occasion, *, submission_id: UUID) -> BulkChange:
    """Write down what is asked for, then do it plan by plan. Sent twice, it is one change."""
    change, is_new = _begin(asked, chosen, occasion, submission_id)
    if is_new:
        go_on(change, occasion)
    return change


def go_on(change: BulkChange, occasion: Occasion) -> None:
    """Do what has not been reached yet: all of it at first, the rest after an interruption. Safe to call twice, and at once."""
    for pk in _rows(change, BulkRow.Outcome.WAITING):
        _do(change, pk, occasion)


def undo_many(change: BulkChange, occasion: Occasion) -> None:
    """Put every changed plan back as it was; one that somebody has changed since stays, and says so.

    `UndoTooLateError` after seven days.
    """
    if not change.may_be_undone(occasion.now):
        raise UndoTooLateError(_("It is more than seven days since the change was made, so it can no longer be undone as a whole."))
    for pk in _rows(change, BulkRow.Outcome.DONE):
        _undo(change, pk, occasion)


@transaction.atomic
def _do(change: BulkChange, pk: int, occasion: Occasion) -> None:
    row = _claim(pk, BulkRow.Outcome.WAITING)
    if row is None:
        return
    found = _outcome(Asked(BulkKind(change.kind), change.words), row.plan_id, row.seen_version, occasion)
    row.outcome = BulkRow.Outcome.REFUSED if found.why else BulkRow.Outcome.DONE
    row.why, row.before, row.after = found.why, _as_text(found.before), _as_text(found.after)
    row.version_after = None if found.why else _version(row.plan_id)
    row.save(update_fields=["outcome", "why", "before", "after", "version_after"])


@transaction.atomic
def _undo(change: BulkChange, pk: int, occasion: Occasion) -> None:
    row = _claim(pk, BulkRow.Outcome.DONE)
    if row is None:
        return
    try:
        with transaction.atomic():
            plan = _may_change(row.plan_id, row.version_after or 0, occasion)
            VERBS[BulkKind(change.kind)].undo(plan, _as_dates(row.before), occasion)
    except CANNOT as error:
        row.why = _said(error)
    else:
        row.outcome, row.why = BulkRow.Outcome.UNDONE, ""
    row.save(update_fields=["outcome", "why"])


def _rows(change: BulkChange, outcome: BulkRow.Outcome) -> list[int]:
    return list(change.rows.filter(outcome=outcome).values_list("pk", flat=True))


def _claim(pk: int, outcome: BulkRow.Outcome) -> BulkRow | None:
    """The row, held, unless somebody else has worked on it since."""
    return BulkRow.objects.select_for_update().filter(pk=pk, outcome=outcome).first()


@transaction.atomic
def _begin(asked: Asked, chosen: Chosen, occasion: Occasion, submission_id: UUID) -> tuple[BulkChange, bool]:
    facts = {"by": occasion.by, "at": occasion.now, "kind": asked.kind, "words": dict(asked.words)}
    change, is_new = BulkChange.objects.get_or_create(submission_id=submission_id, defaults=facts)
    if change.by_id != occasion.by.pk:
        raise BulkChange.DoesNotExist
    if is_new:
        there = set(ActionPlan.objects.visible_to(occasion.by).filter(pk__in=chosen).values_list("pk", flat=True))
        rows = [BulkRow(change=change, plan_id=pk, seen_version=seen) for pk, seen in chosen.items() if pk in there]
        BulkRow.objects.bulk_create(rows)
    return change, is_new


def _outcome(asked: Asked, plan_id: int, version: int, occasion: Occasion) -> Outcome:
    before: State = {}
    try:
        with transaction.atomic():
            plan = _may_change(plan_id, version, occasion)
            before = _state(plan)
            VERBS[asked.kind].do(plan, asked.words, occasion)
            return Outcome(plan_id, before, _state(plan))
    except CANNOT as error:
        return Outcome(plan_id, before, {}, _said(error))


def _may_change(plan_id: int, version: int, occasion: Occasion) -> ActionPlan:
    """The plan, held, if the person may see and change it and it is as it was seen."""
    rows = ActionPlan.objects.visible_to(occasion.by).with_rights_of(occasion.by)
    plan: ActionPlan | None = rows.select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise RefusedError({"plan": _("You can no longer see this plan.")})
    if not plan.may_edit:
        raise RefusedError({"plan": _("You may read this plan, but not change it.")})
    if plan.status == Status.DRAFT:
        raise RefusedError({"plan": _("It is a draft. Publish it first.")})
    if plan.version != version:
        raise StaleError(_("Somebody has changed the plan since. It is left as it is."))
    return plan


def _said(error: Exception) -> str:
    return (str(error) or _("Somebody has just changed the plan. Look at it again."))[:500]


def _state(plan: ActionPlan) -> State:
    return {name: getattr(plan, name) for name in KEPT}


def _version(plan_id: int) -> int:
    return ActionPlan.objects.values_list("version", flat=True).get(pk=plan_id)


def _as_text(state: State) -> State:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in state.items()}


def _as_dates(state: State) -> State:
    dates = (*DATES, "review_on", "carried_out_on")
    return {name: date.fromisoformat(value) if name in dates and value else value for name, value in state.items()}


@dataclass(frozen=True)
class _Verb:
    """How a kind is done, and how it is taken back to `before`."""

    do: Callable[[ActionPlan, Words, Occasion], None]
    undo: Callable[[ActionPlan, State, Occasion], None]


def _person(pk: int) -> User:
    found: User = User.objects.get(pk=pk)
    return found


def _hand_on(plan: ActionPlan, words: Words, on: Occasion) -> None:
    taking_back.hand_on(plan, to=_person(words["owner"]), by=on.by, now=on.now, today=on.today)


def _hand_back(plan: ActionPlan, before: State, on: Occasion) -> None:
    taking_back.hand_on(plan, to=_person(before["owner_id"]), by=on.by, now=on.now, today=on.today)


def _move_date(plan: ActionPlan, words: Words, on: Occasion) -> None:
    new_on = date.fromisoformat(words["new_on"])
    life.extend(plan, new_on=new_on, code=words["code"], reason=words["reason"], by=on.by, now=on.now, today=on.today)


def _move_date_back(plan: ActionPlan, before: State, on: Occasion) -> None:
    dates = {name: before[name] for name in DATES}
    taking_back.take_dates_back(plan, dates=dates, was_lifted=bool(before["lifted_because"]), by=on.by, now=on.now)


def _carry_out(plan: ActionPlan, _words: Words, on: Occasion) -> None:
    life.carry_out(plan, by=on.by, now=on.now, today=on.today)


def _make_standing(plan: ActionPlan, words: Words, on: Occasion) -> None:
    day = date.fromisoformat(words["review_on"])
    life.make_standing(plan, review_on=day, reason=words["reason"], by=on.by, now=on.now, today=on.today)


def _put_state_back(plan: ActionPlan, before: State, on: Occasion) -> None:
    dates = {name: before[name] for name in ("review_on", "carried_out_on")}
    taking_back.take_state_back(plan, to=Status(before["status"]), by=on.by, now=on.now, **dates)


def _leave(plan: ActionPlan, words: Words, on: Occasion) -> None:
    life.leave(plan, code=words["ended_code"], reason=words["reason"], by=on.by, now=on.now)


def _take_up(plan: ActionPlan, _before: State, on: Occasion) -> None:
    life.undo(plan, by=on.by, now=on.now)


VERBS: Final[Mapping[BulkKind, _Verb]] = {
    BulkKind.OWNER: _Verb(_hand_on, _hand_back),
    BulkKind.DATE: _Verb(_move_date, _move_date_back),
    BulkKind.CARRY_OUT: _Verb(_carry_out, _put_state_back),
    BulkKind.STANDING: _Verb(_make_standing, _put_state_back),
    BulkKind.LEAVE: _Verb(_leave, _take_up),
}
