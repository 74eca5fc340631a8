"""Did it help? The verdict, criterion by criterion, wanted and unwanted."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import FINAL_VERDICTS, NAMED_SOURCES, Consequence, Likelihood, NextStep, Verdict, VerdictSource
from actionplans.models.outcome import VERDICTS, told_to_the_plan
from actionplans.models.risk import Risk, is_a_cell_or_nothing
from orgstructure.models import User


class EffectEvaluationQuerySet(models.QuerySet["EffectEvaluation"]):
    """Evaluations that count."""

    def standing(self) -> Self:
        """Not undone."""
        return self.filter(undone_at=None)

    def final(self) -> Self:
        """Not undone, and more than “too early to tell”."""
        return self.standing().filter(verdict__in=FINAL_VERDICTS)

    def with_named_source(self) -> Self:
        """Those that rest on more than the own impression: asked, counted, looked at."""
        return self.filter(source__in=NAMED_SOURCES)

    def last_of_each_plan(self) -> Self:
        """Of the final ones those that no later one of the same plan has replaced: each plan is in it once."""
        later = EffectEvaluation.objects.final().filter(
            Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), plan=OuterRef("plan")
        )
        return self.final().filter(~Exists(later))


class EffectEvaluation(models.Model):
    """One effect evaluation (effektvurdering, R33); an undone one stays as a trace and counts for nothing."""

    class Channel(models.TextChoices):
        """How it came in."""

        PAGE = "page", _("signed in")
        MAIL_LINK = "mail_link", _("by the link in a mail")
        MEETING = "meeting", _("in a meeting")

    plan = models.ForeignKey("actionplans.ActionPlan", models.CASCADE, related_name="evaluations")
    verdict = models.CharField(max_length=10, choices=Verdict)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PAGE)
    wanted_effects = models.TextField(max_length=2000, blank=True)
    unwanted_effects = models.TextField(max_length=2000, blank=True)
    heard = models.CharField(max_length=300, blank=True, help_text="Who was heard.")
    method = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=20, choices=VerdictSource, blank=True, help_text="What it rests on; empty before it was asked.")
    residual_likelihood = models.PositiveSmallIntegerField(choices=Likelihood, null=True)
    residual_consequence = models.PositiveSmallIntegerField(choices=Consequence, null=True)
    next_step = models.CharField(max_length=10, choices=NextStep, default=NextStep.NONE)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submission_id = models.UUIDField(unique=True)

    objects = EffectEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [told_to_the_plan("evaluation_told_to_plan", VERDICTS)]
        constraints = [
            models.CheckConstraint(
                name="evaluation_undone_at_and_by_together",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluation_without_effect_has_a_next_step",
                condition=~Q(verdict__in=("no_effect", "worse")) | ~Q(next_step="none"),
            ),
            models.CheckConstraint(
                name="evaluation_risk_is_a_cell_or_nothing",
                condition=is_a_cell_or_nothing("residual_likelihood", "residual_consequence"),
            ),
        ]
        indexes = [
            # The first day and the last word of each plan are read from here without touching the table.
            models.Index(
                fields=["plan", "-at", "-id"],
                include=["on", "verdict"],
                name="evaluation_final",
                condition=Q(undone_at=None, verdict__in=FINAL_VERDICTS),
            ),
            models.Index(fields=["by", "-at"], name="evaluation_by_author"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.on}"

    @property
    def has_named_source(self) -> bool:
        """Rests on more than the own impression."""
        return self.source in NAMED_SOURCES

    @property
    def residual_risk(self) -> Risk | None:
        """What is left of the risk, if that was assessed."""
        return Risk.of(self.residual_likelihood, self.residual_consequence)


class CriterionResult(models.Model):
    """Whether one success criterion was reached."""

    class Result(models.TextChoices):
        """Reached or not."""

        REACHED = "reached", _("reached")
        PARTLY = "partly", _("partly reached")
        NOT_REACHED = "not_reached", _("not reached")

    evaluation = models.ForeignKey(EffectEvaluation, models.CASCADE, related_name="results")
    criterion = models.ForeignKey("actionplans.SuccessCriterion", models.CASCADE, related_name="results")
    result = models.CharField(max_length=15, choices=Result)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "criterion"], name="criterion_has_one_result_an_evaluation")]

    def __str__(self) -> str:
        return self.result
