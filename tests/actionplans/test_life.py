import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.models import ActionPlan, CriterionResult, EffectEvaluation, FollowUp, NextStep, Status, Verdict
from actionplans.usecases import life
from tests.factories import NOW, TODAY, CriterionFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def answer(verdict=Verdict.SOLVED, **fields):
    return life.EvaluationAnswer(verdict=verdict, submission_id=fields.pop("submission_id", uuid.uuid4()), **fields)


def evaluate(plan, given, *, by=None, now=NOW, today=TODAY):
    return life.evaluate(plan, given, by=by or plan.owner, now=now, today=today)


def awaiting_plan(**fields):
    plan = PlanFactory(**fields)
    life.carry_out(plan, by=plan.owner, now=NOW - DAY, today=TODAY - DAY)
    return plan


def standing_plan(**fields):
    plan = PlanFactory(**fields)
    life.make_standing(plan, review_on=TODAY + 365 * DAY, by=plan.owner, now=NOW, today=TODAY)
    return plan


def left_plan(plan=None, now=NOW):
    plan = plan or PlanFactory()
    life.leave(plan, code="not_possible", reason="Bygningen rives ned", by=plan.owner, now=now)
    return plan


def verbs_of(plan):
    return list(plan.moves.order_by("pk").values_list("verb", flat=True))


# --- Evaluate ---------------------------------------------------------------------------------------------
def test_evaluating_a_plan_in_progress_writes_both_moves_and_closes():
    plan = PlanFactory()
    evaluation = evaluate(plan, answer(Verdict.PARTLY, heard="Alle på stue 4"))

    plan.refresh_from_db()
    assert (plan.status, plan.closing_evaluation, plan.ended_at, plan.carried_out_on) == (Status.CLOSED, evaluation, NOW, TODAY)
    assert verbs_of(plan) == ["publish", "carry_out", "evaluate"]


def test_the_same_answer_sent_twice_is_one_evaluation():
    plan, sent = PlanFactory(), answer()
    first = evaluate(plan, sent)

    assert evaluate(ActionPlan.objects.get(pk=plan.pk), sent) == first
    assert EffectEvaluation.objects.count() == 1


@pytest.mark.parametrize("verdict", [Verdict.NO_EFFECT, Verdict.WORSE])
def test_a_verdict_without_effect_demands_a_next_step(verdict):
    plan = PlanFactory()
    with pytest.raises(RefusedError) as refused:
        evaluate(plan, answer(verdict))

    assert list(refused.value.faults) == ["next_step"]
    plan.refresh_from_db()
    assert (plan.status, plan.evaluations.count()) == (Status.ACTIVE, 0)


def test_adjusting_takes_the_plan_back_into_progress_and_keeps_the_evaluation():
    plan = awaiting_plan()
    evaluation = evaluate(plan, answer(Verdict.WORSE, next_step=NextStep.ADJUST, new_on=TODAY + 90 * DAY))

    plan.refresh_from_db()
    assert (plan.status, plan.carried_out_on, plan.evaluate_on) == (Status.ACTIVE, None, TODAY + 90 * DAY)
    assert plan.implement_by == TODAY + 62 * DAY
    assert list(EffectEvaluation.objects.final()) == [evaluation]
    assert plan.deadline_changes.get().code == "adjusted"


def test_a_new_plan_as_next_step_closes_this_one():
    plan = PlanFactory()
    evaluation = evaluate(plan, answer(Verdict.NO_EFFECT, next_step=NextStep.NEW_PLAN))

    plan.refresh_from_db()
    assert (plan.status, evaluation.next_step) == (Status.CLOSED, "new_plan")


def test_too_early_moves_both_dates_counts_it_and_leaves_the_first_date():
    plan = PlanFactory()
    first, later = plan.first_expected_closing_on, TODAY + 120 * DAY
    evaluate(plan, answer(Verdict.TOO_EARLY, new_on=later))

    plan.refresh_from_db()
    assert (plan.status, plan.evaluate_on, plan.expected_closing_on) == (Status.AWAITING, later, later)
    assert plan.first_expected_closing_on == first
    change = plan.deadline_changes.get()
    assert (change.old_on, change.new_on, change.code) == (first, later, "too_early")


