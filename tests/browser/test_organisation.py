"""An employee, far from the hospital, in the organisation: one's representative, the organisation of last New Year's Eve, on paper and as a table."""

from datetime import date

import pytest

from orgstructure.models import SeatRole, UnitPeriod
from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
CHANGED = date(2026, 3, 1)


@pytest.fixture
def employee(transactional_db):
    """Of a ward whose hospital changed its name in March, and whose representative is Anders."""
    hospital = UnitFactory(name="Hospital Nord", parent=UnitFactory(name="Regionen"))
    ward = UnitFactory(name="Afsnit B3", parent=hospital)
    period = UnitPeriod.objects.get(unit=hospital)
    UnitPeriod.objects.filter(pk=period.pk).update(valid_to=CHANGED, name="Nordhospitalet")
    UnitPeriod.objects.create(unit=hospital, name="Hospital Nord", parent=period.parent, path=period.path, valid_from=CHANGED)
    group = CommitteeFactory(name="AMG 7", level=LevelFactory(code="amg"))
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(committee=group, role=SeatRole.AMR, user=UserFactory(first_name="Anders", last_name="Amr", phone="12 34 56 78"))
    SeatFactory(committee=group, role=SeatRole.LEADER, user=UserFactory(first_name="Lone", last_name="Leder"))
    return EngagementFactory(unit=ward).user


@pytest.mark.parametrize("width", ["page_as", "phone_as"])
def test_the_employee_finds_representative_and_group_in_one_click_from_any_page(request, employee, width, axe, scrolls_one_way):
    page = request.getfixturevalue(width)(employee)
    for address in ("/", "/plans/", "/organisation/", "/overview/"):
        page.goto(address)
        page.get_by_role("link", name="Min AMR").click()
        page.get_by_role("heading", name="Anders Amr").wait_for()
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("link", name="AMG 7").first.click()
    page.get_by_role("rowheader", name="Lone Leder").wait_for()


def test_the_employee_opens_last_new_years_eve_and_takes_the_plan_along(employee, page_as, axe, scrolls_one_way):
    page = page_as(employee)
    page.goto("/organisation/")
    axe(page)
    page.get_by_text("Se den på en anden dag").click()
    page.get_by_role("link", name="Sidste nytårsaften").click()
    page.get_by_text("31. december 2025, ikke som den er i dag").wait_for()
    axe(page)
    scrolls_one_way(page)

    page.get_by_role("link", name="Fold Nordhospitalet ud").click()
    page.get_by_role("link", name="Afsnit B3").wait_for()
    assert "on=2025-12-31" in page.url
    axe(page)

    page.get_by_role("link", name="Nordhospitalet", exact=True).click()
    page.get_by_role("link", name="Arbejdsmiljøorganisationen").click()
    page.get_by_role("heading", level=1, name="Nordhospitalet").wait_for()
    axe(page)
    with page.expect_download() as table:
        page.get_by_role("link", name="Som regneark").click()
    assert table.value.suggested_filename.endswith("2025-12-31.xlsx")
    page.get_by_role("button", name="Lav PDF").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "/documents/" in page.url


@pytest.mark.parametrize("width", ["page_as", "phone_as"])
def test_the_picture_is_walked_by_keyboard_and_its_table_says_the_same(request, employee, width, axe, scrolls_one_way):
    page = request.getfixturevalue(width)(employee)
    page.goto("/organisation/")
    page.get_by_role("link", name="Som billede").click()
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("link", name="Medarbejdere", exact=True).first.click()
    box = page.locator("svg.icicle:visible a", has=page.locator("title", has_text="Hospital Nord: 1 medarbejder")).first
    box.focus()
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Hospital Nord").wait_for()
    axe(page)
