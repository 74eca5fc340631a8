"""One item of a running meeting on one screen: where we are, what is known, and what this reader may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from actionplans.evidence import Evidence, parts_of
from actionplans.models import ActionPlan, DeadlineChange, EffectEvaluation, LiftedMatter, NextStep, Status, SuccessCriterion
from actionplans.usecases.delays import may_give_more
from actionplans.usecases.taking_back import Step
from annualcycle.meeting_page import Line, by_item
from annualcycle.models import AgendaItem, Decision, Meeting
from annualcycle.models.places import flag, runs_committee
from apv.models import Round
from apv.pulses import PulseResult, results_of
from orgstructure.models import User
from orgstructure.names import name_everybody
from safetynet.common import clock
from safetynet.common.gather import Gather, Parts, keep, tie

UNDER_WAY = (Status.ACTIVE, Status.AWAITING)
FOR_ALL = ("decide", "say", "talked", "postpone")
KNOWN = Gather(
    lambda plan, item: (
        *parts_of(plan),
        SuccessCriterion.objects.filter(plan=plan),
        Round.objects.pulses().filter(plan=plan).only("pk"),
        Decision.objects.filter(item=item).order_by("pk"),
    ),
    plan=int,
    item=int,
)


def _wall(meeting: int) -> Parts:
    taken_out = Q(done_at__isnull=False, outcome="", is_postponed=False)
    items = AgendaItem.objects.filter(_everybodys("plan"), Q(matter=None) | _everybodys("matter__plan"), meeting=meeting)
    return (items.exclude(taken_out).order_by("position"),)


def _everybodys(plan: str) -> Q:
    """Every employee may read a plan that is published and not confidential."""
    return Q(**{plan: None}) | (Q(**{f"{plan}__is_confidential": False}) & ~Q(**{f"{plan}__status": Status.DRAFT}))


WALL = Gather(_wall, meeting=int)


def shown_items(meeting: Meeting) -> list[AgendaItem]:
    """What may stand on a wall: nothing taken off, and nothing confidential even where the reader may see it. One query."""
    items = WALL(meeting=meeting.pk)[AgendaItem]
    tie(items, "meeting", [meeting])
    return items


@dataclass(frozen=True)
class Bar:
    """Where the meeting is: number of the item, how many are dealt with, and how much time is left."""

    number: int
    total: int
    done: int
    minutes_left: int
    before: int | None
    after: int | None
    next_open: int | None

    @classmethod
    def of(cls, meeting: Meeting, items: Sequence[AgendaItem], now: datetime, item_id: int = 0) -> Self:
        """Of the shown items. `next_open` is the first after this one that is not dealt with, else the first of all."""
        order = [item.pk for item in items]
        here = order.index(item_id) if item_id in order else -1
        waiting = [item.pk for item in items if item.done_at is None and item.pk != item_id]
        later = [pk for pk in waiting if order.index(pk) > here]
        begun_at = min(meeting.starts_at, meeting.runs_since or meeting.starts_at)
        ends_at = begun_at + timedelta(minutes=meeting.minutes_long)
        return cls(
            number=here + 1,
            total=len(items),
            done=sum(item.done_at is not None for item in items),
            minutes_left=int((ends_at - now).total_seconds() // 60),
            before=order[here - 1] if here > 0 else None,
            after=order[here + 1] if -1 < here < len(order) - 1 else None,
            next_open=next(iter([*later, *waiting]), None),
        )

    @property
    def minutes_over(self) -> int:
        """How long ago it should have ended."""
        return max(0, -self.minutes_left)


def next_open(meeting: Meeting, item_id: int = 0) -> int | None:
    """The item to go on with after that one, or to begin with. One query."""
    return Bar.of(meeting, shown_items(meeting), clock.now(), item_id).next_open


def acts_for(item: AgendaItem, step: Step | None, reader: User, *, today: date) -> frozenset[str]:
    """What may be done here: each act only where the reader's own rights on the plan, or on the matter, reach.

    Who may give something may take it back, be it an ending or the `step`; whether it still can be is for the plan to say.
    """
    found = {*FOR_ALL} - ({"postpone"} if item.is_postponed else set())
    if item.plan:
        found |= _acts_on(item.plan, step, reader, today=today)
    if item.matter and item.kind == AgendaItem.Kind.MATTER and item.matter.is_waiting and item.matter.may_answer:
        found.add("answer")
    return frozenset(found)


def _acts_on(plan: Any, step: Step | None, reader: User, *, today: date) -> set[str]:
    """From a row of `with_rights_of`."""
    under_way = plan.status in UNDER_WAY
    gives_time = plan.may_edit or ((under_way or step is not None) and may_give_more(plan, reader, today=today))
    found = {"judge"} if under_way and plan.may_evaluate else set()
    if under_way and gives_time:
        found.add("time")
    if plan.may_edit and plan.is_open:
        found |= {"lift", "leave"}
    if plan.may_edit and plan.status == Status.ACTIVE:
        found.add("carry_out")
    judges_ended = plan.status == Status.CLOSED and plan.may_evaluate
    if plan.may_edit or judges_ended or (gives_time and isinstance(step, DeadlineChange)):
        found.add("take_back")
    return found


def with_right_to_run(reader: User, today: date) -> Any:
    """All meetings, each with `may_run`: nothing else is asked of them here."""
    rows: QuerySet[Any] = Meeting.objects.select_related("committee")
    return rows.annotate(may_run=flag(runs_committee(reader, today)))


def give_rights(item: AgendaItem, reader: User) -> None:
    """Put the plan and the matter on the item as this reader has them; two queries at most."""
    if item.plan_id:
        rows = ActionPlan.objects.visible_to(reader).with_rights_of(reader)
        item.plan = rows.select_related("unit").get(pk=item.plan_id)
    if item.matter_id:
        item.matter = LiftedMatter.objects.visible_to(reader).with_rights_of(reader).for_rows().get(pk=item.matter_id)


@dataclass(frozen=True)
class Screen:
    """Everything about one item."""

    meeting: Meeting
    item: AgendaItem
    bar: Bar
    decisions: list[Decision]
    acts: frozenset[str]
    takes_back: str
    evidence: Evidence | None
    pulse: PulseResult | None
    today: date

    @classmethod
    def of(
        cls, item: AgendaItem, items: Sequence[AgendaItem], acts: frozenset[str], step: Step | None, *, now: datetime, today: date
    ) -> Self:
        """Two queries, and five more where the staff were asked again; `item` has its plan and matter from `give_rights`."""
        plan = item.plan
        found = KNOWN(plan=item.plan_id or 0, item=item.pk)
        name_everybody([*found, plan] if plan else found)
        if plan:
            keep([plan], "criteria", found[SuccessCriterion], "plan")
            tie([plan], "closing_evaluation", found[EffectEvaluation])
        return cls(
            meeting=item.meeting,
            item=item,
            bar=Bar.of(item.meeting, items, now, item.pk),
            decisions=found[Decision],
            acts=acts,
            takes_back=_takes_back(plan, step, now) if plan and "take_back" in acts else "",
            evidence=Evidence.told_by(found) if plan else None,
            pulse=results_of([plan.pk]).get(plan.pk) if plan and found[Round] else None,
            today=today,
        )

    @property
    def is_overdue(self) -> bool:
        """The plan's closing date has passed."""
        return self.item.plan is not None and self.item.plan.is_overdue(self.today)

    @property
    def judges_first(self) -> bool:
        """The verdict is what is asked: the plan waits for it."""
        return "judge" in self.acts and (self.item.kind == AgendaItem.Kind.EVALUATE or self.status == Status.AWAITING)

    @property
    def asks_owner(self) -> bool:
        """The plan is under way and the reader may not judge it: its owner is asked."""
        return self.status in UNDER_WAY and "judge" not in self.acts

    @property
    def carries_on(self) -> bool:
        """The verdict was that a new plan carries on, and this reader may write it."""
        plan = self.item.plan
        if plan is None or plan.closing_evaluation is None or not plan.may_edit:
            return False
        return plan.status == Status.CLOSED and plan.closing_evaluation.next_step == NextStep.NEW_PLAN

    @property
    def status(self) -> str:
        """The plan's, or nothing."""
        return self.item.plan.status if self.item.plan else ""


