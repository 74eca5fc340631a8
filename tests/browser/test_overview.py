"""An overview as a chair uses it: read, drill down, open the rows, put plans in order, bring the PDF."""

import pytest
from django.urls import reverse

from orgstructure.permissions import Perm
from tests.dashboard.random_region import make_region
from tests.factories import PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region():
    return make_region(21, plans=30)


@pytest.fixture
def chair(person_with, region):
    return person_with(Perm.RUN_REPORTS, Perm.PRIORITISE_PLANS, on=region.top)


def test_every_page_of_the_overview_passes_axe_and_scrolls_one_way(page_as, phone_as, chair, region, axe, scrolls_one_way):
    page, phone = page_as(chair), phone_as(chair)
    addresses = [
        reverse("overview-unit", args=[region.top.pk]),
        reverse("overview-committee", args=[region.committee.pk]),
        reverse("overview-unit", args=[region.top.pk]) + "?first=i+går",
        reverse("overview-unit", args=[UnitFactory(parent=region.top).pk]),
        reverse("plan-order", args=[region.hospital.pk]),
        reverse("level-report", args=[region.hospital.pk]),
    ]
    for address in addresses:
        for opened in (page, phone):
            assert opened.goto(address).status in (200, 400)
            axe(opened)
        scrolls_one_way(phone)


def test_a_chair_drills_down_opens_the_rows_and_brings_the_report(page_as, chair, region):
    page = page_as(chair)
    page.goto(reverse("overview"))
    page.get_by_role("link", name="Universitetshospitalet", exact=True).click()
    figure = int(page.locator("a.kpi", has_text="Over tid").locator(".kpi-value").inner_text().split()[0])
    page.locator("a.kpi", has_text="Over tid").click()
    assert page.url.count("/plans/?")
    assert page.locator("tbody tr").count() <= figure

    page.go_back()
    page.get_by_role("link", name="Rapport som PDF").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lav PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_the_order_is_chosen_by_keyboard_and_without_javascript(open_context, chair):
    unit = UnitFactory(parent=chair.engagements.get().unit)
    PlanFactory(unit=unit, title="Først")
    PlanFactory(unit=unit, title="Dernæst")
    page = open_context(chair, java_script_enabled=False).new_page()
    page.goto(reverse("plan-order", args=[unit.pk]))

    page.get_by_role("button", name="Flyt “Dernæst” op").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".sort-text a").all_inner_texts() == ["Dernæst", "Først"]
