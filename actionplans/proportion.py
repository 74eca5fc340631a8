"""How much a plan needs to end: a small one closes with one verdict, a serious one is confirmed by a second person and looked at again.

Serious is a plan that is acute, or whose risk reaches what the region has set. The page says which it is and why, beforehand
and afterwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, EffectEvaluation, EndingRule, Verdict
from actionplans.proposals import months_after, working_day
from orgstructure.models import Unit, User
from orgstructure.reports import group_of

HELPED = (Verdict.SOLVED, Verdict.PARTLY)


@dataclass(frozen=True)
class Proportion:
    """Whether a plan is serious, and the reason in a sentence."""

    is_serious: bool
    why: str

    @classmethod
    def of(cls, plan: ActionPlan, rule: EndingRule) -> "Proportion":
        """By the plan's own columns; asks nothing."""
        if plan.is_acute:
            return cls(is_serious=True, why=_("The plan is acute, so it counts as serious."))
        if plan.risk is None:
            return cls(is_serious=False, why=_("The plan is not acute, and its risk has not been assessed."))
        words = {"score": plan.risk.score, "limit": rule.serious_from}
        if plan.risk.score >= rule.serious_from:
            return cls(is_serious=True, why=_("The risk was %(score)s of 25, and from %(limit)s a plan counts as serious.") % words)
        why = _("The plan is not acute, and its risk was %(score)s of 25: a plan counts as serious from %(limit)s.") % words
        return cls(is_serious=False, why=why)


def what_it_needs(proportion: Proportion, rule: EndingRule) -> str:
    """What ending the plan asks for, in a sentence."""
    if not proportion.is_serious:
        return _("One verdict closes it.")
    again = ngettext("after %(months)s month", "after %(months)s months", rule.hold_check_months) % {"months": rule.hold_check_months}
    said = _("A second person, the work-environment representative or the manager, confirms the verdict, and you look again %(again)s.")
    return said % {"again": again}


def needs_of(plan: ActionPlan) -> str:
    """Whether the plan is serious, why, and what ending it asks for: what the pages say before the verdict."""
    rule = EndingRule.current()
    proportion = Proportion.of(plan, rule)
    return f"{proportion.why} {what_it_needs(proportion, rule)}"


def endings_of(plan: ActionPlan, evaluation: EffectEvaluation, *, today: date) -> dict[str, object]:
    """What closing with this verdict sets on a serious plan: who confirms it, and when it is looked at again if it helped."""
    if not (plan.is_acute or plan.risk):
        return {}
    rule = EndingRule.current()
    if not Proportion.of(plan, rule).is_serious:
        return {}
    again_on = working_day(months_after(today, rule.hold_check_months)) if evaluation.verdict in HELPED else None
    return {"confirm_by": second_person(plan, evaluation.by_id, today=today), "hold_check_on": again_on}


def second_person(plan: ActionPlan, giver_id: int, *, today: date) -> User | None:
    """Who is asked to confirm a verdict: the representative, or the manager where a representative gave it; never who gave it.

    Of a confidential plan only somebody of the unit itself, who may read it. None where there is nobody else.
    """
    group = group_of(plan.unit, today)
    managers = [*_managers(plan)]
    representatives = [person.pk for person in group.amrs]
    near = [*managers[:1], *representatives] if giver_id in representatives else [*representatives, *managers[:1]]
    further = [] if plan.is_confidential else managers[1:]
    return _first_employed([*near, *(person.pk for person in group.leaders), *further], giver_id, today)


def _managers(plan: ActionPlan) -> Iterator[int]:
    """The unit's own manager, then those above; a unit without one begins with the next above unless the plan is confidential."""
    chain = Unit.objects.filter(pk__in=[plan.unit_id, *plan.unit.ancestor_ids()]).order_by("-depth")
    for unit_id, manager_id in chain.values_list("pk", "manager"):
        if manager_id and (unit_id == plan.unit_id or not plan.is_confidential):
            yield manager_id


def _first_employed(ids: Iterable[int], giver_id: int, today: date) -> User | None:
    wanted = [pk for pk in dict.fromkeys(ids) if pk != giver_id]
    there = User.objects.employed(today).in_bulk(wanted)
    return next((there[pk] for pk in wanted if pk in there), None)
