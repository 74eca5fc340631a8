"""Where the help for a plan that stands still has got to, as one reader of its page sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actionplans.models import HelpCode, HelpReached
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN


@dataclass(frozen=True)
class Helped:
    """The steps reached since somebody last did something, newest last, and whether the plan is on the committee's list."""

    steps: list[HelpReached]
    is_listed: bool
    lifted_because: str
    asked_at: datetime | None
    may_decide: bool

    @property
    def is_for_committee(self) -> bool:
        """The reader may give more time or note what the committee said."""
        return self.is_listed and self.may_decide


def helped_of(plan: Any, reader: User, today: date) -> Helped | None:
    """From a row of `with_help_flags` and `with_rights_of`; None where nothing has begun. At most one query."""
    lifted = plan.lifted_to_committee_at is not None and plan.is_open
    if not (plan.is_helped or lifted or plan.help_asked_at) or not plan.is_open:
        return None
    steps = list(HelpReached.objects.current(today).filter(plan=plan).order_by("at")) if plan.is_helped else []
    return Helped(
        steps=steps,
        is_listed=lifted or any(step.code == HelpCode.COMMITTEE for step in steps),
        lifted_because=plan.get_lifted_because_display() if lifted else "",
        asked_at=plan.help_asked_at and plan.help_asked_at.astimezone(COPENHAGEN),
        may_decide=_decides_above(plan, reader),
    )


def _decides_above(plan: Any, reader: User) -> bool:
    """Without a query: a level above, or a right to choose the order without one to edit, which only chairs have."""
    path = plan.unit.path
    above = any(path.startswith(one) and (one != path or not plan.unit.depth) for one in scope_of(reader, Perm.PRIORITISE_PLANS).paths)
    return above or bool(plan.may_prioritise and not plan.may_edit)
