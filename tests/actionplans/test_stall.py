"""A plan that has stopped: which ones those are, and what a person can say about it."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.models import ActionPlan, HelpRequest, StallAnswer, StallCheck, StallChecklist, StallPoint
from actionplans.usecases import helping, stalling
from actionplans.usecases.stalling import StallSaid
from tests.factories import NOW, TODAY, ClosedPlanFactory, DraftFactory, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = NOW - 61 * DAY


@pytest.fixture
def checklist():
    return StallChecklist.objects.current(TODAY)


@pytest.fixture
def points(checklist):
    return {point.code: point for point in checklist.points.all()}


@pytest.fixture
def plan(ward, manager):
    return PlanFactory(unit=ward, owner=manager, touched_at=LONG_AGO)


@pytest.fixture
def say(checklist, points):
    """Say what is in the way of a plan: `say(plan, means="no", cause="means")`."""

    def make(plan, cause="", at=NOW, number=None, measure=None, by=None, **answers):
        given = {points[code].pk: answer for code, answer in answers.items()}
        said = StallSaid(checklist, number or uuid.uuid4(), given, cause, measure and measure.pk)
        return stalling.check(plan, said, by=by or plan.owner, now=at)

    return make


def test_a_region_starts_with_eleven_points_in_four_groups_in_three_languages(checklist):
    points = list(checklist.points.all())

    assert len(points) == 11
    assert len({point.group for point in points}) == 4
    assert {code for point in points for text in ("question", "hint", "next_step", "cause") for code in getattr(point, text)} == {
        "da", "sv", "en"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "is_stalled"),
    [
        ({"touched_at": LONG_AGO}, True),
        ({"touched_at": NOW - 59 * DAY}, False),
        ({"touched_at": LONG_AGO, "snoozed_until": TODAY + DAY}, False),
        ({"touched_at": LONG_AGO, "snoozed_until": TODAY}, True),
        ({"touched_at": LONG_AGO, "starts_on": TODAY + DAY}, False),
        ({"touched_at": LONG_AGO, "status": "standing", "review_on": TODAY}, False),
        ({"touched_at": LONG_AGO, "status": "awaiting"}, False),
        ({"touched_at": LONG_AGO, "status": "awaiting", "implement_by": TODAY - DAY, "evaluate_on": TODAY}, True),
        ({"implement_by": TODAY - DAY, "evaluate_on": TODAY - DAY}, True),
        ({"implement_by": TODAY - DAY, "evaluate_on": TODAY - DAY, "expected_closing_on": TODAY}, False),
    ],
)
def test_a_plan_has_stopped_when_it_is_overdue_or_nobody_touched_it_for_sixty_days_though_something_was_to_be_done(fields, is_stalled):
    plan = PlanFactory(**fields)

    assert ActionPlan.objects.stalled(TODAY).filter(pk=plan.pk).exists() == is_stalled
    assert ActionPlan.objects.with_stall_flags(TODAY).get(pk=plan.pk).is_stalled == is_stalled


def test_drafts_and_closed_plans_have_not_stopped_but_an_unconfirmed_verdict_has():
    DraftFactory(touched_at=LONG_AGO)
    closed, unconfirmed = ClosedPlanFactory(), ClosedPlanFactory()
    ActionPlan.objects.update(touched_at=LONG_AGO)
    ActionPlan.objects.filter(pk=unconfirmed.pk).update(confirm_by=UserFactory())

    assert list(ActionPlan.objects.stalled(TODAY)) == [unconfirmed]
    assert closed.status == "closed"


def test_what_is_said_is_kept_with_the_stage_and_touches_the_plan(plan, say):
    check = say(plan, means="no", goal="partly", worth="yes")

    assert (check.stage, check.cause, check.by, check.at) == ("not_begun", "means", plan.owner, NOW)
    assert [(answer.point.code, answer.answer) for answer in check.answers.all()] == [("means", "no"), ("goal", "partly"), ("worth", "yes")]
    assert not ActionPlan.objects.stalled(TODAY).exists()


@pytest.mark.parametrize(
    ("answers", "cause"),
    [({"goal": "partly", "simple": "no"}, "simple"), ({"worth": "partly"}, "worth"), ({"skills": "no", "means": "no"}, "means")],
)
def test_without_a_chosen_cause_it_is_the_first_no_then_the_first_partly(plan, say, answers, cause):
    assert say(plan, **answers).cause == cause


def test_a_chosen_cause_goes_before_the_answers(plan, say):
    assert say(plan, cause="roles", means="no").cause == "roles"


@pytest.mark.parametrize("answers", [{}, {"means": "yes"}, {"cause": "weather"}])
def test_nothing_in_the_way_and_an_unknown_cause_are_refused(plan, say, answers):
    with pytest.raises(RefusedError):
        say(plan, **answers)

    assert not StallCheck.objects.exists()


def test_each_stage_is_told_from_the_plan(ward, manager, say):
    begun = MeasureFactory(plan__unit=ward, plan__owner=manager, done_on=TODAY, done_by=manager).plan
    awaiting = PlanFactory(unit=ward, owner=manager, status="awaiting")
    closed = ClosedPlanFactory(unit=ward, owner=manager)
    ActionPlan.objects.filter(pk=closed.pk).update(confirm_by=UserFactory())
    closed.refresh_from_db()

    assert [say(plan, cause="goal").stage for plan in (begun, awaiting, closed)] == ["begun", "carried_out", "unconfirmed"]


def test_the_same_answer_sent_twice_is_one_check_and_its_number_does_not_fit_another_plan(plan, say, ward, manager):
    number = uuid.uuid4()

    assert say(plan, cause="goal", number=number) == say(plan, cause="goal", number=number)
    with pytest.raises(StaleError):
        say(PlanFactory(unit=ward, owner=manager), cause="goal", number=number)


def test_an_ended_plan_has_nothing_in_its_way(say):
    with pytest.raises(IllegalMoveError):
        say(ClosedPlanFactory(), cause="goal")


def test_a_measure_of_another_plan_is_not_bound(plan, say):
    mine, other = MeasureFactory(plan=plan), MeasureFactory()

    assert say(plan, cause="goal", measure=mine).measure == mine
    assert say(plan, cause="goal", measure=other).measure is None


def test_taking_out_a_measure_leaves_its_check(plan, say):
    measure = MeasureFactory(plan=plan)
    check = say(plan, cause="goal", measure=measure)

    measure.delete()

    check.refresh_from_db()
    assert check.measure is None


def test_the_database_refuses_an_unknown_stage_answer_and_a_nameless_cause(plan, say):
    check = say(plan, means="no")

    for rows, change in (
        (StallCheck.objects.filter(pk=check.pk), {"stage": "tired"}),
        (StallCheck.objects.filter(pk=check.pk), {"cause": ""}),
        (StallAnswer.objects.filter(check_made=check), {"answer": "maybe"}),
        (StallPoint.objects.filter(code="goal"), {"cause": {"en": "English only"}}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


# --- Help -------------------------------------------------------------------------------------------------
def test_one_call_for_help_waits_at_a_time(plan):
    first = helping.ask_for_help(plan, text="Vi mangler tid", by=plan.owner, now=NOW)
    second = helping.ask_for_help(plan, text="Vi mangler stadig tid", by=plan.owner, now=NOW + DAY)

    assert first == second
    assert first.text == "Vi mangler tid"


def test_asking_for_what_the_ladder_had_offered_keeps_the_persons_words(plan):
    offered = HelpRequest.objects.create(plan=plan, at=NOW - DAY)

    asked = helping.ask_for_help(plan, text="Vi mangler tid", by=plan.owner, now=NOW)

    assert (asked.pk, asked.by, asked.text) == (offered.pk, plan.owner, "Vi mangler tid")


# --- Pages ------------------------------------------------------------------------------------------------
@pytest.fixture
def post(writer, plan, points):
    def send(cause="", **answers):
        page = writer.get(reverse("plan-stall", args=[plan.pk])).context["form"]
        data = {"submission_id": page["submission_id"].value(), "checklist": page["checklist"].value(), "cause": cause}
        data |= {f"point_{points[code].pk}": answer for code, answer in answers.items() if code in points}
        data |= {name: said for name, said in answers.items() if name not in points}
        return writer.post(reverse("plan-stall", args=[plan.pk]), data)

    return send


def test_a_stalled_plan_offers_the_checklist_to_those_who_may_change_it_only(plan, writer, client_of, ward):
    reader = client_of(EngagementFactory(unit=ward).user)
    address = reverse("plan-stall", args=[plan.pk])

    assert address in writer.get(plan.get_absolute_url()).content.decode()
    assert address not in reader.get(plan.get_absolute_url()).content.decode()
    assert [reader.get(address).status_code, reader.post(address).status_code] == [403, 403]


def test_saying_what_is_in_the_way_leads_to_what_helps(plan, post, writer):
    response = post(means="no", goal="partly", note="Ingen vikarer <b>", next_step="Mette spørger i dag")

    page = writer.get(response.url).content.decode()
    assert "Der er ikke sat tid eller penge af" in page
    assert "Skriv ned, hvad der mangler i timer og kroner" in page
    assert "Ingen vikarer &lt;b&gt;" in page
    assert "Brug et kvarter på personalemødet" in page
    assert "Der er ikke sat tid eller penge af" in writer.get(plan.get_absolute_url()).content.decode()


def test_nothing_answered_is_said_at_the_field_and_nothing_typed_is_lost(post):
    response = post(note="Det regnede")

    assert response.status_code == 422
    assert "cause" in response.context["form"].errors
    assert "Det regnede" in response.content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"cause": "weather"}, {"cause": "\x00"}, {"means": "maybe"}, {"means": "no", "measure": "99999999999999999999"},
        {"means": "no", "measure": "x"}, {"means": "no", "checklist": "9" * 30}, {"means": "no", "submission_id": "x"},
        {"means": "no", "note": "x" * 1001}, {"means": "no", "note": "010203-1234"}, {"ready": "both"},
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_a_sentence(plan, post, bad):
    response = post(**bad)

    assert response.status_code in (302, 422)
    assert response.status_code == 422 or StallCheck.objects.filter(cause="means").exists()


@pytest.mark.parametrize(
    ("cause", "leads_to"), [("evaluation_put_aside", "/plans/{}/evaluate/"), ("decided_against", "/plans/{}/leave/?code=decided_against")]
)
def test_the_two_ready_causes_lead_straight_to_their_ending(plan, writer, cause, leads_to):
    response = writer.post(reverse("plan-stall", args=[plan.pk]), {"ready": cause, "submission_id": str(uuid.uuid4())})

    assert response.url == leads_to.format(plan.pk)
    assert StallCheck.objects.get().cause == cause
    assert writer.get(response.url).status_code == 200


def test_the_reason_is_filled_in_beforehand_when_it_was_decided_against(plan, writer):
    page = writer.get(reverse("plan-leave", args=[plan.pk]), {"code": "decided_against"}).context["form"]

    assert (page["code"].value(), str(page["reason"].value())) == ("decided_against", "Vi besluttede ikke at gøre det.")


def test_the_second_answer_is_compared_with_the_first(plan, say, writer):
    say(plan, at=NOW - 30 * DAY, means="no", goal="no", worth="yes")
    second = say(plan, means="yes", goal="no", worth="partly")

    page = writer.get(reverse("stall-check", args=[second.pk])).context["page"]

    assert [(row.then, row.now) for row in page.compared] == [("no", "yes"), ("no", "no"), ("yes", "partly")]
    assert (page.better, page.worse) == (1, 1)


def test_checks_of_different_measures_are_not_compared(plan, say, writer):
    say(plan, at=NOW - 30 * DAY, means="no", measure=MeasureFactory(plan=plan))
    second = say(plan, means="yes", goal="no")

    assert writer.get(reverse("stall-check", args=[second.pk])).context["page"].compared == ()


def test_a_check_is_read_by_those_who_may_change_the_plan(plan, say, client_of, ward, amr):
    address = reverse("stall-check", args=[say(plan, cause="goal").pk])
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)
    stranger = client_of(EngagementFactory(unit=ward).user)

    assert stranger.get(address).status_code == 404
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=False)
    assert stranger.get(address).status_code == 403


def test_help_is_asked_for_from_the_page_of_the_check(plan, writer):
    address = reverse("plan-help", args=[plan.pk])

    assert writer.post(address, {"text": ""}).status_code == 422
    assert writer.post(address, {"text": "Vi vil gerne have en at tale med"}).status_code == 302
    assert HelpRequest.objects.get().text == "Vi vil gerne have en at tale med"


def test_an_ended_plan_sends_back_from_the_checklist(writer, ward, manager):
    plan = ClosedPlanFactory(unit=ward, owner=manager)

    assert writer.get(reverse("plan-stall", args=[plan.pk])).url == plan.get_absolute_url()
    assert writer.post(reverse("plan-help", args=[plan.pk]), {"text": "Hjælp"}).url == plan.get_absolute_url()
    assert not HelpRequest.objects.exists()


def test_the_page_of_a_check_costs_the_same_with_many_answers(plan, say, writer, points, django_assert_max_num_queries):
    few = say(plan, at=NOW - DAY, means="no")
    many = say(plan, **dict.fromkeys(points, "no"))

    for check in (few, many):
        with django_assert_max_num_queries(12):
            assert writer.get(reverse("stall-check", args=[check.pk])).status_code == 200
