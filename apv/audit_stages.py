"""The days on which those who have not sent in are told, of one year: opened, a week before, the last day, two weeks after."""

from datetime import date, timedelta
from typing import Final

from apv.models import AuditYear
from safetynet.common.workdays import is_working_day, working_day_from

OPENED, BEFORE, DUE, AFTER = "opened", "before-7", "due", "after-14"
BEFORE_DAYS: Final = timedelta(days=7)
AFTER_DAYS: Final = timedelta(days=14)


def stages(year: AuditYear) -> list[tuple[str, date]]:
    """In order, each with the working day from which it is told: what warns comes before a weekend, what follows after it."""
    return [
        (OPENED, working_day_from(year.opens_on)),
        (BEFORE, _working_day_until(year.due_on - BEFORE_DAYS)),
        (DUE, _working_day_until(year.due_on)),
        (AFTER, working_day_from(year.due_on + AFTER_DAYS)),
    ]


def stage_on(year: AuditYear, today: date) -> str:
    """The last stage that has come; "" before the first. Of several that were missed, only the last is told."""
    return next((stage for stage, day in reversed(stages(year)) if day <= today), "")


def _working_day_until(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
