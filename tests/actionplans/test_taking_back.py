"""A new date and “carried out” given a moment ago are taken back as if they had not been given; the trace of both stays."""

from datetime import timedelta

import pytest

from actionplans.errors import StaleError, UndoTooLateError
from actionplans.history import history_of
from actionplans.models import DeadlineReason, NextStep, Verdict
from actionplans.usecases import delays, life, taking_back
from actionplans.usecases.life import EvaluationAnswer
from tests.factories import NOW, TODAY, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DATES = ("implement_by", "evaluate_on", "expected_closing_on")
LATER = NOW + timedelta(minutes=2)


PASSED = {
    "starts_on": TODAY - timedelta(days=200),
    "implement_by": TODAY - timedelta(days=60),
    "evaluate_on": TODAY - timedelta(days=20),
    "expected_closing_on": TODAY - timedelta(days=5),
}


@pytest.fixture
def plan():
    return PlanFactory(**PASSED)


def dates_of(plan):
    plan.refresh_from_db()
    return [getattr(plan, name) for name in DATES]


def move(plan, days=30, at=NOW):
    life.extend(plan, new_on=TODAY + timedelta(days=days), code="absence", reason="", by=plan.owner, now=at, today=TODAY)


def back(plan, at=NOW, now=LATER):
    taking_back.take_step_back(plan, taking_back.step_at(plan, at, plan.owner_id), by=plan.owner, now=now)


def test_a_new_date_taken_back_puts_every_date_back_and_counts_no_longer(plan):
    before = dates_of(plan)
    move(plan)
    assert all(old != new for old, new in zip(before, dates_of(plan), strict=True))

    back(plan)

    assert dates_of(plan) == before
    assert [change.code for change in plan.deadline_changes.all()] == ["absence", DeadlineReason.UNDONE]
    assert delays.allowance_of(plan, plan.owner, today=TODAY).used == 0


def test_the_plan_leaves_the_committees_list_only_if_this_date_had_put_it_there(plan):
    other = PlanFactory(owner=plan.owner, unit=plan.unit, **PASSED)
    delays.lift(other, because="asked", now=NOW - timedelta(days=3))
    for one in (plan, other):
        move(one, 30, NOW - timedelta(days=1))
        move(one, 60)
    assert plan.lifted_because == "delayed"

    for one in (plan, other):
        back(one)

    assert (plan.lifted_because, other.lifted_because) == ("", "asked")


def test_carried_out_taken_back_is_in_progress_again_and_both_stand_in_the_history(plan):
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)

    back(plan)

    assert (plan.status, plan.carried_out_on) == ("active", None)
    assert [move.verb for move in plan.moves.order_by("pk")][-2:] == ["carry_out", "take_back"]
    assert [entry.at for entry in history_of(plan)][:2] == [LATER, NOW]


def test_a_standing_plan_that_was_carried_out_is_standing_again_with_its_day_of_review(plan):
    day = TODAY + timedelta(days=300)
    life.make_standing(plan, review_on=day, by=plan.owner, now=NOW - timedelta(days=1), today=TODAY)
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)

    back(plan)

    assert (plan.status, plan.review_on, plan.carried_out_on) == ("standing", day, None)


def test_nothing_is_taken_back_once_somebody_has_done_something_with_the_plan(plan):
    move(plan)
    moved = dates_of(plan)
    life.add_note(plan, text="Vi regner med den dato", submission_id=plan.submission_id, by=UserFactory(), now=NOW + timedelta(seconds=30))

    with pytest.raises(StaleError, match="siden"):
        back(plan)

    assert (dates_of(plan), plan.deadline_changes.count()) == (moved, 1)


def test_after_seven_days_nothing_is_taken_back(plan):
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)

    with pytest.raises(UndoTooLateError):
        back(plan, now=NOW + timedelta(days=7, seconds=1))

    plan.refresh_from_db()
    assert plan.status == "awaiting"


def test_what_a_verdict_moves_is_no_step_and_neither_is_what_somebody_else_gave(plan):
    answer = EvaluationAnswer(Verdict.NO_EFFECT, plan.submission_id, next_step=NextStep.ADJUST, new_on=TODAY + timedelta(days=90))
    life.evaluate(plan, answer, by=plan.owner, now=NOW, today=TODAY)
    move(plan, 120, LATER)

    assert taking_back.step_at(plan, NOW, plan.owner_id) is None
    assert taking_back.step_at(plan, LATER, UserFactory().pk) is None
    assert taking_back.step_at(plan, LATER, plan.owner_id) == plan.deadline_changes.last()
