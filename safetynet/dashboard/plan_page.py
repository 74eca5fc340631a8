"""Everything that the page of one plan shows to one reader, and the one thing it asks of that reader."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import cast

from django.utils.translation import gettext as _

from actionplans.history import Entry, history_of
from actionplans.models import (
    ActionPlan,
    Attachment,
    DeadlineChange,
    EffectEvaluation,
    FollowUp,
    Measure,
    PlanMail,
    PlanPerson,
    Status,
    SuccessCriterion,
)
from actionplans.models.choices import OPEN_STATUSES
from actionplans.sentences import follow_up_sentence
from actionplans.usecases.endings import ASKED_AHEAD
from actionplans.whole import PlanRows
from injuries.recurrence import Seen, came_back
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.navigation import address_of
from safetynet.dashboard.apv_waits import Line, lifted_of
from safetynet.dashboard.helped import Helped, helped_of
from safetynet.dashboard.plan_audit import SprangFrom, sprang_from
from safetynet.dashboard.plan_ending import PlanEnding, plan_ending
from safetynet.dashboard.plan_stall import StallPart
from safetynet.dashboard.pulse_part import PulsePart, pulse_part
from safetynet.dashboard.status_part import StatusPart, status_part
from safetynet.dashboard.voices import Voices, voices_of

RELATED = ("unit", "theme")  # people are named together with those of the plan's rows
SHORT_HISTORY = 5
WAY = (Status.ACTIVE, Status.AWAITING, Status.CLOSED)
REVIEW_AHEAD = timedelta(days=30)


class Ask(StrEnum):
    """The one next step, each with its own template in `dashboard/plan_next/`."""

    DRAFT = "draft"
    MEASURE = "measure"
    CARRIED_OUT = "carried_out"
    EVALUATE = "evaluate"
    WAIT = "wait"
    REVIEW = "review"
    CONFIRM = "confirm"
    HOLD_CHECK = "hold_check"
    ENDED = "ended"
    READ = "read"


@dataclass(frozen=True)
class PlanPage:
    """One plan as one reader sees it."""

    plan: ActionPlan
    ask: Ask
    today: date
    measures: list[Measure]
    next_measure: Measure | None
    mine: frozenset[int]
    criteria: list[SuccessCriterion]
    people: list[PlanPerson]
    notes: list[FollowUp]
    evaluations: list[EffectEvaluation]
    deadline_changes: list[DeadlineChange]
    linked: list[ActionPlan]
    history: list[Entry]
    mails: list[PlanMail]
    trail: list[tuple[str, str]]
    sentence: str
    stall: StallPart | None
    ending: PlanEnding
    is_overdue: bool
    may_undo: bool
    may_carry_on: bool
    voices: Voices
    files: list[Attachment]
    shown_in: list[Unit]
    helped: Helped | None
    pulse: PulsePart | None
    status: StatusPart | None
    lifted: list[Line]
    came_back: Seen | None
    sprang_from: SprangFrom | None

    @property
    def ask_template(self) -> str:
        """Where the next step is drawn."""
        return f"dashboard/plan_next/{self.ask}.html"

    @property
    def done_count(self) -> int:
        """Measures that are done."""
        return sum(measure.done_on is not None for measure in self.measures)

    @property
    def informed(self) -> list[User]:
        """Who is told at publishing and at closing."""
        return [person.user for person in self.people if person.part == PlanPerson.Part.INFORMED]

    @property
    def involved(self) -> list[User]:
        """Who gets the calendar entry."""
        return [person.user for person in self.people if person.part == PlanPerson.Part.INVOLVED]

    @property
    def verdicts(self) -> list[EffectEvaluation]:
        """Evaluations that count, newest first."""
        return [evaluation for evaluation in self.evaluations if evaluation.undone_at is None]

    @property
    def way(self) -> list[tuple[str, str]]:
        """From published to closed, each step done, now or to come; empty for plans that do not go that way."""
        if self.plan.status not in WAY:
            return []
        here = WAY.index(Status(self.plan.status))
        steps = (_("In progress"), _("Waiting for its effect"), _("Closed"))
        return [(step, _way_state(number, here)) for number, step in enumerate(steps)]

    @property
    def reminders_wait(self) -> bool:
        """Somebody has put them off."""
        return self.is_open and self.plan.snoozed_until is not None and self.plan.snoozed_until > self.today

    @property
    def is_open(self) -> bool:
        """Measures can still be done."""
        return self.plan.status in OPEN_STATUSES


def plan_page(plan: ActionPlan, reader: User, *, today: date, now: datetime) -> PlanPage:
    """Gather the page; as many queries for a plan with many parts as for one with few."""
    rows = PlanRows.of(plan)
    measures = rows.measures
    mine = frozenset(m.pk for m in measures if _right(plan, "may_edit") or m.responsible_id == reader.pk)
    ask = ask_of(plan, measures, mine, today)
    return PlanPage(
        plan=plan,
        ask=ask,
        today=today,
        measures=measures,
        next_measure=_next_measure(measures, mine),
        mine=mine,
        criteria=rows.criteria,
        people=rows.people,
        notes=rows.notes,
        evaluations=rows.evaluations,
        deadline_changes=rows.deadline_changes,
        linked=_linked(plan, rows, reader),
        history=history_of(plan, rows)[:SHORT_HISTORY],
        mails=rows.mails,
        trail=[(unit.name, url) for unit in (*rows.above, plan.unit) if (url := address_of(unit))],
        sentence=follow_up_sentence(plan),
        stall=StallPart.of(plan),
        ending=plan_ending(plan, reader, now=now),
        is_overdue=plan.is_overdue(today),
        may_undo=plan.may_be_undone(now) and _may_take_back(plan),
        may_carry_on=may(reader, Perm.EDIT_PLANS, plan.unit_id, plan.unit.path),
        voices=voices_of(plan, reader),
        files=list(plan.attachments.kept()) if _right(plan, "has_files") else [],
        shown_in=list(Unit.objects.filter(plans_shown__in=plan.shares.current()).named()) if _right(plan, "has_shares") else [],
        helped=helped_of(plan, reader, today),
        pulse=pulse_part(plan, reader, today),
        status=status_part(plan, reader, today),
        lifted=lifted_of(plan, today) if _right(plan, "is_lifted") else [],
        came_back=came_back(plan, reader, today),
        sprang_from=sprang_from(plan, reader),
    )


def _linked(plan: ActionPlan, rows: PlanRows, reader: User) -> list[ActionPlan]:
    """The plans before and after this one, as far as the reader may see them; most plans have none and ask nothing."""
    if not (plan.follows_id or plan.copied_from_id or rows.is_carried_on):
        return []
    return list(ActionPlan.objects.visible_to(reader).linked_with(plan))


def ask_of(plan: ActionPlan, measures: list[Measure], mine: frozenset[int], today: date) -> Ask:
    """What this reader is asked for, by the plan's state and dates; readers are asked for nothing."""
    if plan.status in (Status.CLOSED, Status.NOT_CARRIED_OUT):
        return _ask_of_ended(plan, today)
    due = plan.evaluate_on is not None and plan.evaluate_on <= today
    if plan.status in (Status.ACTIVE, Status.AWAITING) and due and _right(plan, "may_evaluate"):
        return Ask.EVALUATE
    if _right(plan, "may_edit"):
        return _ask_of_editor(plan, measures, today)
    return Ask.MEASURE if plan.status == Status.ACTIVE and _next_measure(measures, mine) else Ask.READ


