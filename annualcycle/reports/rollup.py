"""What the plans under a goal, and under the goals that serve it, have come to: with verdicts, not counts only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.db import connection
from django.db.models import Case, CharField, F, QuerySet, Value, When

from actionplans.models import ActionPlan, Verdict
from actionplans.models.choices import FINAL_VERDICTS, OPEN_STATUSES, Status
from annualcycle.models import Goal, GoalPlan

BELOW = """
WITH RECURSIVE below(top, id) AS (
    SELECT id, id FROM annualcycle_goal WHERE id = ANY(%s)
    UNION
    SELECT below.top, link.goal_id FROM annualcycle_goallink link JOIN below ON link.parent_id = below.id
)
SELECT top, id FROM below
"""
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
    def of_each(cls, goals: list[Goal], today: date) -> dict[int, Self]:
        """Of many goals, in three queries. Published plans only; confidential ones are counted as they are everywhere (decision 0003)."""
        pairs = _below([goal.pk for goal in goals])
        ends: dict[int, set[int]] = {}
        for top, below in pairs:
            ends.setdefault(below, set()).add(top)
        rows = list(GoalPlan.objects.filter(goal__in=ends, plan__in=_published()).values_list("goal", "plan"))
        plans: dict[int, set[int]] = {goal.pk: set() for goal in goals}
        for goal_id, plan_id in rows:
            for top in ends[goal_id]:
                plans[top].add(plan_id)
        states = _states({plan for _goal, plan in rows}, today)
        below_each = Counter(top for top, below in pairs if top != below)
        return {top: cls._sum(mine, states, below_each[top]) for top, mine in plans.items()}

    @classmethod
    def _sum(cls, plans: set[int], states: dict[int, str], goals_below: int) -> Self:
        found = Counter(states[plan] for plan in plans)
        verdicts = Counter({verdict.value: found[verdict.value] for verdict in FINAL_VERDICTS if found[verdict.value]})
        return cls(
            plans=len(plans),
            open=found["open"] + found["overdue"],
            overdue=found["overdue"],
            left=found["left"],
            by_verdict=verdicts,
            goals_below=goals_below,
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
        cursor.execute(BELOW, [tops])
        return [(int(top), int(below)) for top, below in cursor.fetchall()]


def _published() -> "QuerySet[ActionPlan]":
    return ActionPlan.objects.exclude(status=Status.DRAFT)


def _states(plans: set[int], today: date) -> dict[int, str]:
    kind = Case(
        When(status__in=OPEN_STATUSES, expected_closing_on__lt=today, then=Value("overdue")),
        When(status__in=OPEN_STATUSES, then=Value("open")),
        When(status=Status.NOT_CARRIED_OUT, then=Value("left")),
        default=F("last_verdict"),
        output_field=CharField(),
    )
    rows = ActionPlan.objects.filter(pk__in=plans).order_by().annotate(kind=kind)
    return dict(rows.values_list("pk", "kind"))
