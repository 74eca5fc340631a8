"""Figures in depth as a chair and a coordinator use them: the curve's table twin, the rows behind a figure, a past day, the files."""

import re

import pytest
from django.urls import reverse

from actionplans.reports import Period
from actionplans.reports.depth import Depth, standpoint
from orgstructure.levels import Level
from orgstructure.permissions import Perm
from tests.dashboard.random_region import make_region
from tests.factories import TODAY, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region():
    return make_region(21, plans=40)


@pytest.fixture
def coordinator(person_with, region):
    return person_with(Perm.RUN_REPORTS, on=region.top)


def test_every_page_of_figures_passes_axe_and_scrolls_one_way(page_as, phone_as, coordinator, region, axe, scrolls_one_way):
    page, phone = page_as(coordinator), phone_as(coordinator)
    addresses = [
        reverse("figures-unit", args=[region.top.pk]),
        reverse("figures-committee", args=[region.committee.pk]) + "?on=2026-06-30",
        reverse("figures-unit", args=[region.top.pk]) + "?on=i+går",
        reverse("figures-unit", args=[UnitFactory(parent=region.top).pk]),
        reverse("figures-unit-report", args=[region.top.pk]),
    ]
    for address in addresses:
        for opened in (page, phone):
            assert opened.goto(address).status in (200, 400)
            axe(opened)
        scrolls_one_way(phone)


def test_the_curve_has_a_table_twin_that_says_what_the_picture_draws(page_as, coordinator, region):
    curve = Depth.of(standpoint(Level.of_unit(region.top, TODAY), Period.year_to(TODAY), TODAY)).survival
    page = page_as(coordinator)
    page.goto(reverse("overview-unit", args=[region.top.pk]))
    page.get_by_role("link", name="Tal i dybden", exact=True).click()
    figure = page.locator("figure", has=page.locator("img[src*='time-to-close']"))
    figure.locator("img").scroll_into_view_if_needed()
    assert figure.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    assert figure.locator("img").get_attribute("alt") == figure.locator("figcaption").inner_text()

    figure.get_by_text("Vis tallene som tabel").press("Enter")
    rows = [row.locator("th, td").all_inner_texts() for row in figure.locator("tbody tr").all()]
    assert len(rows) >= 3
    for days, share_open, followed, *_before in rows:
        if share_open != "–":
            assert share_open == f"{round(100 * curve.share_open(int(days)))}\N{NO-BREAK SPACE}%"
            assert int(followed) == curve.followed(int(days))


def test_a_figure_of_a_past_day_opens_its_plans_and_without_javascript_the_days_can_be_chosen(open_context, coordinator, region):
    page = open_context(coordinator, java_script_enabled=False).new_page()
    page.goto(reverse("figures-unit", args=[region.top.pk]) + "?on=2026-08-31")
    published = page.get_by_role("row", name=re.compile("^Plan offentliggjort")).get_by_role("link")
    number = int(published.inner_text())
    published.click()
    shown = page.locator(".table-foot").first.inner_text()
    assert int(re.search(r"af (\d+)", shown)[1]) <= number

    page.go_back()
    page.get_by_text("Vælg dage").click()
    page.get_by_label("Som det så ud den").fill("31-05-2026")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "on=31-05-2026" in page.url
    assert "31. maj 2026" in page.locator(".period-bar").inner_text()


def test_the_same_figures_come_as_pdf_and_as_excel(page_as, coordinator, region):
    page = page_as(coordinator)
    page.goto(reverse("figures-unit", args=[region.top.pk]))
    with page.expect_download() as table:
        page.get_by_role("link", name="Hent som Excel").click()
    assert table.value.suggested_filename.endswith(".xlsx")

    page.get_by_role("link", name="Rapport som PDF").click()
    with page.expect_download() as paper:
        page.get_by_role("button", name="Lav PDF").click()
    assert paper.value.suggested_filename.endswith(".pdf")
