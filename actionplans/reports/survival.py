"""How long plans take to close: the Kaplan–Meier estimate, in which plans that are still open count for as long as they have been seen.

A plan not carried out is followed until the day it was left, one that is open (standing ones too) until the day of the report.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

# Days since publishing, plans still followed that day, plans closed that day; followed is a window over the later rows.
TIMES = """
SELECT jsonb_agg(jsonb_build_array(days, followed, closed) ORDER BY days) FROM (
    SELECT days, sum(count(*)) OVER (ORDER BY days DESC) AS followed, count(*) FILTER (WHERE status = 'closed') AS closed
    FROM (
        SELECT status, greatest(
            coalesce((ended_at AT TIME ZONE 'Europe/Copenhagen')::date, %(day)s) - (published_at AT TIME ZONE 'Europe/Copenhagen')::date, 0
        ) AS days
        FROM placed WHERE is_new
    ) followed_for
    GROUP BY days
) by_day
"""
FEWEST = 5  # with fewer plans still followed, one more or less moves the curve too far to be told
HALF = 0.5


@dataclass(frozen=True)
class Step:
    """One day on which something ended: how many were still followed, how many closed, and the share open after it."""

    days: int
    followed: int
    closed: int
    share_open: float


@dataclass(frozen=True)
class Survival:
    """The share of plans still open, day by day since publishing; only as far as at least `FEWEST` plans are followed."""

    plans: int = 0
    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int]]) -> Self:
        """From rows of days, followed, closed, in the order of the days."""
        told, share, plans = [], 1.0, 0
        for days, followed, closed in rows:
            plans = plans or followed
            if followed < FEWEST:
                break
            share *= 1 - closed / followed
            told.append(Step(days, followed, closed, share))
        return cls(plans, tuple(told))

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def last_day(self) -> int:
        """As far as the curve is told."""
        return self.steps[-1].days if self.steps else 0

    @property
    def median(self) -> int | None:
        """The day by which half of the plans are closed; None where the curve does not come down that far."""
        return next((step.days for step in self.steps if step.share_open <= HALF), None)

    def share_open(self, days: int) -> float | None:
        """The share still open that many days after publishing; None beyond the curve."""
        if days > self.last_day or not self.steps:
            return None
        before = bisect_right([step.days for step in self.steps], days)
        return self.steps[before - 1].share_open if before else 1.0

    def followed(self, days: int) -> int:
        """Plans that are still followed that many days after publishing."""
        return next((step.followed for step in self.steps if step.days >= days), 0)
