"""The list, the start page and a unit's page in a real browser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from orgstructure.permissions import Perm
from tests.factories import TODAY, ClosedPlanFactory, EngagementFactory, MeasureFactory, PlanFactory, ThemeFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(transactional_db):
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Medicinsk afdeling"))


@pytest.fixture
def employee(ward):
    person = EngagementFactory(unit=ward, user=UserFactory(first_name="Emre", last_name="Aydin")).user
    PlanFactory(unit=ward, title="Støj i medicinrummet", theme=ThemeFactory())
    PlanFactory(
        unit=ward,
        title="Tunge løft om aftenen",
        owner=person,
        evaluate_on=TODAY - timedelta(days=3),
        implement_by=TODAY - timedelta(days=9),
    )
    MeasureFactory(plan__unit=ward, plan__title="Glatte gulve", responsible=person, due_on=TODAY - timedelta(days=1))
    ClosedPlanFactory(unit=ward, title="Træk fra vinduet")
    return person


def addresses(ward):
    unit = reverse("unit-detail", args=[ward.pk])
    return [
        "/",
        unit,
        f"/plans/?unit={ward.pk}&state=open",
        "/plans/?q=findesikke&unit=all",
        "/plans/?due_from=snart&unit=all",
        "/units/?q=afsnit",
    ]


def test_axe_finds_nothing_and_nothing_sticks_out_at_320_pixels(employee, ward, open_context, axe, scrolls_one_way):
    for size in ({"width": 1280, "height": 900}, {"width": 320, "height": 640}):
        page = open_context(employee, viewport=size).new_page()
        for address in addresses(ward):
            page.goto(address)
            axe(page)
            scrolls_one_way(page)


def test_what_needs_me_is_there_without_a_click(employee, page_as):
    page = page_as(employee)
    page.goto("/")
    action = page.locator(".next-action")
    expect(action.get_by_role("heading")).to_have_text("Tunge løft om aftenen")
    expect(action.get_by_role("link", name="Vurder effekten")).to_be_visible()


def test_the_list_follows_the_typing_and_the_address_follows_the_list(employee, ward, page_as):
    page = page_as(employee)
    page.goto(f"/plans/?unit={ward.pk}&state=open")
    titles = page.locator("tbody th a")
    expect(titles).to_have_count(3)

    page.get_by_role("searchbox", name="Søg", exact=True).fill("larm")
    expect(titles).to_have_text(["Støj i medicinrummet"])
    expect(page).to_have_url(re.compile(r"q=larm"))
    expect(page.locator("#plan-count")).to_have_text("1 plan")
    shared = page.url
    page.reload()
    expect(titles).to_have_text(["Støj i medicinrummet"])

    page.get_by_role("searchbox", name="Søg", exact=True).fill("")
    expect(titles).to_have_count(3)
    page.goto(shared)
    expect(titles).to_have_count(1)


def test_the_filters_work_without_javascript(employee, ward, open_context):
    page = open_context(employee, java_script_enabled=False).new_page()
    page.goto(f"/plans/?unit={ward.pk}&state=open")
    page.get_by_role("searchbox", name="Søg", exact=True).fill("løft")
    page.get_by_role("button", name="Vis").click()
    expect(page.locator("tbody th a")).to_have_text(["Tunge løft om aftenen"])
    page.get_by_role("link", name="Afsluttede").click()
    expect(page.locator("tbody th a")).to_have_count(0)


def test_from_the_unit_page_a_figure_opens_its_rows(ward, employee, page_as, person_with):
    page = page_as(person_with(Perm.EDIT_PLANS, on=ward))
    page.goto(reverse("unit-detail", args=[ward.pk]))
    expect(page.get_by_role("link", name="Ny handleplan")).to_have_attribute("href", f"/plans/new/?unit={ward.pk}")
    page.get_by_role("link", name="Over tid").first.click()
    expect(page.locator("tbody th a")).to_have_text(["Tunge løft om aftenen"])
