"""A pulse: who may ask, when not, what is asked, and how the answer stands on the plan's page."""

from datetime import timedelta

import pytest
from django.conf import settings as conf
from django.core import mail as outgoing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apv import pulses, sealing
from apv.errors import RefusedError
from apv.models import Invitation, ResultCell, Round, RoundKind, RoundStatus, SealedAnswer, Subject
from apv.usecases import answering, inviting, pulsing, rounds
from apv.usecases.inviting import token_key_of
from orgstructure.permissions import Perm, Reach
from safetynet.common import outbox
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    DimensionFactory,
    EngagementFactory,
    FindingFactory,
    OpenRoundFactory,
    PlanFactory,
    QuestionFactory,
    ReleasedRoundFactory,
    RoundUnitFactory,
    SectionFactory,
    UnitFactory,
    UserFactory,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2")


@pytest.fixture
def manager(ward):
    return make_person(Perm.EDIT_PLANS, on=ward)


def plan_with_figures(ward, *, people=8, codes=("travlt", "pauser"), **fields):
    """A plan waiting for its verdict, from a finding about a dimension of two questions."""
    before = ReleasedRoundFactory(top=ward)
    node = RoundUnitFactory(round=before)
    dimension = DimensionFactory(questionnaire=before.questionnaire, code="arbejdsmaengde", is_burden=True, name={"da": "Arbejdsmængde"})
    section = SectionFactory(questionnaire=before.questionnaire)
    for code in ("travlt", "pauser", "andet"):
        QuestionFactory(section=section, code=code, text={"da": f"Om {code}?"}, dimension=dimension if code != "andet" else None)
    for subject, code, mean in (("dimension", "arbejdsmaengde", 62), ("question", "travlt", 70), ("question", "pauser", 54)):
        ResultCell.objects.create(round=before, round_unit=node, subject=subject, code=code, n=12, mean=mean)
    assessment = AssessmentFactory(unit=ward, method="survey", round_unit=node)
    baseline = {"subject": "dimension", "code": "arbejdsmaengde", "n": 12, "mean": 62, "questions": list(codes)}
    finding = FindingFactory(assessment=assessment, found_by="survey", code="arbejdsmaengde", baseline=baseline)
    dates = {"implement_by": TODAY - timedelta(days=20), "evaluate_on": TODAY, "starts_on": TODAY - timedelta(days=60)}
    plan = PlanFactory(**{"unit": ward, "status": "awaiting", **dates, **fields})
    finding.plans.add(plan)
    for _ in range(people - 1):
        EngagementFactory(unit=ward)
    return plan


def ask(plan, by, today=TODAY):
    return pulsing.ask_again(plan, by=by, today=today, now=NOW)


def released(pulse, **means):
    """As counting and release leave it."""
    node = pulse.units.get()
    for code, mean in means.items():
        subject = Subject.DIMENSION if code == "arbejdsmaengde" else Subject.QUESTION
        ResultCell.objects.create(round=pulse, round_unit=node, subject=subject, code=code, n=6, mean=mean)
    days = {"closed_on": TODAY, "counted_on": TODAY, "released_on": TODAY}
    Round.objects.filter(pk=pulse.pk).update(status=RoundStatus.RELEASED, **days)


# --- Asking ---------------------------------------------------------------------------------------------
def test_the_same_questions_go_to_the_same_unit_for_seven_days_under_the_workers_key(ward, manager):
    plan = plan_with_figures(ward)
    below = EngagementFactory(unit=UnitFactory(parent=ward)).user
    pulse = ask(plan, manager)

    assert (pulse.kind, pulse.status, pulse.plan, pulse.repeats) == (RoundKind.PULSE, RoundStatus.OPEN, plan, ["travlt", "pauser"])
    assert (pulse.opens_on, pulse.closes_on, pulse.threshold) == (TODAY, TODAY + timedelta(days=6), 5)
    assert pulse.worker_key
    assert bytes(pulse.public_key) == conf.SURVEY.worker_public_key
    assert [(node.unit, node.invited, node.counted_in) for node in pulse.units.all()] == [(ward, 9, pulse.units.get())]
    assert below.pk in pulsing.people_of(ward, TODAY)


def test_a_question_that_is_shown_only_after_another_takes_that_one_along(ward, manager):
    plan = plan_with_figures(ward, codes=["travlt"])
    Round.objects.get().questionnaire.questions.filter(code="travlt").update(shown_if={"question": "andet", "any_of": [5]})

    assert ask(plan, manager).repeats == ["travlt", "andet"]


