import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from actionplans.models import ActionPlan, EffectEvaluation, FollowUp, Status
from actionplans.usecases import life
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CriterionFactory,
    DraftFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = f"{TODAY + 100 * DAY:%d-%m-%Y}"
OPEN = {Status.ACTIVE, Status.AWAITING, Status.STANDING}
ENDED = {Status.CLOSED, Status.NOT_CARRIED_OUT}

# verb: route, what a person posts, the states from which it is legal
VERBS = {
    "carry out": ("plan-carry-out", {}, {Status.ACTIVE, Status.STANDING}),
    "evaluate": ("plan-evaluate", {"verdict": "solved"}, {Status.ACTIVE, Status.AWAITING}),
    "adjust": ("plan-adjust", {}, {Status.AWAITING}),
    "leave": ("plan-leave", {"code": "other", "reason": "Vi valgte noget andet"}, OPEN),
    "extend": ("plan-extend", {"new_on": f"{TODAY + 90 * DAY:%d-%m-%Y}", "code": "waiting"}, {Status.ACTIVE, Status.AWAITING}),
    "postpone": ("plan-postpone", {"implement_by": f"{TODAY + 40 * DAY:%d-%m-%Y}"}, {Status.ACTIVE}),
    "make standing": ("plan-standing", {"review_on": LATER}, {Status.ACTIVE, Status.AWAITING}),
    "review": ("plan-review", {"review_on": LATER, "reason": "Det holder"}, {Status.STANDING}),
    "undo": ("plan-undo", {}, ENDED),
    "reopen": ("plan-reopen", {"reason": "Det er kommet igen", "new_on": LATER}, ENDED),
    "note": ("plan-note", {"text": "Det går fremad"}, OPEN | ENDED),
    "follow": ("plan-follow", {}, OPEN | ENDED),
    "measure done": ("measure-done", {}, OPEN),
}
WITH_SUBMISSION = ("plan-evaluate", "plan-note")


def plan_in(status, **fields):
    if status == Status.DRAFT:
        return DraftFactory(**fields)
    if status == Status.CLOSED:
        return ClosedPlanFactory(**fields)
    plan = PlanFactory(**fields)
    if status == Status.AWAITING:
        life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)
    elif status == Status.STANDING:
        life.make_standing(plan, review_on=TODAY + 300 * DAY, by=plan.owner, now=NOW, today=TODAY)
    elif status == Status.NOT_CARRIED_OUT:
        life.leave(plan, code="other", reason="Vi valgte noget andet", by=plan.owner, now=NOW)
    return plan


def post(client, plan, verb, **changed):
    route, data, _legal = VERBS[verb]
    key = plan.measures.get().pk if route == "measure-done" else plan.pk
    given = data | ({"submission_id": str(uuid.uuid4())} if route in WITH_SUBMISSION else {}) | changed
    return client.post(reverse(route, args=[key]), given)


def trace_of(plan):
    """Everything a verb may leave behind."""
    row = ActionPlan.objects.filter(pk=plan.pk).values().get()
    counts = [getattr(plan, name).count() for name in ("moves", "evaluations", "deadline_changes", "follow_ups", "followers")]
    return row, counts, list(plan.measures.values_list("done_on", flat=True))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_accepted_from_its_states_and_from_no_other(client_of, status, verb):
    plan = plan_in(status)
    MeasureFactory(plan=plan)
    before = trace_of(plan)
    response = post(client_of(plan.owner), plan, verb)

    is_legal = status in VERBS[verb][2]
    assert response.status_code == 302 if is_legal else response.status_code in (302, 409)
    assert (trace_of(plan) != before) == is_legal


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_for_those_who_hold_the_right(client_of, person_with, verb):
    hospital = UnitFactory()
    ward = UnitFactory(parent=hospital)
    status = min(VERBS[verb][2])
    expected = {
        "manager above": (person_with(Perm.EDIT_PLANS, on=hospital), 302),
        "AMR of the ward": (person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT), 302),
        "AMR of the hospital's own office": (person_with(Perm.EDIT_PLANS, on=hospital, reach=Reach.UNIT), 302 if verb == "follow" else 403),
        "named evaluator": (UserFactory(), 302 if verb in ("evaluate", "undo", "follow") else 403),
        "responsible for the measure": (UserFactory(), 302 if verb in ("measure done", "follow") else 403),
        "reader": (UserFactory(), 302 if verb == "follow" else 403),
    }
    found = {}
    for subject, (user, _code) in expected.items():
        plan = plan_in(status, unit=ward, evaluator=expected["named evaluator"][0])
        MeasureFactory(plan=plan, responsible=expected["responsible for the measure"][0])
        found[subject] = post(client_of(user), plan, verb).status_code
    assert found == {subject: code for subject, (_user, code) in expected.items()}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("is_draft", [True, False], ids=["draft", "confidential"])
