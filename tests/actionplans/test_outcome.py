"""What the database keeps on a plan's row is what its verdicts and places say."""

from datetime import timedelta

import pytest

from actionplans.models import EffectEvaluation, PlanPlacement, Verdict
from tests.factories import NOW, TODAY, EvaluationFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def outcome_of(plan):
    plan.refresh_from_db()
    return plan.first_verdict_on, plan.last_verdict_on, plan.last_verdict


def test_first_and_last_verdict_follow_what_is_said_undone_and_corrected():
    plan = PlanFactory()
    assert outcome_of(plan) == (None, None, "")

    EvaluationFactory(plan=plan, verdict=Verdict.TOO_EARLY, on=TODAY - 9 * DAY, at=NOW - 9 * DAY)
    assert outcome_of(plan) == (None, None, "")

    EvaluationFactory(plan=plan, verdict=Verdict.PARTLY, on=TODAY - 5 * DAY, at=NOW - 5 * DAY)
    last = EvaluationFactory(plan=plan, verdict=Verdict.SOLVED, on=TODAY - DAY, at=NOW - DAY)
    assert outcome_of(plan) == (TODAY - 5 * DAY, TODAY - DAY, "solved")

    EffectEvaluation.objects.filter(pk=last.pk).update(undone_at=NOW, undone_by=last.by)
    assert outcome_of(plan) == (TODAY - 5 * DAY, TODAY - 5 * DAY, "partly")

    plan.evaluations.all().delete()
    assert outcome_of(plan) == (None, None, "")


def test_the_row_knows_since_when_its_unit_owns_the_plan():
    plan = PlanFactory()
    PlanPlacement.objects.filter(plan=plan).delete()
    plan.refresh_from_db()
    assert plan.placed_on is None

    before = PlanPlacement.objects.create(plan=plan, unit=UnitFactory(), valid_from=TODAY - 30 * DAY)
    before.valid_to = TODAY - 3 * DAY
    before.save(update_fields=["valid_to"])
    PlanPlacement.objects.create(plan=plan, unit=plan.unit, valid_from=TODAY - 3 * DAY)
    plan.refresh_from_db()
    assert plan.placed_on == TODAY - 3 * DAY
