"""What the page behind a mail's button asks."""

from datetime import date, timedelta
from typing import Any

from actionplans.forms.life import ExtendForm
from actionplans.models import ActionPlan

FOUR_WEEKS = timedelta(weeks=4)


class SnoozeForm(ExtendForm):
    """More time: four weeks are proposed, so that only the reason is left to choose."""

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date) -> None:
        """For this plan on this day."""
        super().__init__(data, plan=plan, today=today)
        self.initial["new_on"] = max(today, plan.expected_closing_on or today) + FOUR_WEEKS

    def answer(self) -> dict[str, Any]:
        """What the use case takes."""
        return {name: self.cleaned_data[name] for name in ("new_on", "code", "reason")}
