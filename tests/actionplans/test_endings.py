"""A serious plan ends with a second person's word and a later look; a small one with one verdict."""

import uuid
from datetime import date, timedelta

import pytest

from actionplans.errors import IllegalMoveError, RefusedError, UndoTooLateError
from actionplans.models import EndingRule, HoldAnswer, HoldStep, MarkAnswer, Status, Verdict
from actionplans.models.risk import Risk
from actionplans.proportion import Proportion
from actionplans.usecases import endings, life
from actionplans.usecases.endings import HoldCheckAnswer
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.models import Engagement
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db

LATE = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}
A_YEAR_ON = date(2027, 11, 22)


@pytest.fixture
def chief(ward, manager):
    ward.manager = manager
    ward.save(update_fields=["manager"])
    return manager


@pytest.fixture
def serious(ward, chief, amr):
    return PlanFactory(unit=ward, owner=chief, status="awaiting", risk_likelihood=4, risk_consequence=4, **LATE)


def close(plan, by, verdict=Verdict.SOLVED, **answer):
    step = "new_plan" if verdict in (Verdict.NO_EFFECT, Verdict.WORSE) else "none"
    said = EvaluationAnswer(verdict=verdict, submission_id=uuid.uuid4(), next_step=step, **answer)
    return life.evaluate(plan, said, by=by, now=NOW, today=TODAY)


def closed(plan, by, **answer):
    close(plan, by, **answer)
    return plan


def held(answer, words="", **more):
    return HoldCheckAnswer(answer, uuid.uuid4(), words, **more)


def test_a_small_plan_closes_with_one_verdict(ward, chief, amr):
    plan = PlanFactory(unit=ward, owner=chief, status="awaiting", risk_likelihood=3, risk_consequence=3, **LATE)
    close(plan, chief)

    assert (plan.status, plan.confirm_by, plan.hold_check_on) == (Status.CLOSED, None, None)


def test_the_representative_is_asked_to_confirm_what_the_manager_found(serious, chief, amr):
    close(serious, chief)

    assert serious.status == Status.CLOSED
    assert serious.confirm_by == amr
    assert serious.hold_check_on == A_YEAR_ON
    assert serious.awaits_confirmation


def test_the_manager_is_asked_to_confirm_what_the_representative_found(serious, chief, amr):
    close(serious, amr)

    assert serious.confirm_by == chief


def test_an_acute_plan_is_serious_whatever_its_risk(ward, chief, amr):
    made_safe = {"immediate_measure": "Spærret af", "immediate_measure_by": chief}
    plan = PlanFactory(unit=ward, owner=chief, status="awaiting", urgency="acute", **made_safe, **LATE)
    close(plan, chief)

    assert plan.confirm_by == amr


def test_what_did_not_help_is_confirmed_but_not_looked_at_again(serious, chief, amr):
    close(serious, chief, Verdict.NO_EFFECT)

    assert (serious.confirm_by, serious.hold_check_on) == (amr, None)


def test_without_a_representative_the_manager_above_confirms_unless_the_plan_is_confidential(chief, ward):
    above = EngagementFactory(unit=ward.parent).user
    ward.parent.manager = above
    ward.parent.save(update_fields=["manager"])
    risk = {"risk_likelihood": 5, "risk_consequence": 5}
    open_plan, hidden = (PlanFactory(unit=ward, owner=chief, status="awaiting", is_confidential=c, **risk, **LATE) for c in (False, True))
    close(open_plan, chief)
    close(hidden, chief)

    assert open_plan.confirm_by == above
    assert hidden.confirm_by is None


def test_somebody_who_has_left_is_not_asked(serious, chief, amr):
    Engagement.objects.filter(user=amr).update(valid_to=TODAY - timedelta(days=1))
    close(serious, chief)

    assert serious.confirm_by is None


def test_a_unit_without_anybody_else_closes_all_the_same():
    plan = PlanFactory(unit=UnitFactory(), status="awaiting", risk_likelihood=5, risk_consequence=5, **LATE)
    close(plan, plan.owner)

    assert (plan.status, plan.confirm_by) == (Status.CLOSED, None)


def test_the_second_person_confirms_once(serious, chief, amr):
    close(serious, chief)
    endings.confirm(serious, words="Liften står fremme", by=amr, now=NOW)

    assert (serious.status, serious.confirmed_by, serious.confirmed_at) == (Status.CLOSED, amr, NOW)
    assert serious.moves.last().reason == "Liften står fremme"
    with pytest.raises(IllegalMoveError):
        endings.confirm(serious, words="", by=amr, now=NOW)


def test_nobody_confirms_the_own_verdict(serious, chief, amr):
    close(serious, chief)
    with pytest.raises(IllegalMoveError):
        endings.confirm(serious, words="Ja", by=chief, now=NOW)
    with pytest.raises(IllegalMoveError):
        endings.disagree(serious, words="Ja", by=chief, now=NOW, today=TODAY)


