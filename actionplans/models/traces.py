"""What happened to a plan and when: append-only rows that figures and history read."""

from django.db import models
from django.db.models import Q

from actionplans.models.choices import DeadlineReason, Status
from actionplans.models.outcome import PLACE, told_to_the_plan
from orgstructure.models import Unit, User
from safetynet.common.fields import no_overlap, period_is_forward


class PlanMove(models.Model):
    """One move of one plan by one person; only ever added (web and worker may insert, not change)."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    from_status = models.CharField(max_length=20, choices=Status)
    to_status = models.CharField(max_length=20, choices=Status)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["plan", "at"], name="move_by_plan"), models.Index(fields=["-at", "-id"], name="move_latest")]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class DeadlineChange(models.Model):
    """The expected closing date was moved, by whom and why; the first date stays on the plan."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.PROTECT, related_name="deadline_changes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    old_on = models.DateField()
    new_on = models.DateField()
    code = models.CharField(max_length=20, choices=DeadlineReason)
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="deadline_change_other_says_why", condition=~Q(code="other") | ~Q(reason=""))]
        indexes = [models.Index(fields=["-at", "-id"], name="deadline_change_latest")]

    def __str__(self) -> str:
        return f"{self.old_on} → {self.new_on}"


class PlanPlacement(models.Model):
    """Which unit owned the plan when: figures of a past day read this, not the plan's own column."""

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        triggers = [told_to_the_plan("placement_told_to_plan", PLACE)]
        constraints = [
            period_is_forward("plan_placement_ends_after_it_began"),
            no_overlap("plan_is_in_one_unit_a_day", "plan_id"),
        ]
        indexes = [
            models.Index(fields=["unit", "valid_to"], name="placement_by_unit"),
            models.Index(fields=["plan"], name="placement_past", condition=Q(valid_to__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} in {self.unit_id}"
