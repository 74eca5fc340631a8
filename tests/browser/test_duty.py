"""The APV duty in a browser: a round on a phone, the risk assessment revised, how far the units are."""

import re

import pytest
from playwright.sync_api import expect

from apv.models import Finding, RiskAssessmentVersion, TopicCover
from orgstructure.models import RoleHolding
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    LONG_AGO,
    AssessmentFactory,
    ChecklistFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    FindingFactory,
    RiskFactory,
    SeatFactory,
    TopicCoverFactory,
    UnitFactory,
    WorkChangeFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Medicinsk afdeling"))


def holder(role, unit, person):
    RoleHolding.objects.create(user=person, role=role, unit=unit, source="engagement", valid_from=LONG_AGO)
    return person


@pytest.fixture
def manager(ward, person_with):
    return holder("manager", ward, person_with(Perm.EDIT_PLANS, Perm.RUN_REPORTS, on=ward))


@pytest.fixture
def amr(ward, person_with):
    person = holder("amr", ward, person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT))
    SeatFactory(committee=CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG M2")).committee, user=person)
    return person


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_a_round_on_a_phone_takes_a_tap_and_a_few_words_for_a_finding(phone_as, ward, amr, axe, scrolls_one_way, script):
    ChecklistFactory(unit=ward)
    page = phone_as(amr, java_script_enabled=script)
    page.goto(f"/apv/units/{ward.pk}/safety-rounds/new/")
    page.get_by_role("button", name="Begynd", exact=True).click()
    points = page.locator(".walk-point")

    points.nth(0).get_by_role("button", name="Problem").click()  # 1
    points.nth(0).get_by_label("Med få ord").fill("Pyt ved vasken")  # 2
    points.nth(1).get_by_role("button", name="OK").click()
    expect(points.nth(1).get_by_role("button", name="OK")).to_have_attribute("aria-pressed", "true")
    expect(points.nth(0).get_by_label("Med få ord")).to_have_value("Pyt ved vasken")
    if script:
        scrolls_one_way(page)
        axe(page)

    page.get_by_label("Er der et andet problem?").fill("Døren binder")
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(points).to_have_count(4)

    page.goto(page.url.split("#")[0])  # closed and opened again: nothing is lost
    expect(points.nth(0).get_by_label("Med få ord")).to_have_value("Pyt ved vasken")
    page.get_by_role("button", name="Afslut runderingen").click()
    page.get_by_label("Hvem deltog?").fill("Anna (AMR) og Birgit")
    page.get_by_role("button", name="Afslut runderingen").click()

    expect(page.get_by_text("Runderingen er afsluttet med 2 fund.")).to_be_visible()
    assert list(Finding.objects.order_by("pk").values_list("title", flat=True)) == ["Pyt ved vasken", "Døren binder"]


def test_manager_and_representative_revise_the_risk_assessment(page_as, ward, manager, amr, axe):
    RiskFactory(unit=ward, title="Løft alene om natten")
    page = page_as(manager)
    page.goto(f"/apv/units/{ward.pk}/risks/")
    axe(page)
    page.get_by_role("link", name=re.compile("Ret.*Løft alene om natten")).click()
    page.get_by_label("Accepterer I den, som den er?").fill("Sjældent, og der er altid to på vagt")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("link", name="Vi har gennemgået den").click()
    page.get_by_label("Ergonomisk arbejdsmiljø").check(force=True)
    axe(page)
    page.get_by_role("button", name="Gem denne version").click()
    expect(page.get_by_text("Den tæller, når den anden også har bekræftet den")).to_be_visible()
    assert not TopicCover.objects.exists()

    page = page_as(amr)
    page.goto(RiskAssessmentVersion.objects.get().get_absolute_url())
    axe(page)
    page.get_by_role("button", name="Jeg står inde for denne version").click()
    expect(page.get_by_text("Du står inde for versionen.")).to_be_visible()
    assert TopicCover.objects.get().topic == "ergonomic"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_the_duty_hold_at_a_desk_and_on_a_phone(page_as, ward, manager, amr, axe, scrolls_one_way, width):
    TopicCoverFactory(unit=ward, topic="chemical")
    WorkChangeFactory(unit=ward)
    FindingFactory(assessment=AssessmentFactory(unit=ward))
    EngagementFactory(unit=ward.parent)
    page = page_as(manager, viewport={"width": width, "height": 900})
    for address in (
        f"/apv/coverage/{ward.parent_id}/", f"/apv/units/{ward.pk}/", f"/apv/units/{ward.pk}/changes/new/",
        f"/apv/units/{ward.pk}/earlier/", f"/apv/units/{ward.pk}/risks/new/", f"/apv/units/{ward.pk}/checklists/",
        f"/apv/units/{ward.pk}/checklists/new/",
    ):  # fmt: skip
        page.goto(address)
        axe(page)
        scrolls_one_way(page)
    page.goto("/apv/coverage/")
    page.get_by_role("link", name=re.compile("For sent efter loven")).click()
    expect(page.get_by_text("1 enhed vises.")).to_be_visible()
