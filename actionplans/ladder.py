"""Which step of help a plan has come to: pure rules, no query and no clock.

Days count from the day the date passed, or on which somebody last did something with the plan, or from the end of a delay,
whichever came last; days of the holiday weeks do not count. A plan takes one step at a time and never two within a week, so a
scheduler that was off, or a region that shortens its ladder, never sends everything at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from actionplans.models.help import LADDER, HelpCode, HelpStep

HOLIDAY_WEEKS = frozenset({28, 29, 30, 52})
A_WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AtRest:
    """A plan past its date, with what the rules read of it."""

    plan_id: int
    unit_id: int
    owner_id: int
    since: date
    reached: Collection[str] = ()
    last_step_on: date | None = None


def is_holiday_week(day: date) -> bool:
    """The weeks in which most people are away: nothing of the ladder happens then."""
    return day.isocalendar().week in HOLIDAY_WEEKS


def rests_since(expected_closing_on: date, touched_on: date, snoozed_until: date | None) -> date:
    """The day that the ladder counts from."""
    return max(expected_closing_on, touched_on, snoozed_until or date.min)


@lru_cache(maxsize=8192)
def days_counted(since: date, today: date) -> int:
    """Days after `since` up to today, those of the holiday weeks left out."""
    days = (today - since).days
    return sum(not is_holiday_week(since + timedelta(days=n)) for n in range(1, days + 1))


def next_step(plan: AtRest, steps: Sequence[HelpStep], today: date) -> HelpStep | None:
    """The step that the plan takes today, if any; `steps` in their order."""
    if is_holiday_week(today) or (plan.last_step_on is not None and today - plan.last_step_on < A_WEEK):
        return None
    furthest = max((LADDER.index(HelpCode(code)) for code in plan.reached), default=-1)
    ahead = (step for step in steps if step.is_on and LADDER.index(HelpCode(step.code)) > furthest)
    step = next(ahead, None)
    return step if step and step.days <= days_counted(plan.since, today) else None