def test_no_verb_tells_a_stranger_that_a_closed_plan_exists(client_of, verb, is_draft):
    plan = DraftFactory() if is_draft else PlanFactory(is_confidential=True)
    MeasureFactory(plan=plan)
    before = trace_of(plan)

    assert post(client_of(UserFactory()), plan, verb).status_code == 404
    assert trace_of(plan) == before


@pytest.mark.parametrize("route", ["plan-evaluate", "plan-leave", "plan-extend", "plan-carry-out", "plan-history"])
def test_pages_follow_the_same_rights(client_of, route):
    plan, closed = PlanFactory(), PlanFactory(is_confidential=True)
    reader = client_of(UserFactory())

    assert reader.get(reverse(route, args=[plan.pk])).status_code == (200 if route == "plan-history" else 403)
    assert reader.get(reverse(route, args=[closed.pk])).status_code == 404
    assert client_of(plan.owner).get(reverse(route, args=[plan.pk])).status_code == 200


@pytest.mark.parametrize("verb", ["carry out", "adjust", "undo", "note", "follow", "measure done"])
def test_a_get_never_changes_anything(client_of, verb):
    plan = plan_in(min(VERBS[verb][2]))
    measure = MeasureFactory(plan=plan)
    before = trace_of(plan)
    key = measure.pk if verb == "measure done" else plan.pk
    response = client_of(plan.owner).get(reverse(VERBS[verb][0], args=[key]))

    assert response.status_code in (200, 405)
    assert trace_of(plan) == before


def test_the_evaluator_cannot_undo_that_somebody_left_the_plan(client_of):
    plan = plan_in(Status.NOT_CARRIED_OUT, evaluator=UserFactory())
    assert post(client_of(plan.evaluator), plan, "undo").status_code == 403


# --- The verdict ------------------------------------------------------------------------------------------
def test_one_choice_is_enough_to_close_a_plan(client_of):
    plan = PlanFactory()
    CriterionFactory(plan=plan)
    post(client_of(plan.owner), plan, "evaluate")

    plan.refresh_from_db()
    assert (plan.status, plan.closing_evaluation.verdict) == (Status.CLOSED, "solved")


def test_the_same_verdict_posted_twice_is_one_and_leads_to_the_same_page(client_of):
    plan, sent = PlanFactory(), str(uuid.uuid4())
    client = client_of(plan.owner)
    answers = [post(client, plan, "evaluate", submission_id=sent) for _click in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, plan.get_absolute_url())] * 2
    assert EffectEvaluation.objects.count() == 1


def test_no_verdict_is_refused_beside_the_field_and_nothing_typed_is_lost(client_of):
    plan = PlanFactory()
    response = post(client_of(plan.owner), plan, "evaluate", verdict="", wanted_effects="Liften bruges")
    html = response.content.decode()

    assert response.status_code == 422
    assert "Liften bruges" in html
    assert "Svar på “Hvad passer bedst?”" in html
    assert not EffectEvaluation.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verdict": "worse"}, "Vælg, hvad der så skal ske"),
        ({"verdict": "too_early"}, "Skriv den nye dato."),
        ({"verdict": "too_early", "new_on": "32-13-2026"}, "dag-måned-år"),
        ({"verdict": "too_early", "new_on": f"{TODAY:%d-%m-%Y}"}, "Vælg en dato efter i dag."),
        ({"verdict": "no_effect", "next_step": "adjust"}, "Skriv den nye dato."),
        ({"verdict": "partly", "heard": "Patient 010180-1234"}, "CPR"),
        ({"verdict": "sublime"}, "Vælg"),
    ],
)
def test_what_a_verdict_demands_is_said_in_danish(client_of, given, said):
    plan = PlanFactory()
    response = post(client_of(plan.owner), plan, "evaluate", **given)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not EffectEvaluation.objects.exists()


