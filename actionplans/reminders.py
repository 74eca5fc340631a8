"""Which reminder a plan calls for today: pure rules over a plan's columns and measures, no query and no clock.

The same rules decide when mails are planned (a thousand plans at a time) and again at delivery (one plan), so that a
mail is never sent about something done in between. Everything compares with `<=`: a scheduler that was off costs a delay,
not a reminder. Where several stages were missed only the last is sent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from actionplans.models import ActionPlan, MailKind, MailReason, Measure, Status
from safetynet.common.clock import COPENHAGEN

SOON = timedelta(days=3)
ASKED_AGAIN_AFTER = timedelta(weeks=2)
CLOSURE_WAITS_FOR_EVALUATION = timedelta(days=8)

# The least urgent first: of two reminders about one plan to one person on one day, the later in this list is sent.
ORDER = (
    MailKind.ASSIGNED,
    MailKind.MEASURE_SOON,
    MailKind.DUE_SOON,
    MailKind.CARRY_OUT,
    MailKind.MEASURE_OVERDUE,
    MailKind.REVIEW,
    MailKind.HOLD_CHECK,
    MailKind.CONFIRM,
    MailKind.EVALUATE,
    MailKind.EVALUATION_OVERDUE,
    MailKind.CLOSURE_OVERDUE,
)
RANK = {kind: rank for rank, kind in enumerate(ORDER)}
# Mails that tell of a plan: what was told lately is not told again in the overview.
TELLING = (*ORDER, MailKind.PAIR, MailKind.HELP_OFFER, MailKind.NOT_CONFIRMED)
# These wait three days after another single mail about the same plan to the same person; a day that has come does not wait.
PATIENT = frozenset(
    {MailKind.MEASURE_SOON, MailKind.CARRY_OUT, MailKind.MEASURE_OVERDUE, MailKind.EVALUATION_OVERDUE, MailKind.CLOSURE_OVERDUE}
)
OVERDUE = frozenset({MailKind.MEASURE_OVERDUE, MailKind.EVALUATION_OVERDUE, MailKind.CLOSURE_OVERDUE})


T = TypeVar("T")


@dataclass(frozen=True)
class Reminder:
    """One reminder that is due: what is asked about which plan, of whom, why of them, and the date that makes it due."""

    kind: MailKind
    plan_id: int
    person_id: int
    reason: MailReason
    on: date

    @property
    def key(self) -> str:
        """The lock: one mail for each plan, stage, date and person. Another date is another reminder; an assignment is told once."""
        on = "" if self.kind == MailKind.ASSIGNED else f":{self.on:%Y%m%d}"
        return f"{self.kind}:{self.plan_id}{on}:{self.person_id}"

    @property
    def rank(self) -> int:
        """How far along the plan's life the reminder stands."""
        return RANK[self.kind]


def reminders_of(plan: ActionPlan, today: date, *, publisher_id: int | None, soon: timedelta = SOON) -> Iterator[Reminder]:
    """What the plan calls for today: the last stage for owner and evaluator, the last one for each responsible person.

    A closed plan asks its second person, and its owner whether it still works. `plan.measures` must be prefetched;
    `publisher_id` is who published it (nobody is told what they did themselves); `soon` is how far ahead a date is announced.
    """
    if plan.status == Status.CLOSED:
        yield from _of_closed(plan, today)
        return
    if plan.snoozed_until and plan.snoozed_until > today:
        return
    stage = _stage(plan, today, soon)
    if stage:
        yield from _to_owner_and_evaluator(plan, *stage)
    elif plan.owner_id not in (plan.created_by_id, publisher_id):
        yield _reminder(MailKind.ASSIGNED, plan, plan.owner_id, MailReason.OWNER, known(plan.published_at).date())
    if plan.status == Status.ACTIVE:
        yield from _to_the_responsible(plan, today, publisher_id, soon)


def _of_closed(plan: ActionPlan, today: date) -> Iterator[Reminder]:
    """Each is asked on its day, and once more some weeks later."""
    if plan.awaits_confirmation:
        on = known(plan.ended_at).astimezone(COPENHAGEN).date()
        yield _reminder(MailKind.CONFIRM, plan, plan.confirm_by_id, MailReason.SECOND, _first_or_second(on, today))
    if plan.hold_check_on and plan.hold_check_on <= today:
        yield _reminder(MailKind.HOLD_CHECK, plan, plan.owner_id, MailReason.OWNER, _first_or_second(plan.hold_check_on, today))


