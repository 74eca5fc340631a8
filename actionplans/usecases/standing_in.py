"""A deputy's acts on a plan are kept with both names; what somebody does in person stays in the own name alone."""

from datetime import datetime

from actionplans.models import ActionPlan, Measure, Status
from orgstructure import acting
from orgstructure.models import User
from orgstructure.permissions import Perm

# Verbs that need another right than changing plans, and those that every employee or one who is asked does in person: with None.
OTHER_RIGHTS: dict[str, Perm | None] = {
    "answer_help": Perm.OFFER_HELP,
    "take_up": Perm.PRIORITISE_PLANS,
    "confirm": Perm.VIEW_CLOSED_PLANS,
    "unconfirm": None,
    "disagree": Perm.VIEW_CLOSED_PLANS,
    "mark": None,
    "comment": None,
    "follow": None,
    "unfollow": None,
}
EVALUATORS = ("evaluate", "adjust")


def note(verb: str, about: object, *, by: User, now: datetime) -> None:
    """Before the act: was it allowed only because the person is somebody's deputy? One query for all who are nobody's."""
    plan = about if isinstance(about, ActionPlan) else getattr(about, "plan", None)
    perm = OTHER_RIGHTS.get(verb, Perm.EDIT_PLANS)
    if isinstance(plan, ActionPlan) and perm and not _is_own(verb, about, plan, by):
        acting.note(by, perm, [plan.unit], acting.Subject.PLAN, plan.pk, now)


def _is_own(verb: str, about: object, plan: ActionPlan, by: User) -> bool:
    """Allowed by what the person is to the plan itself."""
    if plan.owner_id == by.pk or (plan.status == Status.DRAFT and plan.created_by_id == by.pk):
        return True
    if verb in EVALUATORS and plan.evaluator_id == by.pk:
        return True
    if verb in ("confirm", "disagree") and plan.confirm_by_id == by.pk:
        return True
    return isinstance(about, Measure) and about.responsible_id == by.pk