def test_who_comes_second_is_told_who_was_first_and_keeps_the_text(client_of):
    plan = plan_in(Status.NOT_CARRIED_OUT)
    response = post(client_of(plan.owner), plan, "evaluate", wanted_effects="Min lange tekst")
    html = response.content.decode()

    assert response.status_code == 409
    assert "Min lange tekst" in html
    assert f"{plan.owner} afsluttede planen som ikke gennemført den 22. november kl. 10.00." in html


def test_a_verdict_without_effect_shows_what_was_agreed_for_that(client_of):
    plan = PlanFactory(if_not_working="Vi beder om en ekstra lift")
    html = client_of(plan.owner).get(reverse("plan-evaluate", args=[plan.pk]), {"verdict": "worse"}).content.decode()

    assert "Vi beder om en ekstra lift" in html
    assert "checked" in html.split('value="worse"')[1].split(">")[0]


def test_adjusting_leads_on_to_changing_the_measures_who_may_only_evaluate_to_the_plan(client_of):
    for who, route in (("owner", "plan-edit"), ("evaluator", "plan-detail")):
        plan = PlanFactory(evaluator=UserFactory())
        response = post(client_of(getattr(plan, who)), plan, "evaluate", verdict="worse", next_step="adjust", new_on=LATER)

        plan.refresh_from_db()
        assert (plan.status, response.url) == (Status.ACTIVE, reverse(route, args=[plan.pk]))


def test_a_new_plan_is_begun_by_who_may_write_plans_there(client_of, person_with):
    plan = PlanFactory()
    manager = person_with(Perm.EDIT_PLANS, on=plan.unit)
    begun = post(client_of(manager), plan, "evaluate", verdict="no_effect", next_step="new_plan")
    assert begun.url == f"{reverse('plan-new')}?unit={plan.unit_id}&follows={plan.pk}"

    other = PlanFactory()
    assert post(client_of(other.owner), other, "evaluate", verdict="no_effect", next_step="new_plan").url == other.get_absolute_url()


def test_results_and_effects_reach_the_evaluation(client_of):
    plan = PlanFactory()
    criterion = CriterionFactory(plan=plan)
    given = {f"criterion_{criterion.pk}": "partly", "unwanted_effects": "Mere støj", "heard": "Alle på dagvagt"}
    post(client_of(plan.owner), plan, "evaluate", **given)

    evaluation = plan.evaluations.get()
    assert (evaluation.unwanted_effects, evaluation.heard) == ("Mere støj", "Alle på dagvagt")
    assert evaluation.results.get().result == "partly"


# --- Dates, notes, followers ---------------------------------------------------------------------------------
def test_an_extension_seen_on_an_old_page_is_refused_with_what_was_typed(client_of):
    plan = PlanFactory()
    client = client_of(plan.owner)
    post(client, plan, "extend")
    late = post(client, plan, "extend", new_on=f"{TODAY + 200 * DAY:%d-%m-%Y}", seen_on=str(plan.expected_closing_on), reason="Ferie")

    assert late.status_code == 422
    assert "Nogen har lige flyttet datoen" in late.content.decode()
    assert "Ferie" in late.content.decode()
    assert plan.deadline_changes.count() == 1


def test_a_refused_note_is_shown_again(client_of):
    plan = PlanFactory()
    response = post(client_of(plan.owner), plan, "note", text="Ring til 010180-1234")

    assert response.status_code == 422
    assert "Ring til 010180-1234" in response.content.decode()
    assert not FollowUp.objects.exists()


def test_carrying_out_a_plan_whose_effect_is_due_leads_straight_to_the_verdict(client_of):
    plan = PlanFactory(starts_on=TODAY - 40 * DAY, implement_by=TODAY - 9 * DAY, evaluate_on=TODAY)
    assert post(client_of(plan.owner), plan, "carry out").url == reverse("plan-evaluate", args=[plan.pk])


def test_a_reader_can_stop_following(client_of):
    plan, reader = PlanFactory(), UserFactory()
    client = client_of(reader)
    post(client, plan, "follow")
    assert plan.followers.get().user == reader
    post(client, plan, "follow", stop="1")
    assert not plan.followers.exists()


def test_carrying_out_twice_says_so_and_moves_once(client_of):
    plan = PlanFactory()
    client = client_of(plan.owner)
    post(client, plan, "carry out")
    second = post(client, plan, "carry out")

    assert "kommet før dig" in str(list(get_messages(second.wsgi_request))[-1])
    assert plan.moves.filter(verb="carry_out").count() == 1
