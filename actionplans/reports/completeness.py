"""What open plans still lack, each thing with its plans, so that it can be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from actionplans.models import ActionPlan, Measure, SuccessCriterion
from orgstructure.access import Scope
from orgstructure.models import User


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, in how many of the open plans."""

    code: str
    plans: int
    of: int


def _has_left(column: str, today: date) -> Q:
    return Q(**{f"{column}__isnull": False}) & ~Q(**{f"{column}__in": User.objects.admitted(today).values("pk")})


def _measures(*where: Q) -> Exists:
    return Exists(Measure.objects.filter(*where, plan=OuterRef("pk")))


def _criteria(*where: Q) -> Exists:
    return Exists(SuccessCriterion.objects.filter(*where, plan=OuterRef("pk")))


def _nobody_does_it(today: date) -> Q:
    undone, nobody = Q(done_on=None), Q(responsible=None) | Q(due_on=None)
    return Q(_measures(undone & (nobody | _has_left("responsible", today))))


CHECKS: dict[str, Callable[[date], Q]] = {
    "owner-left": lambda today: _has_left("owner", today),
    "evaluator-left": lambda today: _has_left("evaluator", today),
    "no-measure": lambda _today: Q(~_measures()),
    "measure-nobody": _nobody_does_it,
    "no-ladder": lambda _today: Q(_measures(Q(ladder=""))),
    "no-criterion": lambda _today: Q(~_criteria()),
    "no-target": lambda _today: Q(_criteria(Q(kind=SuccessCriterion.Kind.MEASURED) & (Q(baseline="") | Q(target="")))),
    "no-method": lambda _today: Q(evaluation_method=""),
}


def missing_by_check(area: Scope, today: date) -> tuple[Missing, ...]:
    """Each check with its number of open plans, those without any left out. One query."""
    plans = ActionPlan.objects.open().filter(area.where()).order_by()
    found = plans.aggregate(all=Count("pk"), **{code.replace("-", "_"): Count("pk", filter=check(today)) for code, check in CHECKS.items()})
    counts = {code: found[code.replace("-", "_")] for code in CHECKS}
    return tuple(Missing(code, number, found["all"]) for code, number in counts.items() if number)


def lacking(code: str, today: date) -> Q:
    """The plans behind one check; open ones are asked for beside it."""
    return CHECKS[code](today)
