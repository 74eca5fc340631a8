"""The pages of an ending: who may say what, and what they are told."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from actionplans.models import ActionPlan, EndingRule, Status, VerdictMark
from actionplans.usecases import life
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.models import UnitUserPermission
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.actionplans.writing import form_of
from tests.factories import NOW, TODAY, ClosedPlanFactory, CriterionFactory, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

LATE = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}


@pytest.fixture
def representative(amr, ward, person_with):
    """The unit's representative with the rights that the seat gives."""
    for perm in (Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS):
        permission = Permission.objects.get(codename=perm.value, content_type__app_label="orgstructure")
        UnitUserPermission.objects.create(user=amr, permission=permission, content_object=ward, reach=Reach.UNIT)
    return amr


@pytest.fixture
def plan(ward, manager, representative):
    plan = PlanFactory(unit=ward, owner=manager, status="awaiting", risk_likelihood=4, risk_consequence=4, **LATE)
    said = EvaluationAnswer(verdict="solved", submission_id=uuid.uuid4(), wanted_effects="Ingen løfter alene", source="staff_asked")
    life.evaluate(plan, said, by=manager, now=NOW, today=TODAY)
    return plan


@pytest.fixture
def theirs(client_of, representative):
    return client_of(representative)


def url(name, plan):
    return reverse(name, args=[plan.pk])


def page(client, plan):
    return client.get(plan.get_absolute_url()).content.decode()


def test_the_plan_asks_the_second_person_and_tells_the_manager_who_it_waits_for(plan, theirs, writer):
    asked, told = page(theirs, plan), page(writer, plan)

    assert "Ser du det på samme måde?" in asked
    assert "Risikoen var 16 af 25" in asked
    assert "Ser du det på samme måde?" not in told
    assert "Venter på, at Anna Holm bekræfter" in told


def test_the_second_person_confirms_with_one_choice(plan, theirs):
    assert "Ingen løfter alene" in theirs.get(url("plan-confirm", plan) + "?answer=agree").content.decode()
    answer = theirs.post(url("plan-confirm", plan), {"answer": "agree", "words": ""}, follow=True).content.decode()

    plan.refresh_from_db()
    assert plan.confirmed_at == NOW
    assert "Bekræftet af Anna Holm" in answer
    assert "Træk bekræftelsen tilbage" in answer


def test_disagreeing_needs_words_and_loses_none(plan, theirs):
    refused = theirs.post(url("plan-confirm", plan), {"answer": "disagree", "words": " "})
    assert refused.status_code == 422
    assert "Skriv i en sætning, hvad du ser anderledes." in refused.content.decode()

    theirs.post(url("plan-confirm", plan), {"answer": "disagree", "words": "Ikke om natten"})
    plan.refresh_from_db()
    assert plan.status == Status.AWAITING
    assert "Ikke om natten" in theirs.get(url("plan-history", plan)).content.decode()


def test_who_gave_the_verdict_a_reader_and_a_stranger_cannot_confirm(plan, writer, client_of):
    reader, stranger = EngagementFactory().user, UserFactory(kind="service")
    for client in (writer, client_of(reader)):
        assert client.get(url("plan-confirm", plan)).status_code == 403
        assert client.post(url("plan-confirm", plan), {"answer": "agree"}).status_code == 403
    assert client_of(stranger).get(url("plan-confirm", plan)).status_code in (302, 404)


def test_of_a_confidential_plan_an_outsider_learns_nothing(plan, client_of):
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)
    outsider = client_of(EngagementFactory().user)
    for name in ("plan-confirm", "plan-hold-check", "plan-mark"):
        assert outsider.get(url(name, plan)).status_code == 404


def test_confirming_twice_says_who_was_there_first(plan, theirs):
    theirs.post(url("plan-confirm", plan), {"answer": "agree"})
    again = theirs.post(url("plan-confirm", plan), {"answer": "disagree", "words": "Nej"}, follow=True).content.decode()

    plan.refresh_from_db()
    assert plan.status == Status.CLOSED
    assert "Anna Holm bekræftede vurderingen" in again


def test_only_who_confirmed_takes_it_back(plan, theirs, writer):
    theirs.post(url("plan-confirm", plan), {"answer": "agree"})
    assert writer.post(url("plan-unconfirm", plan)).status_code == 403
    theirs.post(url("plan-unconfirm", plan))

    plan.refresh_from_db()
    assert plan.awaits_confirmation


def test_the_later_look_is_asked_when_its_day_is_near(plan, writer):
    assert writer.get(url("plan-hold-check", plan)).status_code == 302
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY, confirmed_at=NOW, confirmed_by=plan.confirm_by)
    assert "Virker det stadig?" in page(writer, plan)
    form = writer.get(url("plan-hold-check", plan)).context["form"]
    writer.post(url("plan-hold-check", plan), {"answer": "still", "submission_id": form["submission_id"].value()})

    assert plan.hold_checks.get().answer == "still"
    assert "ja, det virker stadig" in page(writer, plan)


def test_what_no_longer_works_asks_for_words_a_step_and_a_date_and_leads_to_the_new_plan(plan, writer):
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY)
    said = {"answer": "no", "submission_id": str(uuid.uuid4())}
    refused = writer.post(url("plan-hold-check", plan), said)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"words", "next_step"}

    answer = writer.post(url("plan-hold-check", plan), said | {"words": "Liften er væk", "next_step": "new_plan"})
    assert answer.url == f"{reverse('plan-new')}?unit={plan.unit_id}&follows={plan.pk}"


