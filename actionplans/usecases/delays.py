"""More time for a plan: at most 60 days at once and twice in a round; the second time the committee hears of it.

A round begins when a plan is published, adjusted after a verdict, or opened again. Moving the closing date and putting
reminders off are two ways of the same thing and counted together. Whoever decides above the unit may give more.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, NextStep, Snooze
from actionplans.models.choices import CHOSEN_DEADLINE_REASONS, DeadlineReason, LiftedBecause
from actionplans.usecases.faults import Faults
from orgstructure.access import scope_of
from orgstructure.models import RoleHolding, User
from orgstructure.permissions import Perm, Role

LONGEST = timedelta(days=60)
MOST = 2
OFF_THE_LIST: dict[str, object] = {"lifted_to_committee_at": None, "lifted_because": ""}


@dataclass(frozen=True)
class Allowance:
    """How much more time the plan may still get in this round, and whether this person is bound by that."""

    used: int
    is_bound: bool

    @property
    def left(self) -> int:
        """How many times more."""
        return max(0, MOST - self.used)

    @property
    def is_last(self) -> bool:
        """The next time is the one that puts the plan on the committee's list."""
        return self.is_bound and self.used == MOST - 1

    @property
    def is_used_up(self) -> bool:
        """Only somebody who decides above the unit may give more."""
        return self.is_bound and not self.left


def allowance_of(plan: ActionPlan, by: User, *, today: date) -> Allowance:
    """Of this person on this plan; who may give more without end is asked only where it matters."""
    begun = _round_began(plan)
    codes = list(plan.deadline_changes.filter(at__gte=begun).values_list("code", flat=True))
    moved = sum(code in CHOSEN_DEADLINE_REASONS for code in codes) - codes.count(DeadlineReason.UNDONE)
    used = moved + plan.snoozes.filter(at__gte=begun).count()
    return Allowance(used, is_bound=not may_give_more(plan, by, today=today))


def _round_began(plan: ActionPlan) -> datetime:
    """When it was published, opened again, or judged to need other measures, whichever came last."""
    moved = plan.moves.filter(verb__in=("publish", "reopen")).aggregate(at=Max("at"))["at"]
    judged = plan.evaluations.filter(next_step=NextStep.ADJUST, undone_at=None).aggregate(at=Max("at"))["at"]
    return max(filter(None, (moved, judged)), default=plan.created_at)


def may_give_more(plan: ActionPlan, by: User, *, today: date) -> bool:
    """Who chooses the order of plans on a level above the unit, or chairs a committee that covers it."""
    path = plan.unit.path
    if any(path.startswith(above) and (above != path or not plan.unit.depth) for above in scope_of(by, Perm.PRIORITISE_PLANS).paths):
        return True
    chairs = RoleHolding.objects.current(today).filter(user=by, role=Role.COMMITTEE_CHAIR, unit=plan.unit_id)
    return chairs.exists()


def faults_of(plan: ActionPlan, allowance: Allowance, new_on: date, *, today: date, is_snooze: bool = False) -> Faults:
    """What stands against more time until that day. The 60 days count from today, or from a closing date still to come."""
    from_day = today if is_snooze else max(today, plan.expected_closing_on or today)
    if allowance.is_used_up:
        return {
            "new_on": _(
                "The plan has got more time twice. A third time is given by the leader above %(unit)s, the coordinator or the chair of "
                "the committee: the plan is on the committee's list. You can also evaluate it, or end it with a reason."
            )
            % {"unit": plan.unit.name}
        }
    if allowance.is_bound and plan.expected_closing_on and new_on > from_day + LONGEST:
        latest = date_format(from_day + LONGEST, "DATE_FORMAT")
        text = _("At most 60 days at a time: choose %(day)s or an earlier date. The leader above, or the committee, can give more.")
        return {"new_on": text % {"day": latest}}
    return {}


def lift_after(plan: ActionPlan, allowance: Allowance, *, now: datetime) -> None:
    """The second delay puts the plan on the committee's list, once."""
    if allowance.is_last:
        lift(plan, because=LiftedBecause.DELAYED, now=now)


def lift(plan: ActionPlan, *, because: LiftedBecause, now: datetime) -> None:
    """Onto the committee's list, where it stays until the committee has taken it up or the plan ends; a reason given before stays."""
    if ActionPlan.objects.filter(pk=plan.pk, lifted_to_committee_at=None).update(lifted_to_committee_at=now, lifted_because=because):
        plan.refresh_from_db(fields=[*OFF_THE_LIST])


def take_off_the_list(plan: ActionPlan) -> None:
    """Off the committee's list, whoever changed the plan meanwhile."""
    ActionPlan.objects.filter(pk=plan.pk).update(**OFF_THE_LIST)
    plan.refresh_from_db(fields=[*OFF_THE_LIST])


def of_snooze(until: date, code: str, reason: str, *, today: date) -> Faults:
    """A day to come, and why."""
    found: Faults = {} if until > today else {"new_on": _("Choose a date after today.")}
    if not code:
        found["code"] = _("Choose why you need more time.")
    if code == DeadlineReason.OTHER and not reason.strip():
        found["reason"] = _("Write in a few words why you need more time.")
    return found


def write_snooze(plan: ActionPlan, *, until: date, code: str, reason: str, by: User, now: datetime) -> Snooze:
    """Reminders wait until that day; the plan's own dates stay."""
    plan.change(version=plan.version, snoozed_until=until, touched_at=now)
    return plan.snoozes.create(at=now, by=by, until=until, code=code, reason=reason)
