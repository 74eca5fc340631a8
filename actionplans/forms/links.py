"""What the page behind a mail's button asks."""

from datetime import date, timedelta
from typing import Any

from actionplans.forms.life import ExtendForm
from actionplans.models import ActionPlan
from orgstructure.models import User

FOUR_WEEKS = timedelta(weeks=4)


class SnoozeForm(ExtendForm):
    """More time: four weeks are proposed, so that only the reason is left to choose."""

    def __init__(self, data: Any = None, *, plan: ActionPlan, by: User, today: date) -> None:
        """For this plan and the link's person on this day."""
        super().__init__(data, plan=plan, by=by, today=today)
        self.initial["new_on"] = max(today, plan.expected_closing_on or today) + FOUR_WEEKS
