"""The inspection folder of a unit: everything the labour inspectorate asks for about its APV, as one document."""

from datetime import date, timedelta
from typing import Any

from actionplans.models import ActionPlan
from apv.assessment_page import AssessmentPage, assessment_page, rows_of
from apv.models import Finding, RiskAssessmentVersion, SafetyRound, UnitAssessment, WorkChange
from apv.reports.risks import VersionPage
from apv.reports.unit import UnitDuty
from orgstructure.models import Unit, User

REACHES_BACK = timedelta(days=3 * 365 + 1)
MOST_ASSESSMENTS = 4
MOST_ROWS = 200


def context_of(unit: Unit, by: User, *, today: date) -> dict[str, Any]:
    """What three years hold: clocks, APVs with outcomes, plans, risk assessment, changes, rounds. Confidential plans stay out."""
    since = today - REACHES_BACK
    duty = UnitDuty.of(unit, today=today)
    version = RiskAssessmentVersion.objects.in_force().filter(unit=unit).select_related("unit", "by").order_by("-number").first()
    loose = Finding.objects.visible_to(by).filter(unit=unit, assessment=None, withdrawn_on=None, made_at__date__gte=since)
    return {
        "unit": unit,
        "duty": duty,
        "assessments": _assessments(unit, by, since, today),
        "loose": rows_of(loose.for_rows().order_by("-made_at")[:MOST_ROWS], by, today),
        "plans": _plans(unit, by, since),
        "version": VersionPage.of(version, reader=by, today=today) if version else None,
        "changes": list(WorkChange.objects.standing().filter(unit=unit, on__gte=since).order_by("-on")[:MOST_ROWS]),
        "rounds": list(SafetyRound.objects.completed().filter(unit=unit, on__gte=since)[:MOST_ROWS]),
        "since": since,
    }


def _assessments(unit: Unit, by: User, since: date, today: date) -> list[AssessmentPage]:
    rows = UnitAssessment.objects.visible_to(by).for_unit(unit).filter(begun_on__gte=since)
    related = rows.select_related("unit", "round_unit__round", "completed_by")
    return [assessment_page(one, by, today=today) for one in related[:MOST_ASSESSMENTS]]


def _plans(unit: Unit, by: User, since: date) -> list[ActionPlan]:
    rows = ActionPlan.objects.visible_to(by).published().filter(unit=unit, is_confidential=False)
    return list(rows.open_or_closed_since(since).select_related("owner", "closing_evaluation").order_by("-published_at", "-pk")[:MOST_ROWS])
