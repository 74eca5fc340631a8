"""The next thing that is due on a plan: one rule for the list, the start page and the unit page."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, EndedCode, Status, Verdict
from safetynet.common.clock import COPENHAGEN

DID_NOT_HELP = (Verdict.NO_EFFECT, Verdict.WORSE)


@dataclass(frozen=True)
class Step:
    """What comes next, or how it ended, and on which day."""

    text: str | Promise
    on: date | None
    is_late: bool = False


@dataclass(frozen=True)
class PlanRow:
    """One plan as lists show it."""

    plan: ActionPlan
    step: Step
    is_overdue: bool
    days_over: int

    @classmethod
    def of(cls, plan: ActionPlan, today: date) -> "PlanRow":
        """From a plan fetched by `for_rows()`."""
        overdue = plan.is_overdue(today)
        over = (today - plan.expected_closing_on).days if overdue and plan.expected_closing_on else 0
        return cls(plan, step_of(plan, today), overdue, over)

    @property
    def was_moved(self) -> bool:
        """The date is no longer the one that was published."""
        return self.plan.first_expected_closing_on not in (None, self.plan.expected_closing_on)

    @property
    def may_move(self) -> bool:
        """On its way, so its date can be moved."""
        return self.plan.status in (Status.ACTIVE, Status.AWAITING)

    @property
    def overdue_label(self) -> str:
        """How late, in words."""
        return ngettext("%(days)s day overdue", "%(days)s days overdue", self.days_over) % {"days": self.days_over}

    @property
    def state(self) -> tuple[str, str]:
        """The badge of the plan."""
        return badge_of(self.plan)


def badge_of(plan: ActionPlan) -> tuple[str, str]:
    """The state's code and word; a closed plan says what came of it, and a tick says only that it helped."""
    if plan.status == Status.CLOSED and plan.closing_evaluation:
        verdict = Verdict(plan.closing_evaluation.verdict)
        code = "no_effect" if verdict in DID_NOT_HELP else "unknown" if verdict == Verdict.UNKNOWN else plan.status
        return code, str(capfirst(verdict.label))
    return plan.status, str(capfirst(Status(plan.status).label))


def step_of(plan: ActionPlan, today: date) -> Step:
    """By state: finish, do the next measure, say whether it is carried out, evaluate, review; else how it ended."""
    if plan.status == Status.DRAFT:
        return Step(_("Finish the draft"), None)
    if plan.status == Status.CLOSED:
        return Step(_("Closed"), _day(plan))
    if plan.status == Status.NOT_CARRIED_OUT:
        return Step(capfirst(EndedCode(plan.ended_code).label), _day(plan))
    text, on = _open_step(plan)
    return Step(text, on, on is not None and on < today)


def _open_step(plan: ActionPlan) -> tuple[str | Promise, date | None]:
    if plan.status == Status.AWAITING:
        return _("Evaluate the effect"), plan.evaluate_on
    if plan.status == Status.STANDING:
        return _("Review"), plan.review_on
    if next_measure := getattr(plan, "next_measure_on", None):
        return _("Next measure"), next_measure
    return _("Is it carried out?"), plan.implement_by


def _day(plan: ActionPlan) -> date | None:
    return plan.ended_at.astimezone(COPENHAGEN).date() if plan.ended_at else None
