"""What the plans under a goal, and under the goals that serve it, have come to: with verdicts, not counts only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db import connection

from actionplans.models import Verdict
from actionplans.models.choices import FINAL_VERDICTS, OPEN_STATUSES, Status
from annualcycle.models import Goal

BELOW = """
WITH RECURSIVE below(top, id) AS (
    SELECT id, id FROM annualcycle_goal WHERE id = ANY(%(goals)s)
    UNION
    SELECT below.top, link.goal_id FROM annualcycle_goallink link JOIN below ON link.parent_id = below.id
)
"""
PAIRS = f"{BELOW} SELECT top, id FROM below"  # noqa: S608  put together of constants
GOALS = "goals"  # beside the states of plans: how many goals serve it
ROLLED_UP = f"""{BELOW}, plans AS (
    SELECT DISTINCT below.top, plan.id, CASE
        WHEN plan.status = ANY(%(open)s) AND plan.expected_closing_on < %(today)s THEN 'overdue'
        WHEN plan.status = ANY(%(open)s) THEN 'open'
        WHEN plan.status = %(left)s THEN 'left'
        ELSE plan.last_verdict
    END AS state
    FROM below
    JOIN annualcycle_goalplan one ON one.goal_id = below.id
    JOIN actionplans_actionplan plan ON plan.id = one.plan_id
    WHERE plan.status <> %(draft)s
)
SELECT top, state, count(*) FROM plans GROUP BY top, state
UNION ALL
SELECT top, '{GOALS}', count(*) - 1 FROM below GROUP BY top
"""  # noqa: S608  put together of constants
ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT parent_id FROM annualcycle_goallink WHERE goal_id = ANY(%s)
    UNION
    SELECT link.parent_id FROM annualcycle_goallink link JOIN above ON link.goal_id = above.id
)
SELECT id FROM above
"""


@dataclass(frozen=True)
class RollUp:
    """Plans of a goal and of all goals below it, each counted once."""

    plans: int = 0
    open: int = 0
    overdue: int = 0
    left: int = 0
    by_verdict: Counter[str] = field(default_factory=Counter)
    goals_below: int = 0

    @property
    def judged(self) -> int:
        """Closed with a verdict."""
        return self.by_verdict.total()

    @property
    def helped(self) -> int:
        """Solved or partly solved."""
        return self.by_verdict[Verdict.SOLVED] + self.by_verdict[Verdict.PARTLY]

    @property
    def rows(self) -> list[tuple[Verdict, int]]:
        """Each verdict with its count, best first."""
        return [(verdict, self.by_verdict[verdict]) for verdict in FINAL_VERDICTS]

    @classmethod
    def of(cls, goal: Goal, today: date) -> Self:
        """Of one goal; as `of_each`."""
        return cls.of_each([goal], today)[goal.pk]

    @classmethod
    def of_each(cls, goals: Sequence[Goal], today: date) -> dict[int, Self]:
        """Of many goals, in one query. Published plans only; confidential ones are counted as they are everywhere (decision 0003)."""
        found: dict[int, Counter[str]] = {goal.pk: Counter() for goal in goals}
        if found:
            said: dict[str, Any] = {"open": [one.value for one in OPEN_STATUSES], "left": Status.NOT_CARRIED_OUT.value}
            with connection.cursor() as cursor:
                cursor.execute(ROLLED_UP, said | {"goals": [*found], "today": today, "draft": Status.DRAFT.value})
                for top, state, count in cursor.fetchall():
                    found[top][state] = count
        return {top: cls._sum(counts) for top, counts in found.items()}

    @classmethod
    def _sum(cls, found: Counter[str]) -> Self:
        verdicts = Counter({verdict.value: found[verdict.value] for verdict in FINAL_VERDICTS if found[verdict.value]})
        return cls(
            plans=found.total() - found[GOALS],
            open=found["open"] + found["overdue"],
            overdue=found["overdue"],
            left=found["left"],
            by_verdict=verdicts,
            goals_below=found[GOALS],
        )


def goals_below(goal: Goal) -> list[int]:
    """Ids of the goals that serve it, however far down; itself left out. One query."""
    return [below for _top, below in _below([goal.pk]) if below != goal.pk]


def with_goals_below(goals: list[int]) -> list[tuple[int, int]]:
    """Each goal with itself and with every goal that serves it, however far down. One query."""
    return _below(goals)


def goals_served_by(goals: list[int]) -> set[int]:
    """Ids of the goals that these serve, however far up. One query, as large as the way up."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [goals])
        return {int(above) for (above,) in cursor.fetchall()}


def _below(tops: list[int]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"goals": tops})
        return [(int(top), int(below)) for top, below in cursor.fetchall()]
