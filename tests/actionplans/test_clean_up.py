"""Old plans, one a screen: each ends honestly or goes on, and what cannot be known any more is counted by itself."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.errors import RefusedError
from actionplans.filters import plan_list_url
from actionplans.history import history_of
from actionplans.models import ActionPlan, Verdict
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.reports import LevelReport, Period
from actionplans.reports.asof import CODES, Standpoint
from actionplans.steps import badge_of
from actionplans.usecases import clean_up, life
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.levels import Level
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommentFactory,
    EngagementFactory,
    EvaluationFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    make_person,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


def days(number):
    return TODAY - timedelta(days=number)


def old_plan(unit, ago=200, **more):
    closing = days(ago)
    dates = {"starts_on": days(ago + 200), "implement_by": days(ago + 90), "evaluate_on": closing, "expected_closing_on": closing}
    return PlanFactory(unit=unit, **(dates | more))


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2")


@pytest.fixture
def manager(ward):
    return make_person(Perm.EDIT_PLANS, on=ward)


@pytest.fixture
def client(manager, client_of):
    return client_of(manager)


def screen(plan):
    return reverse("plan-clean-up-plan", args=[plan.pk])


def do(client, plan, act, **more):
    return client.post(screen(plan), {"act": act, "submission_id": str(uuid.uuid4()), **more})


def unknown(**more):
    return EvaluationAnswer(Verdict.UNKNOWN, uuid.uuid4(), **({"wanted_effects": "Alle er rejst"} | more))


def test_old_are_the_plans_one_may_edit_whose_date_passed_more_than_90_days_ago_oldest_first(ward, manager):
    younger, oldest = old_plan(ward, 91), old_plan(ward, 400)
    waits = PlanFactory(
        unit=ward, status="awaiting", starts_on=days(300), implement_by=days(200), evaluate_on=days(100), expected_closing_on=days(20)
    )
    old_plan(ward, 90)
    old_plan(UnitFactory(), 400)
    ClosedPlanFactory(unit=ward)

    assert list(clean_up.waiting(manager, TODAY)) == [oldest, younger, waits]


def test_cannot_be_known_closes_an_old_plan_with_a_sentence_and_no_other(ward, manager):
    young, old = old_plan(ward, 90), old_plan(ward, 91)
    for plan, answer in ((young, unknown()), (old, unknown(wanted_effects=" "))):
        with pytest.raises(RefusedError):
            life.evaluate(plan, answer, by=manager, now=NOW, today=TODAY)
        plan.refresh_from_db()
        assert (plan.status, plan.evaluations.count()) == ("active", 0)

    life.evaluate(old, unknown(), by=manager, now=NOW, today=TODAY)

    old.refresh_from_db()
    assert (old.status, old.closing_evaluation.verdict, old.closing_evaluation.wanted_effects) == ("closed", "unknown", "Alle er rejst")
    assert (old.carried_out_on, [entry.text for entry in history_of(old) if "gennemført" in entry.text]) == (None, [])
    assert (old.first_verdict_on, old.last_verdict, badge_of(old)) == (None, "", ("unknown", "Kan ikke afgøres mere"))
    assert Verdict.UNKNOWN not in FINAL_VERDICTS


def test_ordinary_forms_neither_offer_nor_take_it(ward, client):
    plan = old_plan(ward)
    url = reverse("plan-evaluate", args=[plan.pk])
    assert 'value="unknown"' not in client.get(f"{url}?verdict=unknown").content.decode()
    answer = client.post(url, {"verdict": "unknown", "wanted_effects": "Alle er rejst", "submission_id": str(uuid.uuid4())})
    plan.refresh_from_db()
    assert (answer.status_code, plan.status) == (422, "active")


def test_what_cannot_be_known_is_counted_by_itself_and_evaluated_nowhere(ward, manager, client):
    known, plan = ClosedPlanFactory(unit=ward), old_plan(ward)
    life.evaluate(plan, unknown(), by=manager, now=NOW, today=TODAY)
    period = Period(days(300), TODAY)

    report = LevelReport.of(Level.of_unit(ward, TODAY), period, TODAY)
    assert (report.unknown, report.trend.effects.total, report.total.first_done) == (1, 1, 0)
    rows = plan_list_url(unit=ward, unknown=True, evaluated_from=period.first, evaluated_to=period.last)
    page = client.get(rows).content.decode()
    assert (plan.title in page, "Kan ikke afgøres mere" in page, "1 plan" in page) == (True, True, True)
    assert client.get(plan_list_url(unit=ward, verdict="unknown")).context["list"].page.paginator.count == 1
    behind = {code: ActionPlan.objects.filter(pk__in=Standpoint(frozenset([ward.pk]), period, TODAY).rows_behind(code)) for code in CODES}
    for code in ("evaluated", "worked", "found", "no-effect", "in-time"):
        assert plan not in behind[code], code
    assert known in behind["found"]


@pytest.mark.parametrize("name", ["plan-detail", "plan-history", "plan-clean-up-plan", "plan-reopen"])
def test_every_page_of_such_a_plan_says_it(ward, manager, client, name):
    plan = old_plan(ward)
    life.evaluate(plan, unknown(), by=manager, now=NOW, today=TODAY)
    assert client.get(reverse(name, args=[plan.pk])).status_code == 200


@pytest.mark.parametrize(
    ("act", "given", "status", "verdict"),
    [
        ("judge", {"verdict": "solved"}, "closed", "solved"),
        ("judge", {"verdict": "partly"}, "closed", "partly"),
        ("judge", {"verdict": "no_effect", "next_step": "new_plan"}, "closed", "no_effect"),
        ("judge", {"verdict": "worse", "next_step": "adjust", "new_on": "12-01-2027"}, "active", "worse"),
        ("unknown", {"why": "Alle er rejst"}, "closed", "unknown"),
        ("leave", {"code": "merged", "reason": "Den er med i en ny plan"}, "not_carried_out", None),
        ("time", {"new_on": "12-01-2027", "code": "absence"}, "active", None),
        ("skip", {}, "active", None),
    ],
)
def test_each_ending_leads_to_the_next_plan(ward, client, act, given, status, verdict):
    first, second = old_plan(ward, 300), old_plan(ward, 200)

    assert do(client, first, act, **given).url == screen(second)

    first.refresh_from_db()
    assert (first.status, list(first.evaluations.values_list("verdict", flat=True))) == (status, [verdict] if verdict else [])


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("judge", {"verdict": "worse", "wanted_effects": "Det larmer"}),
        ("unknown", {"why": ""}),
        ("leave", {"reason": "Det larmer"}),
        ("time", {"reason": "Det larmer", "new_on": "12-01-2020", "code": "other"}),
    ],
)
def test_what_is_lacking_is_told_and_what_was_typed_stays(ward, client, act, given):
    plan = old_plan(ward)

    answer = do(client, plan, act, **given)

    plan.refresh_from_db()
    assert (answer.status_code, plan.status) == (422, "active")
    assert ("Det larmer" in answer.content.decode()) is (act != "unknown")


def test_progress_passing_over_and_the_summary(ward, client):
    first, second = old_plan(ward, 300, title="Løft alene"), old_plan(ward, 200, title="Støj om natten")
    start = reverse("plan-clean-up")
    assert screen(first) in client.get(start).content.decode()
    do(client, first, "skip")
    assert "0 behandlede, 2 tilbage (1 sprunget over)" in " ".join(client.get(screen(second)).content.decode().split())

    assert do(client, second, "judge", verdict="solved").url == start
    page = " ".join(client.get(start).content.decode().split())
    assert ("1 behandlet, 1 tilbage" in page, "Tag dem, du sprang over" in page, "Støj om natten" in page) == (True, True, True)
    assert client.post(start).url == screen(first)
    do(client, first, "unknown", why="Alle er rejst")
    page = client.get(start).content.decode()
    assert ("Det var dem alle" in page, "kan ikke afgøres mere" in page) == (True, True)


@pytest.mark.parametrize(("act", "given"), [("judge", {"verdict": "solved"}), ("time", {"new_on": "12-01-2027", "code": "absence"})])
def test_the_last_act_is_taken_back_once(ward, client, act, given):
    plan = old_plan(ward)
    before = plan.expected_closing_on
    do(client, plan, act, **given)

    assert client.post(reverse("plan-clean-up-undo")).url == screen(plan)

    plan.refresh_from_db()
    assert (plan.status, plan.expected_closing_on) == ("active", before)
    assert client.post(reverse("plan-clean-up-undo")).url == reverse("plan-clean-up")


def test_who_may_not_edit_a_plan_neither_sees_it_here_nor_ends_it(ward, client_of):
    plan = old_plan(ward, title=SECRET)
    hidden = old_plan(ward, title=SECRET, is_confidential=True)
    stranger = client_of(EngagementFactory().user)

    assert SECRET not in stranger.get(reverse("plan-clean-up")).content.decode()
    assert (stranger.get(screen(plan)).status_code, stranger.get(screen(hidden)).status_code) == (403, 404)
    assert (do(stranger, plan, "judge", verdict="solved").status_code, do(stranger, hidden, "skip").status_code) == (403, 404)
    plan.refresh_from_db()
    assert plan.status == "active"


def test_a_plan_that_somebody_else_has_dealt_with_meanwhile_is_left_as_it_is(ward, manager, client):
    plan = old_plan(ward)
    life.leave(plan, code="merged", reason="Med i en ny", by=manager, now=NOW)

    assert do(client, plan, "judge", verdict="solved").url == reverse("plan-clean-up")

    plan.refresh_from_db()
    assert plan.status == "not_carried_out"


@pytest.mark.parametrize("count", [1, 5])
def test_the_screens_ask_as_much_for_many_plans_as_for_one(ward, client, count, django_assert_max_num_queries):
    for number in range(count):
        plan = old_plan(ward, 100 + number)
        for _ in range(count):
            MeasureFactory(plan=plan)
            CommentFactory(plan=plan)
            EvaluationFactory(plan=plan, verdict="too_early")
    with django_assert_max_num_queries(7):
        client.get(screen(plan))
    do(client, plan, "judge", verdict="solved")
    with django_assert_max_num_queries(14):
        client.get(reverse("plan-clean-up"))
