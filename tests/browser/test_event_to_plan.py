"""The work-environment representative on a phone: from an event without identity to a plan, and what was seen before."""

import re

import pytest
from playwright.sync_api import expect

from actionplans.models import ActionPlan
from injuries.models import CauseAnalysis
from tests.factories import CaseFactory, ClosedPlanFactory
from tests.injuries.conftest import make_injury_house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    """The ward with an earlier event of the same kind, and the plan that came of it."""
    made = make_injury_house()
    before = CaseFactory(unit=made.ward, kind="accident", place_kind="corridor")
    before.plans.add(ClosedPlanFactory(unit=made.ward, title="Skridsikre gulve på gangen", owner=made.manager))
    CaseFactory(unit=made.ward, kind="near_miss", phrase="lift-patient", deviation="71", contact="71")
    return made


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_from_event_to_plan_takes_at_most_eight_interactions(phone_as, house, axe, scrolls_one_way, script):
    page = phone_as(house.amr, java_script_enabled=script)
    page.goto(house.case.get_absolute_url())
    expect(page.get_by_text("Skadet")).to_have_count(0)

    page.get_by_role("link", name="Følg op").click()  # 1
    whys = page.locator(".why-answer")
    expect(whys.nth(0)).to_be_visible()
    expect(whys.nth(1)).to_be_hidden()
    whys.nth(0).fill("Gulvet var vådt, da vagten begyndte")  # 2
    expect(whys.nth(1)).to_be_visible()
    whys.nth(1).fill("Vi vasker midt i vagtskiftet")  # 3
    whys.nth(2).fill("Det er aldrig aftalt")  # 4
    page.locator("label", has_text="Ingen aftalt måde").click()  # 5
    page.locator("label", has_text="Travlhed eller afbrydelser").click()  # 6
    if script:
        axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Lav en plan", exact=True).click()  # 7

    expect(page).to_have_url(re.compile(r"/plans/\d+/edit/"))
    plan = ActionPlan.objects.get(status="draft")
    assert "Det er aldrig aftalt" in plan.causes
    assert list(house.case.plans.all()) == [plan]
    assert CauseAnalysis.objects.get().finished_at is None
    expect(page.locator("[name=title]")).to_have_value("Undgå, at det sker igen: gled på et vådt gulv")


def test_an_answer_that_is_cleared_hides_no_other_answer(phone_as, house):
    page = phone_as(house.amr)
    page.goto(f"/injuries/{house.case.public_id}/analysis/")
    whys = page.locator(".why-answer")
    whys.nth(0).fill("Et")
    whys.nth(1).fill("To")
    whys.nth(0).fill("")

    expect(whys.nth(1)).to_be_visible()
    expect(whys.nth(2)).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_groups_pages_hold_at_a_desk_and_on_a_phone(page_as, house, axe, scrolls_one_way, width):
    page = page_as(house.amr, viewport={"width": width, "height": 900})
    case = f"/injuries/{house.case.public_id}/"
    for address in (
        "/injuries/events/", "/injuries/events/?kind=disease", case, f"{case}analysis/", f"{case}plan/",
        f"/injuries/similar/?unit={house.ward.pk}&kind=accident&phrase=slip-wet",
    ):  # fmt: skip
        page.goto(address)
        axe(page)
        scrolls_one_way(page)
    page.goto(f"{case}analysis/")
    page.get_by_role("button", name="Lav en plan", exact=True).click()
    expect(page.get_by_role("link", name="Skriv ét hvorfor")).to_be_visible()
    axe(page)