@pytest.mark.parametrize("new_on", [None, TODAY, TODAY - DAY, TODAY + 10 * DAY, TODAY + 6 * 365 * DAY])
def test_too_early_needs_a_date_to_come_after_the_measures_and_in_reach(new_on):
    plan = PlanFactory()
    with pytest.raises(RefusedError) as refused:
        evaluate(plan, answer(Verdict.TOO_EARLY, new_on=new_on))
    assert list(refused.value.faults) == ["new_on"]


def test_results_are_kept_for_the_plan_s_own_criteria_only():
    plan = PlanFactory()
    ours, foreign = CriterionFactory(plan=plan), CriterionFactory()
    evaluation = evaluate(plan, answer(results={ours.pk: "partly", foreign.pk: "reached"}))

    assert list(evaluation.results.values_list("criterion", "result")) == [(ours.pk, CriterionResult.Result.PARTLY)]


@pytest.mark.parametrize("make", [standing_plan, left_plan], ids=["standing", "left"])
def test_only_plans_in_progress_or_awaiting_are_evaluated(make):
    plan = make()
    with pytest.raises(IllegalMoveError):
        evaluate(plan, answer())
    assert not EffectEvaluation.objects.exists()


def test_the_second_of_two_people_evaluating_is_refused_and_nothing_of_theirs_is_kept():
    plan = PlanFactory()
    same = ActionPlan.objects.get(pk=plan.pk)
    first = evaluate(plan, answer())

    with pytest.raises(IllegalMoveError):
        evaluate(same, answer(Verdict.WORSE, next_step=NextStep.NEW_PLAN))
    assert list(EffectEvaluation.objects.all()) == [first]


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_are_one_evaluation_and_eight_people_one_verdict():
    plan, sent = PlanFactory(), answer()
    person = plan.owner
    starts, refused = threading.Barrier(8), []

    def click(given):
        try:
            mine = ActionPlan.objects.get(pk=plan.pk)
            starts.wait()
            life.evaluate(mine, given, by=person, now=NOW, today=TODAY)
        except IllegalMoveError:
            refused.append(given)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click, args=[sent if number % 2 else answer()]) for number in range(8)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    connection.ensure_connection()
    assert EffectEvaluation.objects.filter(plan=plan).count() == 1
    assert verbs_of(plan) == ["publish", "carry_out", "evaluate"]
    assert len(refused) in (4, 7)


@pytest.mark.django_db(transaction=True)
def test_closing_leaving_extending_and_measures_at_once_leave_one_whole_ending():
    plan = PlanFactory()
    measure, person = MeasureFactory(plan=plan), plan.owner
    verbs = [
        lambda mine: life.evaluate(mine, answer(), by=person, now=NOW, today=TODAY),
        lambda mine: life.leave(mine, code="other", reason="Vi valgte noget andet", by=person, now=NOW),
        lambda mine: life.extend(mine, new_on=TODAY + 90 * DAY, code="waiting", reason="", by=person, now=NOW, today=TODAY),
        lambda mine: life.mark_measure_done(mine.measures.get(pk=measure.pk), by=person, now=NOW, today=TODAY),
        lambda mine: life.make_standing(mine, review_on=TODAY + 90 * DAY, by=person, now=NOW, today=TODAY),
    ]
    starts, unexpected = threading.Barrier(len(verbs)), []

    def act(verb):
        try:
            mine = ActionPlan.objects.get(pk=plan.pk)
            starts.wait()
            verb(mine)
        except (IllegalMoveError, StaleError):
            pass
        except Exception as error:  # noqa: BLE001  a thread's failure is told by the assertion below
            unexpected.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.ensure_connection()
    plan.refresh_from_db()
    endings = [verb for verb in verbs_of(plan) if verb in ("evaluate", "leave")]
    assert unexpected == []
    assert len(endings) == (1 if plan.ended_at else 0)
    assert (plan.status in (Status.CLOSED, Status.NOT_CARRIED_OUT)) == bool(endings)
    assert plan.evaluations.count() == endings.count("evaluate")