@pytest.mark.parametrize(
    "broken", [{"answer": "x"}, {"answer": "no\x00"}, {"submission_id": "1"}, {"new_on": "99-99-9999"}, {"next_step": "9" * 99}]
)
def test_nonsense_is_refused_kindly(plan, writer, theirs, broken):
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY)
    good = {"answer": "no", "words": "x", "next_step": "reopen", "new_on": "01-03-2027", "submission_id": str(uuid.uuid4())}
    assert writer.post(url("plan-hold-check", plan), good | broken).status_code == 422
    assert theirs.post(url("plan-confirm", plan), {"answer": "x", "words": "y"}).status_code == 422


def test_the_representatives_own_mark_stands_beside_the_verdict(plan, theirs, writer):
    assert "Sig, hvad du selv mærker" in page(theirs, plan)
    assert "Sig, hvad du selv mærker" not in page(writer, plan)
    theirs.post(url("plan-mark", plan), {"answer": "partly", "words": "Kun om dagen"})

    shown = page(writer, plan)
    assert "Anna Holm, arbejdsmiljørepræsentant: det har hjulpet noget" in shown
    assert "Kun om dagen" in shown
    assert 'value="partly"' in theirs.get(url("plan-mark", plan)).content.decode()
    assert writer.post(url("plan-mark", plan), {"answer": "helped"}).status_code == 403
    assert VerdictMark.objects.count() == 1


def test_a_mark_needs_a_verdict(ward, theirs):
    plan = PlanFactory(unit=ward)
    assert theirs.get(url("plan-mark", plan)).status_code == 302


def test_the_evaluation_asks_what_it_rests_on_and_takes_the_impression_when_nothing_is_said(ward, manager, writer):
    for given, kept in (({}, "own_impression"), ({"source": "count", "residual": "2-3"}, "count")):
        plan = PlanFactory(unit=ward, owner=manager, status="awaiting", risk_likelihood=2, risk_consequence=4, **LATE)
        form = writer.get(url("plan-evaluate", plan)).context["form"]
        answer = {"verdict": "solved", "submission_id": form["submission_id"].value()}
        writer.post(url("plan-evaluate", plan), answer | given)
        verdict = plan.evaluations.get()
        assert verdict.source == kept
    assert verdict.residual_risk.score == 6
    assert "Bygger på" in page(writer, plan)


def test_the_page_says_beforehand_what_ending_needs(ward, manager, writer):
    small = PlanFactory(unit=ward, owner=manager)
    large = PlanFactory(unit=ward, owner=manager, risk_likelihood=5, risk_consequence=5)

    assert "Én vurdering afslutter den." in page(writer, small)
    assert "I ser på det igen efter 12 måneder" in page(writer, large)


def test_the_page_costs_as_many_queries_with_many_marks_as_with_one(plan, theirs):
    def count():
        with CaptureQueriesContext(connection) as caught:
            page(theirs, plan)
        return len(caught)

    verdict = plan.closing_evaluation
    none = count()
    VerdictMark.objects.create(evaluation=verdict, by=UserFactory(), answer="not", at=NOW)
    one = count()
    for _ in range(5):
        VerdictMark.objects.create(evaluation=verdict, by=UserFactory(), answer="helped", at=NOW)
    assert (one, count()) == (none + 1, none + 1)


def test_the_region_sets_what_is_serious(ward, person_with, client_of, writer):
    consultant = client_of(person_with(Perm.CONFIGURE, on=ward))
    assert writer.get(reverse("ending-settings")).status_code == 403
    assert consultant.post(reverse("ending-settings"), {"serious_from": "26", "hold_check_months": "x"}).context["form"].errors.keys() == {
        "serious_from",
        "hold_check_months",
    }
    consultant.post(reverse("ending-settings"), {"serious_from": "15", "hold_check_months": "6"})
    assert (EndingRule.current().serious_from, EndingRule.current().hold_check_months) == (15, 6)


def test_the_risk_is_written_with_the_plan_and_can_be_taken_back(ward, manager, writer):
    plan = PlanFactory(unit=ward, owner=manager)
    MeasureFactory(plan=plan)
    CriterionFactory(plan=plan)
    edit = url("plan-edit", plan)
    writer.post(edit, form_of(writer.get(edit)) | {"risk": "4-5"})
    plan.refresh_from_db()
    assert plan.risk.score == 20
    assert "20" in page(writer, plan)
    assert "Sandsynlighed" in writer.get(url("plan-history", plan)).content.decode()

    writer.post(edit, form_of(writer.get(edit)) | {"risk": "none"})
    plan.refresh_from_db()
    assert plan.risk is None
    assert writer.post(edit, form_of(writer.get(edit)) | {"risk": "6-1"}).status_code == 200


def test_a_plan_closed_before_anybody_asked_still_has_its_page(ward, manager, writer):
    assert "Afsluttet" in page(writer, ClosedPlanFactory(unit=ward, owner=manager))


def test_the_paper_shows_risk_source_second_person_and_marks(plan, manager, representative):
    VerdictMark.objects.create(evaluation=plan.closing_evaluation, by=representative, answer="partly", words="Mest om dagen", at=NOW)
    job = DocumentJob(kind="plan", words={"plan": plan.pk}, by=manager, language="da")
    with translation.override("da"):
        html = papers.html_of(job, today=TODAY, advance=lambda _progress: None)
    for word in ("16 af 25", "Venter på, at Anna Holm bekræfter", "Mest om dagen", "Bygger på", "Ses på igen"):
        assert word in html
