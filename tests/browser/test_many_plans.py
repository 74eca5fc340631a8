"""Working with many plans in a real browser: a change with one refused row and its undo; the keyboard."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from orgstructure.permissions import Perm
from tests.factories import TODAY, ClosedPlanFactory, EngagementFactory, PlanFactory, UnitFactory

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


# --- A row that becomes a form -----------------------------------------------------------------------------
def test_the_date_is_moved_in_the_list_and_the_focus_comes_back(manager, page_as, axe):
    page = page_as(manager)
    page.goto("/plans/?unit=all&state=open&sort=title")
    row = page.get_by_role("row").filter(has_text="Støj")
    row.get_by_role("link", name="21-01-2027").click()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator("[data-row-edit] [data-error-summary]")).to_be_focused()
    axe(page)

    page.get_by_role("textbox", name="Til hvornår").fill(f"{LATER:%d-%m-%Y}")
    page.get_by_role("combobox", name="Hvorfor").select_option("absence")
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(row.get_by_role("link", name=f"{LATER:%d-%m-%Y}")).to_be_focused()
    assert ActionPlan.objects.get(title__startswith="Støj").expected_closing_on == LATER


def test_the_owner_is_changed_in_the_list_and_escape_leaves_it(manager, ward, page_as):
    EngagementFactory(unit=ward, user__first_name="Anna", user__last_name="Holm")
    page = page_as(manager)
    page.goto("/plans/?unit=all&state=open&sort=title")
    row = page.get_by_role("row").filter(has_text="Støj")
    row.get_by_role("link", name="Mette Skov").click()
    choice = page.locator("[data-row-edit]").get_by_role("combobox", name="Ny tovholder")
    expect(choice).to_be_focused()
    choice.press("Escape")
    expect(row.get_by_role("link", name="Mette Skov")).to_be_focused()

    row.get_by_role("link", name="Mette Skov").click()
    choice.select_option(label="Anna Holm, sygeplejerske")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(row.get_by_role("link", name="Anna Holm")).to_be_focused()


# --- The keyboard ------------------------------------------------------------------------------------------
def test_the_list_is_walked_ticked_and_opened_by_single_keys(manager, page_as, axe):
    page = page_as(manager)
    page.goto("/plans/?unit=all&state=open&sort=title")
    titles = page.locator("tbody th a")

    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(titles.nth(1)).to_be_focused()
    expect(page.get_by_role("checkbox", name="Vælg “Tunge løft")).to_be_checked()
    expect(page.locator("[data-bulk-count]")).to_have_text("1 plan valgt")
    page.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastaturgenveje")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("jkxec")
    expect(page.locator("#site-search")).to_have_value("jkxec")
    titles.nth(0).focus()
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile(r"/edit/$"))


def test_single_keys_can_be_turned_off_and_stay_off(manager, page_as):
    page = page_as(manager)
    page.goto("/plans/?unit=all&state=open&sort=title")
    page.get_by_role("button", name="Tastaturgenveje").click()
    page.get_by_role("checkbox", name="Enkelte taster er genveje").press("Space")
    page.get_by_role("button", name="Luk").click()
    page.reload()

    for key in ("j", "/", "?"):
        page.keyboard.press(key)
    expect(page.locator("tbody th a").nth(0)).not_to_be_focused()
    expect(page.locator("#site-search")).not_to_be_focused()
    expect(page.get_by_role("dialog", name="Tastaturgenveje")).to_be_hidden()


def test_a_view_is_kept_and_chosen_again(manager, page_as, axe):
    page = page_as(manager)
    page.goto("/plans/?unit=all&sort=title&state=closed")
    page.get_by_role("link", name="Gem som visning").click()
    page.get_by_role("textbox", name="Hvad skal visningen hedde?").fill("Det, der lykkedes")
    axe(page)
    page.get_by_role("button", name="Gem visningen").click()
    page.goto("/plans/?unit=all")
    axe(page)
    page.get_by_role("link", name="Det, der lykkedes").click()
    expect(page.locator("tbody th a")).to_have_text(["Træk fra vinduet"])
