from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from actionplans.errors import IllegalMoveError, StaleError
from actionplans.models import ActionPlan, PlanMove, Status
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    DraftFactory,
    EvaluationFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "closed", "ended_at": NOW},
        {"status": "not_carried_out", "ended_at": NOW},
        {"status": "standing"},
        {"urgency": "acute"},
        {"owner": None},
        {"implement_by": TODAY + timedelta(days=400)},
        {"title": ""},
        {"evaluator": None},
        {"evaluation_question": ""},
        {"evaluation_occasion": ""},
    ],
)
def test_the_database_refuses_a_broken_plan(broken):
    plan = PlanFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPlan.objects.filter(pk=plan.pk).update(**broken)


def test_of_two_people_moving_a_plan_at_once_one_gets_the_error():
    plan = PlanFactory()
    same = ActionPlan.objects.get(pk=plan.pk)
    plan.move("carry_out", by=plan.owner, at=NOW)

    with pytest.raises(IllegalMoveError):
        same.move("carry_out", by=plan.owner, at=NOW)
    assert PlanMove.objects.filter(plan=plan, verb="carry_out").count() == 1


@pytest.mark.parametrize("verb", ActionPlan.MOVES)
def test_a_move_is_accepted_from_its_states_only(verb):
    allowed, _to = ActionPlan.MOVES[verb]
    plan = PlanFactory()
    for status in set(Status) - allowed:
        plan.status = status
        with pytest.raises(IllegalMoveError):
            plan.move(verb, by=plan.owner, at=NOW)


def test_a_stale_change_writes_nothing():
    plan = PlanFactory(title="Første")
    plan.change(version=1, title="Anden")

    with pytest.raises(StaleError):
        plan.change(version=1, title="Tredje")
    assert ActionPlan.objects.get(pk=plan.pk).title == "Anden"


def test_undo_within_seven_days_takes_the_verdict_off_the_plan():
    plan = ClosedPlanFactory()
    plan.move_back(Status.AWAITING, by=plan.owner, at=NOW + timedelta(days=6))

    plan.refresh_from_db()
    assert (plan.status, plan.closing_evaluation, plan.ended_at) == (Status.AWAITING, None, None)


def test_undo_after_seven_days_is_refused():
    plan = ClosedPlanFactory()
    with pytest.raises(IllegalMoveError):
        plan.move_back(Status.AWAITING, by=plan.owner, at=NOW + timedelta(days=8))


def test_every_employee_reads_open_plans_and_no_drafts_or_confidential_ones():
    published = PlanFactory()
    DraftFactory(unit=published.unit)
    PlanFactory(unit=published.unit, is_confidential=True)

    assert list(ActionPlan.objects.visible_to(UserFactory())) == [published]


def test_drafts_and_confidential_plans_open_to_the_grant_on_exactly_that_unit(person_with):
    hospital = UnitFactory()
    ward = UnitFactory(parent=hospital)
    hidden = [DraftFactory(unit=ward), PlanFactory(unit=ward, is_confidential=True)]
    ward_manager = person_with(Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)
    manager_above = person_with(Perm.VIEW_CLOSED_PLANS, on=hospital, reach=Reach.UNIT)
    superuser = UserFactory(is_superuser=True)

    assert set(ActionPlan.objects.visible_to(ward_manager)) == set(hidden)
    assert not ActionPlan.objects.visible_to(manager_above).exists()
    assert not ActionPlan.objects.visible_to(superuser).exists()


def test_a_confidential_plan_opens_to_those_it_asks_something_of_once_it_is_published():
    evaluator, responsible = UserFactory(), UserFactory()
    to_evaluate = PlanFactory(is_confidential=True, evaluator=evaluator)
    with_measure = MeasureFactory(plan=PlanFactory(is_confidential=True), responsible=responsible).plan
    MeasureFactory(plan=DraftFactory(evaluator=evaluator), responsible=responsible)
    PlanFactory(is_confidential=True)

    assert list(ActionPlan.objects.visible_to(evaluator)) == [to_evaluate]
    assert list(ActionPlan.objects.visible_to(responsible)) == [with_measure]


def test_rights_stand_on_the_row_in_the_same_query(person_with, django_assert_num_queries):
    ward = UnitFactory()
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    PlanFactory.create_batch(3, unit=ward)
    PlanFactory()

    with django_assert_num_queries(2):
        rows = list(ActionPlan.objects.visible_to(manager).with_rights_of(manager))
    assert [row.may_edit for row in sorted(rows, key=lambda row: row.pk)] == [True, True, True, False]


@pytest.mark.parametrize("word", ["forflytning", "FORFLYTNINGER", "forflytningen"])
def test_search_finds_other_forms_of_a_danish_word(word):
    plan = PlanFactory(title="For mange forflytninger på stue 4")
    PlanFactory(title="Støj i kontoret")

    assert list(ActionPlan.objects.matching(word)) == [plan]


def test_search_finds_danish_letters():
    plan = PlanFactory(title="Støj på Ærø")

    assert list(ActionPlan.objects.matching("ærø støj")) == [plan]


def test_history_is_written_by_the_database_even_for_update():
    plan = PlanFactory(title="Før")
    ActionPlan.objects.filter(pk=plan.pk).update(title="Efter")

    titles = plan.events.order_by("pgh_id").values_list("title", flat=True)
    assert list(titles) == ["Før", "Efter"]


def test_an_evaluation_without_effect_needs_a_next_step():
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationFactory(verdict="worse", next_step="none")
