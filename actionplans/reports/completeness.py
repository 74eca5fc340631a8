"""What open plans still lack, each thing with its plans, so that it can be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from actionplans.models import ActionPlan, Measure, SuccessCriterion
from orgstructure.access import Scope
from orgstructure.models import Engagement, User
from safetynet.common.fields import valid_on


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, in how many of the open plans."""

    code: str
    plans: int
    of: int


def gone(today: date) -> frozenset[int]:
    """Who has left: no longer active, or with nothing but employments that have ended. One query."""
    employments = Engagement.objects.values("user").annotate(here=Count("pk", filter=valid_on(today)))
    left = Q(is_active=False) | Q(pk__in=employments.filter(here=0).values("user"))
    return frozenset(User.objects.filter(left).values_list("pk", flat=True))


def _measures(*where: Q) -> Exists:
    return Exists(Measure.objects.filter(*where, plan=OuterRef("pk")))


def _criteria(*where: Q) -> Exists:
    return Exists(SuccessCriterion.objects.filter(*where, plan=OuterRef("pk")))


def _nobody_does_it(left: frozenset[int]) -> Q:
    nobody = Q(responsible=None) | Q(due_on=None) | Q(responsible__in=left)
    return Q(_measures(Q(done_on=None) & nobody))


# Each asked with those who have left.
CHECKS: dict[str, Callable[[frozenset[int]], Q]] = {
    "owner-left": lambda left: Q(owner__in=left),
    "evaluator-left": lambda left: Q(evaluator__in=left),
    "no-measure": lambda _left: Q(~_measures()),
    "measure-nobody": _nobody_does_it,
    "no-ladder": lambda _left: Q(_measures(Q(ladder=""))),
    "no-criterion": lambda _left: Q(~_criteria()),
    "no-target": lambda _left: Q(_criteria(Q(kind=SuccessCriterion.Kind.MEASURED) & (Q(baseline="") | Q(target="")))),
    "no-method": lambda _left: Q(evaluation_method=""),
}


def missing_by_check(area: Scope, today: date) -> tuple[Missing, ...]:
    """Each check with its number of open plans, those without any left out. Two queries."""
    plans, left = ActionPlan.objects.open().filter(area.where()).order_by(), gone(today)
    counts = {code.replace("-", "_"): Count("pk", filter=check(left)) for code, check in CHECKS.items()}
    found = plans.aggregate(all=Count("pk"), **counts)
    numbers = {code: found[code.replace("-", "_")] for code in CHECKS}
    return tuple(Missing(code, number, found["all"]) for code, number in numbers.items() if number)


def lacking(code: str, today: date) -> Q:
    """The plans behind one check; open ones are asked for beside it."""
    return CHECKS[code](gone(today))
