"""How a plan ends in proportion to what is at stake: the region's rule, the look a year later, the representative's own mark."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from actionplans.models.choices import HoldAnswer, HoldStep, MarkAnswer
from orgstructure.access import scope_of
from orgstructure.models import Coverage, Seat, SeatRole, User
from orgstructure.permissions import Perm
from safetynet.common.fields import valid_on

SERIOUS_FROM = 12
MONTHS_UNTIL_HOLD_CHECK = 12


class EndingRule(models.Model):
    """What makes a plan serious in this region, and when a serious one is looked at again: one row."""

    serious_from = models.PositiveSmallIntegerField(default=SERIOUS_FROM, help_text="Risk from which a plan is serious (2 to 25).")
    hold_check_months = models.PositiveSmallIntegerField(default=MONTHS_UNTIL_HOLD_CHECK)

    class Meta:
        constraints = [
            models.CheckConstraint(name="ending_rule_is_one_row", condition=Q(pk=1)),
            models.CheckConstraint(name="ending_rule_risk_is_one_of_the_matrix", condition=Q(serious_from__range=(2, 25))),
            models.CheckConstraint(name="ending_rule_looks_again_within_three_years", condition=Q(hold_check_months__range=(3, 36))),
        ]

    def __str__(self) -> str:
        return f"serious from {self.serious_from}"

    @classmethod
    def current(cls) -> Self:
        """The region's rule, as shipped until somebody changes it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class HoldCheck(models.Model):
    """“Does it still work?”, asked some time after a serious plan was closed; only ever added."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="hold_checks")
    answer = models.CharField(max_length=10, choices=HoldAnswer)
    words = models.TextField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=10, choices=HoldStep, default=HoldStep.NONE)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submission_id = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="hold_check_that_failed_has_a_next_step", condition=~Q(answer="no") | ~Q(next_step="none")),
            models.CheckConstraint(name="hold_check_that_holds_needs_nothing", condition=~Q(answer="still") | Q(next_step="none")),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.on}"


class VerdictMark(models.Model):
    """The work-environment representative's own view of the effect: stands beside the verdict and never changes it."""

    evaluation = models.ForeignKey("actionplans.EffectEvaluation", models.CASCADE, related_name="marks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=MarkAnswer)
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "by"], name="mark_is_one_a_person_and_verdict")]

    def __str__(self) -> str:
        return f"{self.answer} {self.by_id}"


def ending_for(user: User, today: date) -> dict[str, Any]:
    """What `with_ending_for` adds to a plan's row: who gave a verdict never confirms it, a mark is the representative's."""
    confirms = Q(confirm_by__isnull=False, confirmed_at=None) & ~Q(closing_evaluation__by=user)
    confirms &= Q(confirm_by=user) | scope_of(user, Perm.VIEW_CLOSED_PLANS).where()
    seats = Seat.objects.current(today).filter(user=user, role=SeatRole.AMR, committee__level__is_group=True)
    covers = Coverage.objects.filter(valid_on(today), committee__in=seats.values("committee"), unit=OuterRef("unit"))
    marks = VerdictMark.objects.filter(evaluation__plan=OuterRef("pk"))
    rule = EndingRule.objects.filter(pk=1)
    return {
        "may_confirm": ExpressionWrapper(confirms, output_field=models.BooleanField()),
        "may_mark": Exists(covers),
        "has_second_looks": Exists(marks) | Exists(HoldCheck.objects.filter(plan=OuterRef("pk"))),
        "serious_from": Coalesce(Subquery(rule.values("serious_from")), SERIOUS_FROM),
        "hold_check_months": Coalesce(Subquery(rule.values("hold_check_months")), MONTHS_UNTIL_HOLD_CHECK),
    }
