"""The figure that measures us, and the few questions behind it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from actionplans.models.choices import Status
from actionplans.models.evaluation import EffectEvaluation, EffectEvaluationQuerySet
from actionplans.models.traces import PlanPlacement
from orgstructure.access import Scope
from safetynet.common.fields import valid_on

if TYPE_CHECKING:
    from actionplans.models.plans import ActionPlan  # noqa: F401  named as text in the class below

GRACE_DAYS = 14  # an evaluation this many days after the date is still in time


class MeasuredQuerySet(models.QuerySet["ActionPlan"]):
    """The one figure that measures us: evaluated no later than 14 days after the date as first published.

    The cohort of a period is `due_first_between(start, end).measured()`, in a unit `.placed_under(path)`; those that
    made it are `.evaluated_by_first_date()`, those that came later `.evaluated_too_late()`. Beside it the
    same with `grace_days=0`, and by current date (`due_now_between`, `evaluated_by_current_date`). Plans that are
    standing or were not carried out are in `due_first_between` but not in `measured`: they are shown beside.
    """

    def due_first_between(self, start: date | None, end: date | None, grace_days: int = GRACE_DAYS) -> Self:
        """Published plans whose first expected closing date plus the grace falls in [start, end]; None leaves an end open."""
        return self.exclude(status=Status.DRAFT).filter(between("first_expected_closing_on", start, end, grace_days))

    def due_now_between(self, start: date | None, end: date | None, grace_days: int = GRACE_DAYS) -> Self:
        """The same by the current date, which extensions have moved."""
        return self.exclude(status=Status.DRAFT).filter(between("expected_closing_on", start, end, grace_days))

    def measured(self) -> Self:
        """Without those that are standing or were not carried out."""
        return self.exclude(status__in=(Status.STANDING, Status.NOT_CARRIED_OUT))

    def placed_under(self, path: str, grace_days: int = GRACE_DAYS, of: str = "first_expected_closing_on") -> Self:
        """Plans that on their date plus the grace belonged to the unit with that path or one now below it."""
        return self.filter(Exists(_placements(grace_days, of).filter(unit__path__startswith=path)))

    def placed_in(self, area: Scope, grace_days: int = GRACE_DAYS, of: str = "first_expected_closing_on") -> Self:
        """The same for any part of the organisation."""
        return self.filter(Exists(_placements(grace_days, of).filter(area.where())))

    def last_found(self, verdicts: Iterable[str], start: date | None, end: date | None) -> Self:
        """Plans whose last verdict, given in [start, end], is one of these; no verdicts named means any."""
        found = EffectEvaluation.objects.last_of_each_plan().filter(between("on", start, end), plan=OuterRef("pk"))
        wanted = list(verdicts)
        return self.filter(Exists(found.filter(verdict__in=wanted) if wanted else found))

    def evaluated_by(self, column: str, grace_days: int = GRACE_DAYS) -> Self:
        """A verdict other than “too early to tell”, not undone, by the date in that column plus the grace."""
        return self.filter(_verdict_by(column, grace_days))

    def evaluated_by_first_date(self, grace_days: int = GRACE_DAYS) -> Self:
        """In time as we are measured: by the date as first published plus the grace."""
        return self.evaluated_by("first_expected_closing_on", grace_days)

    def evaluated_by_current_date(self, grace_days: int = GRACE_DAYS) -> Self:
        """The same by the current date."""
        return self.evaluated_by("expected_closing_on", grace_days)

    def evaluated_too_late(self, column: str = "first_expected_closing_on", grace_days: int = GRACE_DAYS) -> Self:
        """A verdict, but none by the date plus the grace."""
        return self.filter(Exists(_verdicts()), ~_verdict_by(column, grace_days))

    def not_evaluated_by(self, column: str = "first_expected_closing_on", grace_days: int = GRACE_DAYS) -> Self:
        """No verdict by the date plus the grace: still open, or evaluated too late."""
        return self.filter(~_verdict_by(column, grace_days))


def between(column: str, start: date | None, end: date | None, grace_days: int = 0) -> Q:
    grace = timedelta(days=grace_days)
    found = Q()
    if start:
        found &= Q(**{f"{column}__gte": start - grace})
    if end:
        found &= Q(**{f"{column}__lte": end - grace})
    return found


def _verdict_by(column: str, grace_days: int) -> Exists:
    return Exists(_verdicts().filter(on__lte=OuterRef(column) + timedelta(days=grace_days)))


def _verdicts() -> EffectEvaluationQuerySet:
    return EffectEvaluation.objects.final().filter(plan=OuterRef("pk"))


def _placements(grace_days: int, of: str) -> models.QuerySet[PlanPlacement]:
    day = OuterRef(of) + timedelta(days=grace_days)
    return PlanPlacement.objects.filter(valid_on(day), plan=OuterRef("pk"))