def test_people_whose_home_is_elsewhere_are_not_asked(ward):
    guest = EngagementFactory(unit=UnitFactory()).user
    EngagementFactory(unit=ward, user=guest, valid_from=TODAY)

    assert guest.pk not in pulsing.people_of(ward, TODAY)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"people": 4}, "4 personer"),
        ({"is_confidential": True}, "fortrolig"),
        ({"status": "closed"}, "går ikke videre"),
    ],
    ids=["few people", "confidential", "ended"],
)
def test_it_says_why_it_cannot_ask(ward, manager, fields, word):
    if fields.get("status") == "closed":
        plan = plan_with_figures(ward)
        plan.status = "closed"
    else:
        plan = plan_with_figures(ward, **fields)
    with pytest.raises(RefusedError, match=word):
        ask(plan, manager)
    assert not Round.objects.pulses().exists()


def test_a_plan_without_figures_has_nothing_to_ask_again(ward, manager):
    with pytest.raises(RefusedError, match="ingen spørgsmål"):
        ask(PlanFactory(unit=ward), manager)


def test_sensitive_questions_keep_their_own_threshold(ward, manager):
    plan = plan_with_figures(ward, codes=["andet"])
    Round.objects.get().questionnaire.questions.filter(code="andet").update(is_sensitive=True)
    with pytest.raises(RefusedError, match="40"):
        ask(plan, manager)


def test_one_pulse_at_a_time_and_none_within_sixty_days_above_or_below(ward, manager):
    plan = plan_with_figures(ward)
    first = ask(plan, manager)
    with pytest.raises(RefusedError, match="bliver spurgt"):
        ask(plan, manager)
    released(first)
    below = UnitFactory(parent=ward)
    another = plan_with_figures(below)
    with pytest.raises(RefusedError, match="kan den spørges igen fra 21"):
        ask(another, manager)

    assert ask(another, manager, today=TODAY + timedelta(days=60)).top == below


def test_a_pulse_that_was_given_up_does_not_count(ward, manager):
    plan = plan_with_figures(ward)
    first = ask(plan, manager)
    Round.objects.filter(pk=first.pk).update(status=RoundStatus.LOST)

    assert ask(plan, manager) != first


def test_nobody_is_asked_twice_at_once(ward, manager):
    plan = plan_with_figures(ward)
    OpenRoundFactory(top=UnitFactory())
    OpenRoundFactory(top=ward, kind=RoundKind.PILOT)
    OpenRoundFactory(top=ward)
    with pytest.raises(RefusedError, match="en anden undersøgelse"):
        ask(plan, manager)


# --- From invitation to figures -------------------------------------------------------------------------
def answer_all(pulse, *values):
    """One sealed answer for each value, as a phone leaves it."""
    key = token_key_of(pulse)
    for invitation, value in zip(Invitation.objects.filter(round=pulse).order_by("pk"), values, strict=False):
        token = sealing.token_of(key, invitation.pk)
        answers = dict.fromkeys(pulse.repeats, value)
        answering.save_draft(pulse, token, answering.Begun(answers, 1))
        answering.submit(invitation, token, today=TODAY)


def test_everybody_in_the_unit_and_below_gets_a_mail_that_says_one_minute_and_never_anonymous(ward, manager):
    plan = plan_with_figures(ward)
    EngagementFactory(unit=UnitFactory(parent=ward))
    pulse = ask(plan, manager)

    assert inviting.invite(pulse.pk, now=NOW) == 9
    outbox.deliver(now=NOW + timedelta(days=2))
    text = outgoing.outbox[0].body
    assert len(outgoing.outbox) == 9
    assert "cirka 1 minut" in text
    assert "Er det blevet bedre?" in text
    assert "anonym" not in text.lower()


def test_the_day_after_the_last_one_it_is_opened_with_the_workers_key_and_shown(client_of, ward, manager):
    plan = plan_with_figures(ward)
    pulse = ask(plan, manager)
    inviting.invite(pulse.pk, now=NOW)
    answer_all(pulse, 2, 2, 1, 2, 3, 1)
    clock_hands = {"now": NOW + timedelta(days=7), "today": TODAY + timedelta(days=7)}
    assert rounds.close_those_past(**clock_hands) == 1

    assert pulsing.finish_those_closed(**clock_hands) == 1
    assert pulsing.finish_those_closed(**clock_hands) == 0
    main = pulses.results_of([plan.pk])[plan.pk].main
    assert (main.before, main.now, main.change) == (pulses.Figure(62, 12), pulses.Figure(21, 6), "better")
    assert not SealedAnswer.objects.exists()
    assert "Bedre: fra 62 til 21 af 100" in client_of(UserFactory()).get(plan.get_absolute_url()).content.decode()


