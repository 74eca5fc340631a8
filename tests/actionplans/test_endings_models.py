"""What the database refuses about risk, confirmation and the look a year later."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from actionplans.models import ActionPlan, EndingRule, HoldCheck, VerdictMark
from actionplans.models.choices import NAMED_SOURCES
from actionplans.models.risk import Risk
from tests.factories import NOW, TODAY, ClosedPlanFactory, EvaluationFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db


def refuses(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize("cell", [(3, None), (None, 3), (0, 3), (3, 6)])
def test_a_risk_is_a_whole_cell_of_the_matrix_or_nothing(cell):
    likelihood, consequence = cell
    refuses("plan_risk_is_a_cell_or_nothing", lambda: PlanFactory(risk_likelihood=likelihood, risk_consequence=consequence))
    refuses(
        "evaluation_risk_is_a_cell_or_nothing",
        lambda: EvaluationFactory(residual_likelihood=likelihood, residual_consequence=consequence),
    )


def test_only_a_closed_plan_awaits_confirmation_or_a_later_look():
    plan, person = PlanFactory(), UserFactory()
    rows = ActionPlan.objects.filter(pk=plan.pk)
    for columns in ({"confirm_by": person}, {"hold_check_on": TODAY}):
        refuses("plan_only_a_closed_one_is_confirmed", lambda columns=columns: rows.update(**columns))


def test_nobody_confirms_without_a_time_or_without_being_asked():
    plan, person = ClosedPlanFactory(), UserFactory()
    rows = ActionPlan.objects.filter(pk=plan.pk)
    for columns in ({"confirmed_at": NOW}, {"confirmed_by": person}, {"confirmed_at": NOW, "confirmed_by": person}):
        refuses("plan_confirmed_at_and_by_together", lambda columns=columns: rows.update(**columns))
    rows.update(confirm_by=person, confirmed_at=NOW, confirmed_by=person)


def test_what_no_longer_works_has_a_next_step():
    plan = ClosedPlanFactory()
    look = {"plan": plan, "on": TODAY, "at": NOW, "by": plan.owner}
    refuses("hold_check_that_failed", lambda: HoldCheck.objects.create(answer="no", submission_id=uuid.uuid4(), **look))
    refuses(
        "hold_check_that_holds", lambda: HoldCheck.objects.create(answer="still", next_step="reopen", submission_id=uuid.uuid4(), **look)
    )


def test_a_representative_has_one_mark_on_a_verdict():
    evaluation, person = EvaluationFactory(), UserFactory()
    VerdictMark.objects.create(evaluation=evaluation, by=person, answer="helped", at=NOW)
    refuses("mark_is_one", lambda: VerdictMark.objects.create(evaluation=evaluation, by=person, answer="not", at=NOW))


def test_the_region_has_one_rule_and_it_fits_the_matrix():
    assert EndingRule.current().serious_from == 12
    refuses("one_row", lambda: EndingRule.objects.create(pk=2))
    refuses("one_of_the_matrix", lambda: EndingRule.objects.create(pk=1, serious_from=26))


def test_an_own_impression_is_no_named_source():
    named = EvaluationFactory(source="staff_asked")
    EvaluationFactory(source="own_impression")
    EvaluationFactory()

    assert list(type(named).objects.with_named_source()) == [named]
    assert "own_impression" not in NAMED_SOURCES
    assert named.has_named_source


def test_a_risk_says_its_level_in_words_and_number():
    assert [Risk(*cell).level for cell in ((1, 4), (5, 1), (2, 5), (4, 4), (5, 5))] == ["low", "medium", "high", "high", "very-high"]
    assert Risk(3, 4).score == 12
    assert Risk.of(3, None) is None


def test_who_awaits_confirmation_and_a_later_look_can_be_asked():
    plan, person = ClosedPlanFactory(), UserFactory()
    ClosedPlanFactory()
    ActionPlan.objects.filter(pk=plan.pk).update(confirm_by=person, hold_check_on=TODAY)

    assert list(ActionPlan.objects.awaiting_confirmation()) == [plan]
    assert list(ActionPlan.objects.hold_check_due(TODAY)) == [plan]
    assert not ActionPlan.objects.hold_check_due(TODAY - timedelta(days=1)).exists()