def _takes_back(plan: ActionPlan, step: Step | None, now: datetime) -> str:
    """What the button says; nothing where there is nothing to undo, or somebody has done something with the plan since."""
    if step is None:
        return _("Undo the ending") if plan.may_be_undone(now) else ""
    if plan.touched_at != step.at:
        return ""
    return _("Undo the new date") if isinstance(step, DeadlineChange) else _("Undo “carried out”")


def just_done(items: Sequence[AgendaItem], number: int | None) -> AgendaItem | None:
    """The item dealt with on the screen before, as the address says: one press undoes it, if it may be undone."""
    return next((item for item in items if item.pk == number and item.done_at), None)


def asking_before(act: str) -> dict[str, str]:
    """What is asked before a meeting begins, ends, is approved or called off."""
    asked = {
        "begin": (
            _("Begin the meeting?"),
            _("The agenda is filled a last time, and its members are noted as present."),
            _("Begin the meeting"),
        ),
        "hold": (_("End the meeting?"), _("What you have not reached goes on the next meeting's agenda."), _("End the meeting")),
        "approve": (
            _("Approve the minutes?"),
            _("Every employee can read them then, and they are no longer changed."),
            _("Approve the minutes"),
        ),
        "cancel": (
            _("Call the meeting off?"),
            _("It cannot be brought back. What people have put on its agenda goes to the next meeting."),
            _("Call the meeting off"),
        ),
    }
    return dict(zip(("ask", "text", "action"), asked[act], strict=True))


@dataclass(frozen=True)
class Summary:
    """What came of the items, and what was not reached."""

    meeting: Meeting
    bar: Bar
    lines: list[Line]

    @classmethod
    def of(cls, meeting: Meeting, *, now: datetime) -> Self:
        """Two queries."""
        items = shown_items(meeting)
        decided = by_item(Decision.objects.filter(item__in=items).select_related("responsible").order_by("pk"))
        lines = [Line(item, number, decisions=tuple(decided[item.pk])) for number, item in enumerate(items, 1)]
        return cls(meeting, Bar.of(meeting, items, now), lines)

    @property
    def dealt_with(self) -> list[Line]:
        """Those with an outcome."""
        return [line for line in self.lines if line.item.outcome]

    @property
    def put_off(self) -> list[Line]:
        """Those on the next meeting's agenda already."""
        return [line for line in self.lines if line.item.is_postponed]

    @property
    def left(self) -> list[Line]:
        """Those not reached."""
        return [line for line in self.lines if line.item.done_at is None]
