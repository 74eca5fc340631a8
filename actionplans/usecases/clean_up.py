"""Cleaning up old plans: which they are, and the ways in which each of them ends or goes on.

An old plan is one that was left lying (`faults.is_old`). Whoever may edit it is asked once, one after the other, oldest first. What
cannot be known any more is said so: `Verdict.UNKNOWN` closes the plan, and it counts as evaluated nowhere (docs/decisions/0153).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError
from actionplans.models import ActionPlan, Status
from actionplans.models.choices import ENDED_STATUSES
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.usecases import life, taking_back
from actionplans.usecases.faults import CLEAN_UP_AFTER
from actionplans.usecases.life import EvaluationAnswer
from actionplans.usecases.taking_back import MOVED
from orgstructure.models import User


def waiting(user: User, today: date) -> ActionPlanQuerySet:
    """The old plans that the person may edit, oldest first; the same rule as `faults.is_old`."""
    before = today - CLEAN_UP_AFTER
    old = Q(status=Status.ACTIVE, expected_closing_on__lt=before) | Q(status=Status.AWAITING, evaluate_on__lt=before)
    plans: ActionPlanQuerySet = ActionPlan.objects.visible_to(user).with_rights_of(user).filter(old, may_edit=True)
    return plans.order_by("expected_closing_on", "pk")


@dataclass(frozen=True)
class Act:
    """What was done last: the plan, and its dates as they were where they were moved; to be taken back."""

    plan_id: int
    dates: dict[str, str] = field(default_factory=dict)
    was_lifted: bool = False
    is_adjusted: bool = False

    @classmethod
    def before(cls, plan: ActionPlan) -> Self:
        """As the plan stands, before anything is done with it."""
        dates = {name: day.isoformat() for name in MOVED if (day := getattr(plan, name))}
        return cls(plan.pk, dates, plan.lifted_to_committee_at is not None)


def judge(plan: ActionPlan, answer: EvaluationAnswer, *, by: User, now: datetime, today: date) -> Act:
    """A verdict, also the one that it cannot be known any more."""
    act = Act.before(plan)
    life.evaluate(plan, answer, by=by, now=now, today=today)
    return replace(act, is_adjusted=plan.status not in ENDED_STATUSES)


def leave(plan: ActionPlan, *, code: str, reason: str, by: User, now: datetime) -> Act:
    """It was not carried out, and why."""
    act = Act.before(plan)
    life.leave(plan, code=code, reason=reason, by=by, now=now)
    return act


def go_on(plan: ActionPlan, given: Mapping[str, Any], *, by: User, now: datetime, today: date) -> Act:
    """It is still open: a new date, with its reason."""
    act = Act.before(plan)
    life.extend(plan, by=by, now=now, today=today, **given)
    return act


def take_back(plan: ActionPlan, act: Act, *, by: User, now: datetime) -> None:
    """The last act undone: an ended plan is open again, a moved date is as it was.

    `IllegalMoveError` for a plan that was adjusted, which goes on from there; `UndoTooLateError` after seven days.
    """
    if plan.status in ENDED_STATUSES:
        return life.undo(plan, by=by, now=now)
    if act.is_adjusted:
        raise IllegalMoveError(_("The plan was adjusted and is in progress again. Change it on its own page."))
    dates = {name: date.fromisoformat(day) for name, day in act.dates.items()}
    return taking_back.take_dates_back(plan, dates=dates, was_lifted=act.was_lifted, by=by, now=now)


@dataclass
class Round:
    """One person's walk through the old plans, kept in the session for a day: what was dealt with, what was passed over, the last act."""

    day: date
    done: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    last: Act | None = None

    @classmethod
    def read(cls, kept: Any, today: date) -> Self:
        """What the session holds of today; yesterday's walk is over."""
        if not isinstance(kept, dict) or kept.get("day") != today.isoformat():
            return cls(today)
        last = kept.get("last")
        return cls(today, list(kept["done"]), list(kept["skipped"]), Act(**last) if last else None)

    def written(self) -> dict[str, Any]:
        """For the session."""
        last = asdict(self.last) if self.last else None
        return {"day": self.day.isoformat(), "done": self.done, "skipped": self.skipped, "last": last}

    def did(self, act: Act) -> None:
        """One more is dealt with."""
        self.done = [*(pk for pk in self.done if pk != act.plan_id), act.plan_id]
        self.last = act

    def skip(self, pk: int) -> None:
        """Not now; it comes again at the end."""
        self.skipped = [*(one for one in self.skipped if one != pk), pk]

    def undid(self) -> None:
        """The last act is taken back."""
        self.done = [pk for pk in self.done if self.last is None or pk != self.last.plan_id]
        self.last = None


def next_of(plans: ActionPlanQuerySet, walk: Round) -> int | None:
    """Of those waiting the oldest that was not passed over; None when only those are left. One query for one row, however many wait."""
    return plans.exclude(pk__in=walk.skipped).values_list("pk", flat=True).first()