# --- Undo and reopen --------------------------------------------------------------------------------------
def test_undo_after_closing_straight_from_progress_leads_back_into_progress():
    plan = PlanFactory()
    evaluation = evaluate(plan, answer())
    life.undo(plan, by=plan.owner, now=NOW + 6 * DAY)

    plan.refresh_from_db()
    evaluation.refresh_from_db()
    assert (plan.status, plan.carried_out_on, plan.closing_evaluation) == (Status.ACTIVE, None, None)
    assert (evaluation.undone_at, evaluation.undone_by) == (NOW + 6 * DAY, plan.owner)
    assert not EffectEvaluation.objects.final().exists()


def test_undo_after_closing_an_awaiting_plan_leads_back_to_awaiting():
    plan = awaiting_plan()
    evaluate(plan, answer())
    life.undo(plan, by=plan.owner, now=NOW)

    plan.refresh_from_db()
    assert (plan.status, plan.carried_out_on) == (Status.AWAITING, TODAY - DAY)


def test_undo_of_leaving_a_standing_plan_restores_its_review_date():
    plan = left_plan(standing_plan())
    life.undo(plan, by=plan.owner, now=NOW)

    plan.refresh_from_db()
    assert (plan.status, plan.review_on, plan.ended_reason) == (Status.STANDING, TODAY + 365 * DAY, "")


def test_undo_after_seven_days_points_to_reopening():
    plan = left_plan()
    with pytest.raises(UndoTooLateError):
        life.undo(plan, by=plan.owner, now=NOW + 8 * DAY)


def test_undo_twice_is_refused_the_second_time():
    plan = left_plan()
    life.undo(plan, by=plan.owner, now=NOW)
    with pytest.raises(IllegalMoveError):
        life.undo(plan, by=plan.owner, now=NOW)


def test_reopening_needs_a_reason_and_keeps_the_verdict_as_one_that_counts():
    plan = PlanFactory()
    evaluation = evaluate(plan, answer())
    with pytest.raises(RefusedError):
        life.reopen(plan, reason=" ", by=plan.owner, now=NOW + 30 * DAY, today=TODAY + 30 * DAY)
    life.reopen(plan, reason="Det er kommet igen", new_on=TODAY + 120 * DAY, by=plan.owner, now=NOW + 30 * DAY, today=TODAY + 30 * DAY)

    plan.refresh_from_db()
    assert (plan.status, plan.carried_out_on, plan.expected_closing_on) == (Status.ACTIVE, None, TODAY + 120 * DAY)
    assert list(EffectEvaluation.objects.final()) == [evaluation]
    assert plan.deadline_changes.get().reason == "Det er kommet igen"


# --- Dates ------------------------------------------------------------------------------------------------
def extend(plan, new_on, code="waiting", reason="", today=TODAY):
    life.extend(plan, new_on=new_on, code=code, reason=reason, by=plan.owner, now=NOW, today=today)


def test_extending_moves_the_date_and_leaves_the_first_one():
    plan = PlanFactory()
    old = plan.expected_closing_on
    extend(plan, old + 30 * DAY)

    plan.refresh_from_db()
    assert (plan.expected_closing_on, plan.evaluate_on, plan.first_expected_closing_on) == (old + 30 * DAY, old + 30 * DAY, old)
    assert plan.implement_by == TODAY + 30 * DAY


def test_extending_after_the_measures_were_due_moves_their_date_along():
    plan = PlanFactory()
    extend(plan, plan.expected_closing_on + 30 * DAY, today=TODAY + 31 * DAY)

    assert plan.implement_by == TODAY + 60 * DAY


