"""What a work plan's page and paper say: its content as it is or as it was adopted, with each goal's progress and plans as they are now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Self

from django.db.models import Count, Max
from django.utils.dates import MONTHS
from django.utils.text import capfirst

from actionplans.models import ActionPlan
from annualcycle.goal_page import sentence_of
from annualcycle.models import Goal, GoalPlan, WorkPlan, WorkPlanVersion
from annualcycle.reports.progress import Progress
from annualcycle.reports.rollup import RollUp, with_goals_below
from annualcycle.workplan_content import Content, changes, content_of
from orgstructure.models import Committee, User

SHOWN_PLANS, MOST_READ = 8, 2000


@dataclass(frozen=True)
class Line:
    """A goal in the plan: what was written, and how it stands today."""

    number: int
    said: Mapping[str, Any]
    goal: Goal | None
    progress: Progress | None
    plans: RollUp
    shown: list[ActionPlan]
    row: int | None  # its row, to who may move it

    @property
    def sentence(self) -> str:
        """Its figures in one sentence."""
        return sentence_of(self.progress)

    @property
    def more(self) -> int:
        """Plans that are counted and not shown by title."""
        return self.plans.plans - len(self.shown)


@dataclass(frozen=True)
class Part:
    """The lines of one origin: the nation's, one committee's above, or the committee's own."""

    place: str
    is_own: bool
    lines: list[Line]


@dataclass(frozen=True)
class WorkPlanPage:
    """One work plan as a reader sees it."""

    plan: WorkPlan
    content: Content
    lines: list[Line]
    version: WorkPlanVersion | None  # None: as it is being written
    versions: list[WorkPlanVersion]
    changed: list[str]

    @classmethod
    def of(cls, plan: WorkPlan, reader: User, *, now: datetime, today: date, number: int | None = None) -> Self | None:
        """The version of that number; without one the draft to who writes it, to others the newest; None where there is none.

        A fixed number of queries, and those of each measured goal's figures.
        """
        versions = list(plan.versions.select_related("by", "discussion"))
        if number is not None:
            version = next((one for one in versions if one.number == number), None)
            if version is None:
                return None
        else:
            version = None if plan.may_edit and plan.is_draft else (versions[0] if versions else None)
        if version is None and not plan.may_edit:
            return None
        content = version.content if version else content_of(plan)
        rows = dict(plan.lines.values_list("goal", "pk")) if plan.may_edit and number is None else {}
        lines = _lines(content, rows, reader, now=now, today=today)
        return cls(plan, content, lines, version, versions, cls._changed(content, version, versions))

    @staticmethod
    def _changed(content: Content, version: WorkPlanVersion | None, versions: list[WorkPlanVersion]) -> list[str]:
        older = [one for one in versions if version is None or one.number < version.number]
        return changes(older[0].content, content) if older else []

    @property
    def is_draft(self) -> bool:
        """What is shown was not adopted."""
        return self.version is None

    @property
    def title_has_years(self) -> bool:
        """The title says the period already."""
        return str(self.content["first_year"]) in self.content["title"]

    @property
    def is_newest(self) -> bool:
        """No later version."""
        return self.version is None or self.version.number == self.versions[0].number

    @property
    def parts(self) -> list[Part]:
        """The lines by whose goal it is, in the plan's order."""
        grouped = groupby(self.lines, key=lambda line: (line.said["place"], line.said["is_own"]))
        return [Part(place, is_own, list(lines)) for (place, is_own), lines in grouped]

    @property
    def theme_days(self) -> list[str]:
        """“May 2026: …”."""
        return [f"{capfirst(str(MONTHS[one['month']]))} {one['year']}: {one['title']}" for one in self.content["theme_days"]]

    @property
    def missing(self) -> list[Line]:
        """Lines without “we will”."""
        return [line for line in self.lines if not line.said["will"].strip()]


def _lines(content: Content, rows: Mapping[int, int], reader: User, *, now: datetime, today: date) -> list[Line]:
    ids = [line["goal"] for line in content["lines"]]
    goals = Goal.objects.visible_to(reader, today).select_related("committee", "unit").with_figures().in_bulk(ids)
    rolled = RollUp.of_each(list(goals.values()), today) if goals else {}
    shown = _plans(ids, reader)
    lines = []
    for number, said in enumerate(content["lines"], 1):
        pk = said["goal"]
        goal = goals.get(pk)
        progress = Progress.of(goal, now=now, today=today) if goal else None
        lines.append(Line(number, said, goal, progress, rolled.get(pk, RollUp()), shown.get(pk, []), rows.get(pk)))
    return lines


def _plans(goals: list[int], reader: User) -> Mapping[int, list[ActionPlan]]:
    """By goal the first plans under it and the goals below that the reader may see by title; never a confidential one: it is printed."""
    tops: dict[int, set[int]] = {}
    for top, below in with_goals_below(goals):
        tops.setdefault(below, set()).add(top)
    seen = ActionPlan.objects.visible_to(reader).published().filter(is_confidential=False)
    rows = GoalPlan.objects.filter(goal__in=tops, plan__in=seen).select_related("plan__unit").order_by("plan__expected_closing_on", "plan")
    found: dict[int, dict[int, ActionPlan]] = {}
    for row in rows[:MOST_READ]:
        for top in tops[row.goal_id]:
            there = found.setdefault(top, {})
            if len(there) < SHOWN_PLANS:
                there[row.plan_id] = row.plan
    return {top: list(plans.values()) for top, plans in found.items()}


def plans_of(committee: Committee, reader: User, today: date) -> list[WorkPlan]:
    """The committee's plans that the reader may see, the newest period first, each with how many versions it has; one query."""
    rows = WorkPlan.objects.visible_to(reader, today).with_rights_of(reader, today).filter(committee=committee)
    counted = rows.annotate(adopted=Count("versions", distinct=True), adopted_on=Max("versions__adopted_on"))
    return list(counted.order_by("-first_year"))
