"""“You said – we did”: what a unit's newest APV showed, and what became of each finding. Published figures and open rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Count, Prefetch, Q

from actionplans.models import ActionPlan
from actionplans.steps import badge_of
from apv.models import LOOKED_AT, Finding, FindingReview, Outcome, UnitAssessment
from apv.pulses import Figure, PulseResult, kept_figure, results_of, with_pulse_flags
from orgstructure.models import Unit

WORKED_ON = (Outcome.PLAN, Outcome.AT_ONCE, Outcome.LIFTED, Outcome.STANDING)
PLAN_COLUMNS = ("title", "status", "ended_at", "ended_reason", "ended_code", "evaluate_on", "closing_evaluation__verdict")


@dataclass(frozen=True)
class Became:
    """One finding, the plans everybody may read, and what the staff said when asked again."""

    finding: Finding
    plans: tuple[ActionPlan, ...]
    pulse: PulseResult | None

    @property
    def figure(self) -> Figure | None:
        """The published figure it stands on."""
        return kept_figure(self.finding)

    @property
    def states(self) -> list[tuple[ActionPlan, tuple[str, str]]]:
        """Each plan with its badge."""
        return [(plan, badge_of(plan)) for plan in self.plans]

    @property
    def look(self) -> FindingReview | None:
        """The last time it was looked at again, for what waits or stays."""
        looks = self.finding.reviews.all() if self.finding.outcome in LOOKED_AT else ()
        return list(looks)[-1] if looks else None

    @property
    def next_on(self) -> date | None:
        """When it is taken up, or looked at next."""
        return self.look.next_on if self.look else self.finding.outcome_on

    @property
    def outcome_template(self) -> str:
        """Where the words stand: one small template for each outcome, and one for a finding nobody has decided about."""
        return f"apv/became/{self.finding.outcome or 'undecided'}.html"


@dataclass(frozen=True)
class Aftermath:
    """A unit's newest APV as its people read it."""

    assessment: UnitAssessment
    found: tuple[Became, ...]

    @property
    def is_survey(self) -> bool:
        """It began with a questionnaire."""
        return self.assessment.method == UnitAssessment.Method.SURVEY


def aftermath_of(unit: Unit) -> Aftermath | None:
    """None where there is no APV with findings. The same number of queries for one finding as for many."""
    with_findings = Q(findings__withdrawn_on=None, findings__isnull=False)
    rows = UnitAssessment.objects.for_unit(unit).filter(with_findings).select_related("round_unit__round")
    assessment = rows.first()
    if assessment is None:
        return None
    open_plans = with_pulse_flags(ActionPlan.objects.published().filter(is_confidential=False)).select_related("closing_evaluation")
    findings = Finding.objects.standing_in(assessment).select_related("lifted__to_unit")
    found = list(findings.prefetch_related(Prefetch("plans", open_plans.only(*PLAN_COLUMNS), to_attr="open_plans"), "reviews"))
    pulses = results_of([plan.pk for finding in found for plan in _plans(finding) if plan.has_pulse])
    return Aftermath(assessment, tuple(_became(finding, pulses) for finding in found))


def _became(finding: Finding, pulses: dict[int, PulseResult]) -> Became:
    plans = _plans(finding)
    return Became(finding, plans, next((pulses[plan.pk] for plan in plans if plan.pk in pulses), None))


def _plans(finding: Finding) -> tuple[Any, ...]:
    return tuple(getattr(finding, "open_plans", ()))


@dataclass(frozen=True)
class SinceLastTime:
    """The one line before the first question of the next round."""

    found: int
    worked_on: int

    @classmethod
    def of(cls, units: Sequence[int]) -> Self | None:
        """Of the first of these units (the respondent's, then the one above) that has an APV with decided findings."""
        confirmed = Q(findings__withdrawn_on=None) & ~Q(findings__outcome__in=("", Outcome.NOT_HERE))
        rows = UnitAssessment.objects.filter(unit__in=units).annotate(
            found=Count("findings", filter=confirmed), worked_on=Count("findings", filter=confirmed & Q(findings__outcome__in=WORKED_ON))
        )
        newest: dict[int, tuple[int, int]] = {}
        for unit, found, worked_on in rows.filter(found__gt=0).order_by("begun_on", "pk").values_list("unit", "found", "worked_on"):
            newest[unit] = (found, worked_on)
        return next((cls(*newest[unit]) for unit in units if unit in newest), None)
