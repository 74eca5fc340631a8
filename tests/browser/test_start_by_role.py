"""The start page by role, as people use it: an employee on a phone finds the unit's answers, a chair finds where to help."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgstructure.models import SeatRole
from tests.factories import (
    NOW,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    PlanFactory,
    SeatFactory,
    ThemeFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_an_employee_finds_the_answers_in_one_and_a_chair_where_to_help_in_three(page_as, phone_as, axe, scrolls_one_way):
    hospital = UnitFactory(name="Fjordhospitalet", parent=UnitFactory(name="Region"))
    ward, other = (UnitFactory(name=name, parent=hospital) for name in ("Afsnit M2", "Afsnit B1"))
    committee = CommitteeFactory(name="HMU Fjordhospitalet", level__code="test-hmu", level__is_group=False)
    for unit in (hospital, ward, other):
        CoverageFactory(unit=unit, committee=committee)
    ClosedPlanFactory(unit=ward, title="Loftliften larmer")
    noise = ThemeFactory(code="stoj", name={"da": "Støj"})
    for title, unit, days in (("Nyt", ward, 70), ("Det længste", other, 300)):
        PlanFactory(unit=unit, theme=noise, title=title, touched_at=NOW - days * DAY)

    phone = phone_as(EngagementFactory(unit=ward).user)
    phone.goto(reverse("start"))
    assert phone.get_by_role("link", name="Loftliften larmer").first.is_visible()
    axe(phone)
    scrolls_one_way(phone)
    phone.get_by_role("link", name="Se alle svar").click()
    phone.wait_for_url(f"**{reverse('unit-said', args=[ward.pk])}")
    assert phone.get_by_text("Loftliften larmer").first.is_visible()

    chair = EngagementFactory(unit=ward).user
    SeatFactory(committee=committee, role=SeatRole.CHAIR, user=chair)
    page = page_as(chair)
    page.goto(reverse("start"))
    axe(page)
    page.get_by_role("link", name="Hvor der er brug for hjælp").first.click()
    axe(page)
    page.get_by_role("link", name="Længst gået i stå først").click()
    assert page.locator("table.sn-year-need tbody th").all_inner_texts() == ["Afsnit B1", "Afsnit M2"]
    page.locator("table.sn-year-need tbody tr").first.get_by_role("link", name="Afsnit B1, Støj: 1").click()
    assert page.get_by_role("link", name="Det længste").first.is_visible()

    for address in (reverse("overview-committee", args=[committee.pk]), reverse("overview-committee-need", args=[committee.pk])):
        small = phone_as(chair)
        small.goto(address)
        small.wait_for_load_state("networkidle")
        axe(small)
        scrolls_one_way(small)