def test_who_sees_it_differently_takes_the_plan_back_to_its_evaluation(serious, chief, amr):
    verdict = close(serious, chief)
    with pytest.raises(RefusedError):
        endings.disagree(serious, words=" ", by=amr, now=NOW, today=TODAY)
    endings.disagree(serious, words="Vi løfter stadig alene om natten", by=amr, now=NOW, today=TODAY)

    verdict.refresh_from_db()
    assert (serious.status, serious.closing_evaluation, serious.confirm_by, serious.hold_check_on) == (Status.AWAITING, None, None, None)
    assert (verdict.undone_at, verdict.undone_by) == (NOW, amr)
    close(serious, chief, Verdict.PARTLY)
    assert serious.confirm_by == amr


def test_a_confirmation_is_taken_back_by_who_gave_it_within_seven_days(serious, chief, amr):
    close(serious, chief)
    endings.confirm(serious, words="", by=amr, now=NOW)
    with pytest.raises(IllegalMoveError):
        endings.unconfirm(serious, by=chief, now=NOW)
    with pytest.raises(UndoTooLateError):
        endings.unconfirm(serious, by=amr, now=NOW + timedelta(days=8))
    endings.unconfirm(serious, by=amr, now=NOW)

    assert serious.awaits_confirmation


def test_undoing_the_ending_works_also_after_it_was_confirmed(ward, chief, amr):
    plan = PlanFactory(unit=ward, owner=chief, risk_likelihood=5, risk_consequence=5, **LATE)  # in progress: evaluated straight away
    close(plan, chief)
    endings.confirm(plan, words="", by=amr, now=NOW)
    life.undo(plan, by=chief, now=NOW)

    assert (plan.status, plan.confirm_by, plan.confirmed_by, plan.hold_check_on) == (Status.ACTIVE, None, None, None)


def test_opening_it_again_forgets_who_was_to_confirm(serious, chief):
    close(serious, chief)
    life.reopen(serious, reason="Det kom tilbage", by=chief, now=NOW, today=TODAY, new_on=TODAY + timedelta(days=30))

    assert (serious.status, serious.confirm_by, serious.hold_check_on) == (Status.ACTIVE, None, None)


def test_a_later_look_that_holds_is_the_end_of_it(serious, chief):
    close(serious, chief)
    on = serious.hold_check_on
    said = held(HoldAnswer.STILL)
    first = endings.check_hold(serious, said, by=chief, now=NOW, today=on)
    again = endings.check_hold(serious, said, by=chief, now=NOW, today=on)

    assert first == again
    assert (serious.status, serious.hold_check_on, first.next_step) == (Status.CLOSED, None, HoldStep.NONE)


def test_the_look_is_not_asked_for_long_before_its_day(serious, chief):
    close(serious, chief)
    with pytest.raises(IllegalMoveError):
        endings.check_hold(serious, held(HoldAnswer.STILL), by=chief, now=NOW, today=TODAY)


def test_what_no_longer_works_is_opened_again_with_a_date(serious, chief):
    close(serious, chief)
    on = serious.hold_check_on
    for broken in (held(HoldAnswer.NO), held(HoldAnswer.NO, "Væk"), held(HoldAnswer.NO, "Væk", next_step=HoldStep.REOPEN)):
        with pytest.raises(RefusedError):
            endings.check_hold(serious, broken, by=chief, now=NOW, today=on)
    said = held(HoldAnswer.NO, "Liften er i stykker", next_step=HoldStep.REOPEN, new_on=on + timedelta(days=60))
    endings.check_hold(serious, said, by=chief, now=NOW, today=on)

    assert (serious.status, serious.expected_closing_on) == (Status.ACTIVE, on + timedelta(days=60))
    assert [move.verb for move in serious.moves.order_by("-pk")[:2]] == ["reopen", "hold_check"]


def test_the_representative_marks_a_verdict_and_may_change_it(serious, chief, amr):
    verdict = close(serious, chief)
    endings.mark(verdict, answer=MarkAnswer.NOT, words="Ikke om natten", by=amr, now=NOW)
    endings.mark(verdict, answer=MarkAnswer.PARTLY, words="", by=amr, now=NOW)

    assert [(mark.answer, mark.words) for mark in verdict.marks.all()] == [("partly", "")]
    assert serious.status == Status.CLOSED


def test_an_evaluation_says_what_it_rests_on_and_what_is_left_of_the_risk(serious, chief):
    verdict = close(serious, chief, source="count", residual=Risk(2, 3))

    verdict.refresh_from_db()
    assert (verdict.source, verdict.residual_risk.score, verdict.has_named_source) == ("count", 6, True)


def test_the_page_can_say_why_a_plan_is_serious_or_not(ward):
    rule = EndingRule(serious_from=10)
    cells = [(None, None), (3, 3), (2, 5)]
    plans = [PlanFactory(unit=ward, risk_likelihood=a, risk_consequence=b) for a, b in cells]

    said = [Proportion.of(plan, rule) for plan in plans]
    assert [one.is_serious for one in said] == [False, False, True]
    assert "10" in said[2].why


def test_the_region_decides_what_is_serious_and_closed_plans_keep_what_they_were_asked(serious, ward, chief, amr):
    close(serious, chief)
    endings.set_rule(serious_from=20, hold_check_months=6)
    other = PlanFactory(unit=ward, owner=chief, status="awaiting", risk_likelihood=4, risk_consequence=4, **LATE)
    close(other, chief)

    serious.refresh_from_db()
    assert (serious.confirm_by, other.confirm_by) == (amr, None)