def _ask_of_ended(plan: ActionPlan, today: date) -> Ask:
    """The second person's word first, then whether it still works; asked of those who may answer."""
    if _right(plan, "may_confirm"):
        return Ask.CONFIRM
    is_due = plan.hold_check_on is not None and plan.hold_check_on <= today + ASKED_AHEAD
    return Ask.HOLD_CHECK if is_due and _right(plan, "may_edit") else Ask.ENDED


def _ask_of_editor(plan: ActionPlan, measures: list[Measure], today: date) -> Ask:
    if plan.status == Status.DRAFT:
        return Ask.DRAFT
    if plan.status == Status.STANDING:
        return Ask.REVIEW if plan.review_on and plan.review_on <= today + REVIEW_AHEAD else Ask.WAIT
    if plan.status == Status.AWAITING:
        return Ask.WAIT
    is_time = plan.implement_by is not None and plan.implement_by < today
    return Ask.CARRIED_OUT if is_time or all(measure.done_on for measure in measures) else Ask.MEASURE


def _way_state(number: int, here: int) -> str:
    if number < here or here == len(WAY) - 1:
        return "done"
    return "now" if number == here else "todo"


def _next_measure(measures: list[Measure], mine: frozenset[int]) -> Measure | None:
    """The first to be done among those this reader may mark."""
    undone = [measure for measure in measures if measure.done_on is None and measure.pk in mine]
    return min(undone, key=lambda measure: (measure.due_on or date.max, measure.order), default=None)


def _may_take_back(plan: ActionPlan) -> bool:
    """Who may edit takes any ending back, who may evaluate a verdict."""
    return _right(plan, "may_edit") or (plan.status == Status.CLOSED and _right(plan, "may_evaluate"))


def _right(plan: ActionPlan, name: str) -> bool:
    """A right that `with_rights_of` or `with_ending_for` has put on the row."""
    return bool(cast("bool", getattr(plan, name)))
