from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import Status
from tests.browser.conftest import DESK, PHONE
from tests.factories import TODAY, CriterionFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
MOST = 3


class Hand:
    """Counts what a person does: one click or one filled field each."""

    def __init__(self, page):
        self.page, self.interactions = page, 0

    def click(self, role, name):
        self.interactions += 1
        self.page.get_by_role(role, name=name, exact=True).click()

    def fill(self, label, text):
        self.interactions += 1
        self.page.get_by_label(label).fill(text)


@pytest.fixture
def due_plan():
    plan = PlanFactory(
        title="For mange løft på stue 4",
        starts_on=TODAY - 90 * DAY,
        implement_by=TODAY - 40 * DAY,
        evaluate_on=TODAY,
        if_not_working="Vi beder om en ekstra lift",
    )
    MeasureFactory(plan=plan)
    CriterionFactory(plan=plan)
    return plan


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_plan_is_evaluated_and_closed_in_three_interactions(open_context, due_plan, scripts, viewport):
    page = open_context(due_plan.owner, viewport=viewport, java_script_enabled=scripts).new_page()
    hand = Hand(page)
    page.goto(due_plan.get_absolute_url())
    hand.click("link", "Ja, det er løst")
    hand.fill("Hvad mærker I?", "Ingen løfter alene længere.")
    hand.click("button", "Gem og luk")

    page.get_by_role("heading", name="Afsluttet: Løst").wait_for()
    due_plan.refresh_from_db()
    assert (due_plan.status, due_plan.closing_evaluation.wanted_effects) == (Status.CLOSED, "Ingen løfter alene længere.")
    assert hand.interactions <= MOST


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_what_only_some_verdicts_need_shows_with_that_verdict(open_context, due_plan, scripts):
    page = open_context(due_plan.owner, java_script_enabled=scripts).new_page()
    page.goto(reverse("plan-evaluate", args=[due_plan.pk]))
    new_date, agreed = page.get_by_label("Hvornår vurderer I igen?"), page.get_by_text("Vi beder om en ekstra lift")
    assert not new_date.is_visible()
    assert not agreed.is_visible()

    page.get_by_role("radio", name="Værre").check()
    assert agreed.is_visible()
    assert not new_date.is_visible()
    page.get_by_role("radio", name="Justér planen").check()
    assert new_date.is_visible()
    page.get_by_role("button", name="Gem", exact=True).click()

    due_plan.refresh_from_db()
    assert (due_plan.status, due_plan.evaluations.get().verdict) == (Status.ACTIVE, "worse")


def test_a_verdict_is_given_by_keyboard_alone(page_as, due_plan):
    page = page_as(due_plan.owner)
    page.goto(reverse("plan-evaluate", args=[due_plan.pk]))
    page.get_by_role("radio", name="Løst", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    for _tab in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith("Gem"):
            break
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Afsluttet: Delvist løst").wait_for()
    due_plan.refresh_from_db()
    assert due_plan.closing_evaluation.verdict == "partly"


def test_an_ending_is_taken_back_with_one_click(page_as, due_plan):
    page = page_as(due_plan.owner)
    page.goto(reverse("plan-evaluate", args=[due_plan.pk]) + "?verdict=partly")
    page.get_by_role("button", name="Gem og luk").click()
    page.get_by_role("button", name="Fortryd").click()

    page.get_by_role("heading", name="Hjalp det?").first.wait_for()
    due_plan.refresh_from_db()
    assert due_plan.status == Status.ACTIVE


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_a_plan_s_life_are_open_to_all_readers(open_context, due_plan, axe, scrolls_one_way, width):
    page = open_context(due_plan.owner, viewport={"width": width, "height": 800}).new_page()
    routes = ["plan-detail", "plan-evaluate", "plan-leave", "plan-extend", "plan-carry-out", "plan-standing", "plan-history"]
    for route in routes:
        assert page.goto(reverse(route, args=[due_plan.pk])).status == 200
        axe(page)
        scrolls_one_way(page)
    page.goto(reverse("plan-evaluate", args=[due_plan.pk]))
    page.get_by_role("button", name="Gem og luk").click()
    page.get_by_role("heading", name="Der er 1 ting, der skal rettes").wait_for()
    axe(page)