@pytest.mark.parametrize(
    ("days", "code", "reason", "field"),
    [(0, "waiting", "", "new_on"), (-70, "waiting", "", "new_on"), (30, "", "", "code"), (30, "other", "  ", "reason")],
)
def test_an_extension_is_later_and_says_why(days, code, reason, field):
    plan = PlanFactory()
    with pytest.raises(RefusedError) as refused:
        extend(plan, plan.expected_closing_on + days * DAY, code, reason)
    assert list(refused.value.faults) == [field]


def test_of_two_people_extending_at_once_the_second_sees_that_the_date_has_moved():
    plan = PlanFactory()
    same = ActionPlan.objects.get(pk=plan.pk)
    extend(plan, plan.expected_closing_on + 30 * DAY)

    with pytest.raises(StaleError):
        extend(same, plan.expected_closing_on + 60 * DAY)
    assert plan.deadline_changes.count() == 1


def test_not_yet_moves_the_measures_date_and_not_the_plan_s():
    plan = PlanFactory()
    life.postpone(plan, implement_by=TODAY + 50 * DAY, by=plan.owner, now=NOW, today=TODAY + 31 * DAY)

    plan.refresh_from_db()
    assert (plan.implement_by, plan.deadline_changes.count()) == (TODAY + 50 * DAY, 0)
    with pytest.raises(RefusedError):
        life.postpone(plan, implement_by=TODAY + 61 * DAY, by=plan.owner, now=NOW, today=TODAY + 31 * DAY)


# --- Standing, leaving, measures, notes, followers ---------------------------------------------------------
def test_a_standing_plan_is_reviewed_and_gets_a_new_review_date():
    plan = standing_plan()
    life.review(plan, note="Stadig nødvendigt", next_review_on=TODAY + 700 * DAY, by=plan.owner, now=NOW, today=TODAY)

    plan.refresh_from_db()
    assert (plan.status, plan.review_on) == (Status.STANDING, TODAY + 700 * DAY)
    assert plan.moves.get(verb="review").reason == "Stadig nødvendigt"


def test_a_standing_plan_can_be_carried_out_after_all():
    plan = standing_plan()
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)

    plan.refresh_from_db()
    assert (plan.status, plan.review_on) == (Status.AWAITING, None)


def test_leaving_without_a_reason_is_refused():
    with pytest.raises(RefusedError):
        life.leave(plan := PlanFactory(), code="other", reason=" ", by=plan.owner, now=NOW)


def test_a_measure_is_done_once_and_keeps_the_first_person():
    measure = MeasureFactory()
    life.mark_measure_done(measure, by=measure.responsible, now=NOW, today=TODAY)
    life.mark_measure_done(measure, by=UserFactory(), now=NOW, today=TODAY + DAY)

    assert (measure.done_on, measure.done_by) == (TODAY, measure.responsible)
    life.mark_measure_undone(measure, by=measure.responsible, now=NOW)
    assert measure.done_on is None


def test_measures_of_an_ended_plan_stay_as_they_were():
    measure = MeasureFactory()
    left_plan(measure.plan)
    with pytest.raises(IllegalMoveError):
        life.mark_measure_done(measure, by=measure.responsible, now=NOW, today=TODAY)


def test_a_note_sent_twice_is_one_note_and_may_come_after_the_end():
    plan, sent = left_plan(), uuid.uuid4()
    for _click in range(2):
        life.add_note(plan, text="Vi talte om det igen", submission_id=sent, by=plan.owner, now=NOW)

    assert FollowUp.objects.get().plan == plan


def test_following_twice_is_following_once():
    plan, reader = PlanFactory(), UserFactory()
    life.follow(plan, by=reader, now=NOW)
    life.follow(plan, by=reader, now=NOW)
    assert plan.followers.count() == 1
    life.unfollow(plan, by=reader)
    assert plan.followers.count() == 0


def test_every_change_is_history_of_the_person_who_acted():
    plan = PlanFactory()
    helper = UserFactory()
    life.carry_out(plan, by=helper, now=NOW, today=TODAY)

    assert plan.events.order_by("-pgh_id")[0].pgh_context.metadata["user"] == helper.pk
