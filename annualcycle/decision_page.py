"""What a decision's page says: who does it by when, what became of it, and how far those are that it was handed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.models.choices import Status
from annualcycle.goal_page import may_set_goals
from annualcycle.models import Decision, Goal, HandedDecision, WheelActivity
from annualcycle.usecases.decisions import home_of, place_of, said_of
from annualcycle.usecases.handing import below, handed_to
from orgstructure.models import Committee, Unit, User

SHOWN_HANDED = 30


@dataclass(frozen=True)
class HandedLine:
    """A decision at one receiver: its plan where the reader may see it, and how far it is in words."""

    handed: HandedDecision
    plan: ActionPlan | None

    @property
    def is_waiting(self) -> bool:
        """Neither begun nor answered."""
        return self.handed.plan_id is None and not self.handed.answered_because

    @property
    def words(self) -> str:
        """How far it is; of a plan that the reader may not see, only that there is one."""
        if self.handed.plan_id is None:
            return _("No plan, and why") if self.handed.answered_because else _("Not begun yet")
        if self.plan is None or self.plan.status == Status.DRAFT:
            return _("A plan is begun")
        state = str(self.plan.get_status_display())
        return f"{state}, {self.plan.get_last_verdict_display()}" if self.plan.last_verdict else state


def handed_lines(rows: Iterable[HandedDecision], reader: User) -> list[HandedLine]:
    """Two queries, however many."""
    found = list(rows)
    ids = [one.plan_id for one in found if one.plan_id]
    plans = ActionPlan.objects.visible_to(reader).select_related("unit").in_bulk(ids) if ids else {}
    return [HandedLine(one, plans.get(one.plan_id or 0)) for one in found]


def handed_to_us(committee: Committee, reader: User) -> list[HandedLine]:
    """What waits first, then the newest that was begun or answered."""
    lines = handed_lines(handed_to(committee)[:SHOWN_HANDED], reader)
    return sorted(lines, key=lambda line: not line.is_waiting)


@dataclass(frozen=True)
class DecisionPage:
    """One decision as this reader sees it."""

    decision: Decision
    place: Committee | Unit
    plan: ActionPlan | None
    goal: Goal | None
    activity: WheelActivity | None
    handed: list[HandedLine]
    to_hand: list[Committee]
    may_run: bool

    @classmethod
    def of(cls, decision: Decision, reader: User, *, today: date) -> Self:
        """A fixed number of queries."""
        place = place_of(decision)
        may_run = may_set_goals(reader, place, today)
        rows = decision.handed.select_related("committee", "answered_by").order_by("committee__depth", "committee__name_sort")
        lines = handed_lines(rows, reader)
        there = {line.handed.committee_id for line in lines}
        return cls(
            decision=decision,
            place=place,
            plan=ActionPlan.objects.visible_to(reader).filter(pk=decision.plan_id).first() if decision.plan_id else None,
            goal=Goal.objects.visible_to(reader, today).filter(pk=decision.goal_id).first() if decision.goal_id else None,
            activity=decision.activity,
            handed=lines,
            to_hand=[one for one in below(decision, today) if one.pk not in there] if may_run else [],
            may_run=may_run,
        )

    @property
    def said(self) -> str:
        """Who decided it when, and who does it by when."""
        return said_of(self.decision)

    @property
    def home_url(self) -> str:
        """The meeting or discussion in which it was decided."""
        home = home_of(self.decision)
        return home.get_absolute_url() if home else ""

    @property
    def has_wheel(self) -> bool:
        """Committees and groups have a year wheel, small workplaces none."""
        return isinstance(self.place, Committee)

    @property
    def begun(self) -> int:
        """How many of those it was handed to have begun a plan."""
        return sum(line.handed.plan_id is not None for line in self.handed)

    @property
    def has_reached(self) -> bool:
        """Those below can read it: the minutes are approved, the discussion is completed."""
        decision = self.decision
        if decision.item:
            return decision.item.meeting.is_approved
        return bool(decision.discussion and decision.discussion.is_completed)