def _first_or_second(on: date, today: date) -> date:
    return on if today < on + ASKED_AGAIN_AFTER else on + ASKED_AGAIN_AFTER


def known(value: T | None) -> T:
    """A column that `plan_published_has_owner_title_and_dates` or `plan_standing_has_a_review_date` keeps from being empty."""
    if value is None:
        raise ValueError("a published plan has owner and dates")
    return value


def _stage(plan: ActionPlan, today: date, soon: timedelta) -> tuple[MailKind, date] | None:
    """The last stage the plan as a whole has reached, with the date that it is counted from."""
    if plan.status == Status.STANDING:
        review_on = known(plan.review_on)
        return (MailKind.REVIEW, review_on) if review_on <= today else None
    is_active, evaluate_on, implement_by = plan.status == Status.ACTIVE, known(plan.evaluate_on), known(plan.implement_by)
    reached = (
        (_closure_is_overdue(plan, today), MailKind.CLOSURE_OVERDUE, known(plan.expected_closing_on)),
        (not is_active and evaluate_on < today, MailKind.EVALUATION_OVERDUE, evaluate_on),
        (evaluate_on <= today, MailKind.EVALUATE, evaluate_on),
        (evaluate_on <= today + soon, MailKind.DUE_SOON, evaluate_on),
        (is_active and (implement_by < today or _all_done(plan.measures.all())), MailKind.CARRY_OUT, implement_by),
    )
    return next(((kind, on) for is_reached, kind, on in reached if is_reached), None)


def _closure_is_overdue(plan: ActionPlan, today: date) -> bool:
    """A plan that waits for its evaluation is asked for that first: its closing date follows a week later at the earliest."""
    if plan.status == Status.AWAITING and known(plan.evaluate_on) + CLOSURE_WAITS_FOR_EVALUATION > today:
        return False
    return known(plan.expected_closing_on) < today


def _all_done(measures: Iterable[Measure]) -> bool:
    done = [measure.done_on is not None for measure in measures]
    return bool(done) and all(done)


def _to_owner_and_evaluator(plan: ActionPlan, kind: MailKind, on: date) -> Iterator[Reminder]:
    yield _reminder(kind, plan, plan.owner_id, MailReason.OWNER, on)
    asks_about_effect = kind in (MailKind.DUE_SOON, MailKind.EVALUATE, MailKind.EVALUATION_OVERDUE)
    if asks_about_effect and plan.evaluator_id not in (None, plan.owner_id):
        yield _reminder(kind, plan, plan.evaluator_id, MailReason.EVALUATOR, on)


def _to_the_responsible(plan: ActionPlan, today: date, publisher_id: int | None, soon: timedelta) -> Iterator[Reminder]:
    """One reminder a person, whatever number of measures: the latest date that has come, else the next that is near."""
    undone: dict[int, list[date]] = {}
    for measure in plan.measures.all():
        if measure.done_on is None and measure.responsible_id:
            undone.setdefault(measure.responsible_id, []).append(measure.due_on or date.max)
    for person_id, dates in undone.items():
        passed = [day for day in dates if day < today]
        near = [day for day in dates if today <= day <= today + soon]
        if passed:
            yield _reminder(MailKind.MEASURE_OVERDUE, plan, person_id, MailReason.RESPONSIBLE, max(passed))
        elif near:
            yield _reminder(MailKind.MEASURE_SOON, plan, person_id, MailReason.RESPONSIBLE, min(near))
        elif person_id not in (plan.created_by_id, plan.owner_id, publisher_id):
            yield _reminder(MailKind.ASSIGNED, plan, person_id, MailReason.RESPONSIBLE, known(plan.published_at).date())


def _reminder(kind: MailKind, plan: ActionPlan, person_id: int | None, reason: MailReason, on: date) -> Reminder:
    return Reminder(kind, plan.pk, known(person_id), reason, on)


def one_for_each_person(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Of several about one plan to one person, the one furthest along."""
    chosen: dict[tuple[int, int], Reminder] = {}
    for reminder in sorted(reminders, key=lambda r: r.rank):
        chosen[reminder.plan_id, reminder.person_id] = reminder
    return sorted(chosen.values(), key=lambda r: (-r.rank, r.on, r.plan_id))
