"""A serious plan from its risk to the representative's word and the look a year later, as people press it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, Status
from actionplans.usecases import life
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.permissions import Perm
from tests.browser.conftest import DESK, PHONE
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    CriterionFactory,
    MeasureFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LATE = {"starts_on": TODAY - timedelta(days=90), "implement_by": TODAY - timedelta(days=40), "evaluate_on": TODAY}


@pytest.fixture
def ward(transactional_db):
    return UnitFactory(name="Medicinsk afsnit M2")


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")


@pytest.fixture
def amr(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Anna", last_name="Holm")
    group = CoverageFactory(unit=ward, committee=CommitteeFactory()).committee
    SeatFactory(user=person, committee=group)
    return person


@pytest.fixture
def plan(ward, manager, amr):
    plan = PlanFactory(unit=ward, owner=manager, status="awaiting", title="Faldrisiko på badeværelset", **LATE)
    MeasureFactory(plan=plan, due_on=TODAY - timedelta(days=50), done_on=TODAY - timedelta(days=50), done_by=manager)
    CriterionFactory(plan=plan)
    return plan


def closed(plan, by):
    ActionPlan.objects.filter(pk=plan.pk).update(risk_likelihood=4, risk_consequence=4)
    plan.refresh_from_db()
    life.evaluate(plan, EvaluationAnswer(verdict="solved", submission_id=uuid.uuid4()), by=by, now=NOW, today=TODAY)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_representative_confirms_what_the_manager_found(open_context, plan, manager, amr, scripts, viewport):
    ours, theirs = (open_context(person, viewport=viewport, java_script_enabled=scripts).new_page() for person in (manager, amr))
    ours.goto(reverse("plan-edit", args=[plan.pk]))
    ours.get_by_text("Hvor stor risikoen er").click()
    ours.get_by_role("radio", name="16 af 25").check(force=True)
    ours.get_by_role("button", name="Gem ændringer").click()
    ours.get_by_role("heading", name="Faldrisiko").wait_for()

    ours.get_by_role("link", name="Ja, det er løst").click()
    ours.get_by_text("bekræfter vurderingen").wait_for()
    ours.get_by_role("radio", name="Vi talte eller målte").check(force=True)
    ours.get_by_role("group", name="Hvor stor er risikoen nu?").get_by_role("radio", name="4 af 25").first.check(force=True)
    ours.get_by_role("button", name="Gem og luk").click()
    ours.get_by_text("Venter på, at Anna Holm bekræfter").wait_for()

    theirs.goto("/")
    theirs.get_by_role("link", name="Sig, hvordan du ser det").first.click()
    theirs.get_by_role("radio", name="Jeg ser det på samme måde").check()
    theirs.get_by_role("button", name="Gem").click()
    theirs.get_by_text("Bekræftet af Anna Holm").wait_for()

    plan.refresh_from_db()
    assert (plan.status, plan.confirmed_by) == (Status.CLOSED, amr)
    assert (plan.closing_evaluation.source, plan.closing_evaluation.residual_risk.score) == ("count", 4)


def test_the_representative_sees_it_differently_and_the_manager_evaluates_again(page_as, plan, manager, amr):
    closed(plan, manager)
    theirs = page_as(amr)
    theirs.goto(plan.get_absolute_url())
    theirs.get_by_role("link", name="Jeg ser det anderledes").click()
    theirs.get_by_role("button", name="Gem").click()
    theirs.get_by_text("Skriv i en sætning, hvad du ser anderledes.").first.wait_for()
    theirs.get_by_label("Et par ord om det").fill("Vi glider stadig om natten")
    theirs.get_by_role("button", name="Gem").click()
    theirs.get_by_text("dine ord står i historikken").wait_for()

    ours = page_as(manager)
    ours.goto(plan.get_absolute_url())
    ours.get_by_text("Vi glider stadig om natten").first.wait_for()
    assert ours.get_by_role("link", name="Ja, det er løst").is_visible()


def test_what_only_some_answers_need_shows_with_that_answer(page_as, plan, manager):
    closed(plan, manager)
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY)
    page = page_as(manager)
    page.goto(reverse("plan-hold-check", args=[plan.pk]))
    reopen, day = page.get_by_role("radio", name="Åbn denne plan igen"), page.get_by_label("Ny forventet afslutning")
    assert not reopen.is_visible()

    page.get_by_role("radio", name="Nej, problemet er tilbage").check()
    reopen.check()
    assert day.is_visible()
    page.get_by_label("Hvad ser I?").fill("Måtten er slidt")
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Planen er i gang igen. Ret nu indsatserne.").wait_for()


def test_the_matrix_is_walked_with_the_keyboard(page_as, plan, manager):
    page = page_as(manager)
    page.goto(reverse("plan-edit", args=[plan.pk]))
    page.get_by_text("Hvor stor risikoen er").click()
    page.get_by_role("radio", name="3 af 25, lav: muligt, ubetydelig").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="6 af 25, middel: muligt, mindre").is_checked()


def test_axe_finds_nothing_and_nothing_sticks_out_on_the_pages_of_an_ending(
    page_as, open_context, plan, manager, amr, axe, scrolls_one_way
):
    closed(plan, manager)
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY)
    looked = [(manager, "plan-hold-check"), (manager, "plan-detail"), (amr, "plan-confirm"), (amr, "plan-mark"), (amr, "plan-detail")]
    for person, name in looked:
        desk, small = page_as(person), open_context(person, viewport={"width": 320, "height": 640}).new_page()
        desk.goto(reverse(name, args=[plan.pk]))
        axe(desk)
        small.goto(reverse(name, args=[plan.pk]))
        scrolls_one_way(small)


@pytest.mark.parametrize("address", ["plan-edit", "plan-evaluate"])
def test_axe_finds_nothing_in_the_open_matrix_and_it_fits_a_small_phone(
    page_as, open_context, plan, manager, axe, scrolls_one_way, address
):
    ActionPlan.objects.filter(pk=plan.pk).update(risk_likelihood=3, risk_consequence=3)
    for page in (page_as(manager), open_context(manager, viewport={"width": 320, "height": 640}).new_page()):
        page.goto(reverse(address, args=[plan.pk]))
        group = page.locator("details", has=page.locator(".matrix-table"))
        if group.get_attribute("open") is None:
            group.locator("> summary").click()
        axe(page)
        scrolls_one_way(page)
