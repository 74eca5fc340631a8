"""What the page of a plan says about its having stopped."""

from dataclasses import dataclass
from typing import Self, cast

from actionplans.models import ActionPlan, StallCheck
from actionplans.usecases.stalling import may_be_checked


@dataclass(frozen=True)
class StallPart:
    """The latest check, and whether the checklist is offered now."""

    is_offered: bool
    last: StallCheck | None

    @classmethod
    def of(cls, plan: ActionPlan) -> Self | None:
        """For who may change a plan that can still be finished, read `with_stall_flags`; one query where there are checks, else none."""
        if not plan.may_edit or not may_be_checked(plan):
            return None
        is_stalled, was_checked = (cast("bool", getattr(plan, name)) for name in ("is_stalled", "was_stall_checked"))
        if not (is_stalled or was_checked):
            return None
        last = plan.stall_checks.with_cause_name().select_related("by").first() if was_checked else None
        return cls(is_stalled, last)