def test_with_too_few_answers_it_ends_without_figures(ward, manager):
    plan = plan_with_figures(ward)
    pulse = ask(plan, manager)
    inviting.invite(pulse.pk, now=NOW)
    answer_all(pulse, 2, 2, 1, 2)
    clock_hands = {"now": NOW + timedelta(days=7), "today": TODAY + timedelta(days=7)}
    rounds.close_those_past(**clock_hands)
    pulsing.finish_those_closed(**clock_hands)

    result = pulses.results_of([plan.pk])[plan.pk]
    assert (result.is_released, result.main.now) == (True, None)
    assert not ResultCell.objects.filter(round=pulse).exists()


# --- The page -------------------------------------------------------------------------------------------
def test_the_manager_sees_the_questions_and_asks_with_one_button(client_of, ward, manager):
    plan = plan_with_figures(ward)
    client, address = client_of(manager), reverse("plan-pulse", args=[plan.pk])
    shown = client.get(address).content.decode()

    assert "Om travlt?" in shown
    assert "fortrolige" in shown
    assert "anonym" not in shown
    assert client.post(address).url == f"{plan.get_absolute_url()}#pulse"
    assert Round.objects.pulses().get().made_by == manager


def test_a_refusal_is_shown_and_nothing_happens(client_of, ward, manager):
    plan = plan_with_figures(ward, people=3)
    answer = client_of(manager).post(reverse("plan-pulse", args=[plan.pk]))

    assert answer.status_code == 409
    assert "Tal om det sammen i stedet" in answer.content.decode()


def test_who_may_not_edit_plans_here_may_not_ask(client_of, ward):
    plan = plan_with_figures(ward)
    address = reverse("plan-pulse", args=[plan.pk])
    neighbour = make_person(Perm.EDIT_PLANS, on=UnitFactory(), reach=Reach.UNIT)

    assert client_of(neighbour).post(address).status_code == 403
    assert client_of(plan.owner).get(address).status_code == 403
    assert client_of(neighbour).get(reverse("plan-pulse", args=[PlanFactory(is_confidential=True).pk])).status_code == 404


# --- The answer -----------------------------------------------------------------------------------------
def test_before_and_now_stand_on_the_plans_page(client_of, ward, manager):
    plan = plan_with_figures(ward)
    pulse = ask(plan, manager)
    client = client_of(UserFactory())
    assert "Afsnittet bliver spurgt" in (text := client.get(plan.get_absolute_url()).content.decode()) or "bliver spurgt" in text
    released(pulse, arbejdsmaengde=45.5, travlt=50)

    text = " ".join(client.get(plan.get_absolute_url()).content.decode().split())
    assert "Bedre: fra 62 til 46 af 100" in text
    assert "for få svar" in text  # the second question is hidden


@pytest.mark.parametrize(
    ("now", "is_burden", "change"),
    [(70, True, "worse"), (52, True, "better"), (60, True, "same"), (70, False, "better"), (50, False, "worse"), (70, None, "higher")],
)
def test_what_the_change_is_called(now, is_burden, change):
    line = pulses.Compared("Tempo", pulses.Figure(62, 12), pulses.Figure(now, 6), is_burden)
    assert line.change == change


def test_a_hidden_result_is_said_to_be_hidden(ward, manager):
    plan = plan_with_figures(ward)
    released(ask(plan, manager))
    line = pulses.results_of([plan.pk])[plan.pk].main

    assert line.now is None
    assert line.in_words.startswith("Der var for få")


def test_many_plans_cost_as_many_queries_as_one(ward, manager):
    plans = []

    def queries():
        with CaptureQueriesContext(connection) as captured:
            pulses.results_of([plan.pk for plan in plans])
        return len(captured)

    for _ in range(3):
        plans.append(plan_with_figures(unit := UnitFactory()))
        released(ask(plans[-1], make_person(Perm.EDIT_PLANS, on=unit)), arbejdsmaengde=40)
        if len(plans) == 1:
            few = queries()
    assert queries() == few <= 5


def test_on_the_day_of_the_verdict_the_page_proposes_to_ask(client_of, ward, manager):
    plan = plan_with_figures(ward)
    text = client_of(manager).get(plan.get_absolute_url()).content.decode()

    assert text.count(reverse("plan-pulse", args=[plan.pk])) == 2
    assert reverse("plan-pulse", args=[plan.pk]) not in client_of(UserFactory()).get(plan.get_absolute_url()).content.decode()
