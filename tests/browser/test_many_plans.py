"""Working with many plans in a real browser: a change with one refused row and its undo; the keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from orgstructure.permissions import Perm
from tests.factories import TODAY, ClosedPlanFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)
LATER = TODAY + timedelta(days=110)


@pytest.fixture
def ward(transactional_db):
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def manager(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")
    PlanFactory(unit=ward, owner=person, title="Støj i medicinrummet")
    PlanFactory(unit=ward, owner=person, title="Tunge løft om aftenen", evaluate_on=TODAY + timedelta(days=70))
    ClosedPlanFactory(unit=ward, owner=person, title="Træk fra vinduet")
    return person


def move_the_date_of_all(page):
    page.goto("/plans/?unit=all&sort=title")
    for title in ("Støj i medicinrummet", "Tunge løft om aftenen", "Træk fra vinduet"):
        page.get_by_role("checkbox", name=f"Vælg “{title}”").press("Space")
    page.get_by_role("button", name="Ændr de valgte").click()
    page.get_by_role("radio", name="Flyt den forventede afslutning").press("Space")
    page.get_by_role("textbox", name="Ny forventet afslutning").fill(f"{LATER:%d-%m-%Y}")
    page.get_by_role("radio", name="Fravær eller ferie").press("Space")
    page.get_by_role("button", name="Se, hvad der vil ske").click()


def test_a_change_of_three_plans_with_one_refused_row_and_its_undo(manager, page_as):
    page = page_as(manager)
    dates = dict(ActionPlan.objects.values_list("title", "expected_closing_on"))

    move_the_date_of_all(page)
    refused = page.get_by_role("table", name="Bliver, som de er")
    expect(refused.get_by_role("link")).to_have_text(["Træk fra vinduet"])
    assert dict(ActionPlan.objects.values_list("title", "expected_closing_on")) == dates

    page.get_by_role("button", name="Ændr 2 planer").click()
    expect(page.get_by_text("2 planer er ændret.")).to_be_visible()
    changed = page.get_by_role("table", name="Ændret")
    expect(changed.get_by_role("row").filter(has_text="Støj")).to_contain_text(f"{LATER:%d-%m-%Y}")
    assert ActionPlan.objects.filter(expected_closing_on=LATER).count() == 2

    page.get_by_role("button", name="Fortryd ændringen").click()
    expect(page.get_by_text("2 er tilbage, som de var.")).to_be_visible()
    assert dict(ActionPlan.objects.values_list("title", "expected_closing_on")) == dates


def test_it_goes_without_javascript_too(manager, open_context):
    page = open_context(manager, java_script_enabled=False).new_page()

    move_the_date_of_all(page)
    page.get_by_role("button", name="Ændr 2 planer").click()

    assert ActionPlan.objects.filter(expected_closing_on=LATER).count() == 2


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_the_way_and_nothing_sticks_out(manager, open_context, axe, scrolls_one_way, width):
    page = open_context(manager, viewport={"width": width, "height": 800}).new_page()
    page.goto("/plans/?unit=all&sort=title")
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("checkbox", name="Vælg “Træk").press("Space")
    page.get_by_role("button", name="Ændr de valgte").click()
    page.get_by_role("button", name="Se, hvad der vil ske").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("radio", name="Sig, at indsatserne er gennemført").press("Space")
    page.get_by_role("button", name="Se, hvad der vil ske").click()
    axe(page)
    scrolls_one_way(page)
