"""A meeting as its chair holds it: planned, opened, an item dealt with and decided, ended and approved."""

import pytest
from django.urls import reverse

from annualcycle.models import Decision, Meeting
from tests.browser.conftest import DESK, PHONE
from tests.factories import (
    LATE,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    HeldMeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_meeting_from_planning_to_approved_minutes(open_context, viewport, axe, scrolls_one_way):
    chair = EngagementFactory().user
    committee = CommitteeFactory(name="LMU Medicin")
    SeatFactory(committee=committee, user=chair, role="chair", role_word="Formand")
    ward = UnitFactory(name="Medicinsk afsnit M2")
    CoverageFactory(committee=committee, unit=ward)
    PlanFactory(unit=ward, owner=chair, title="Færre løft alene i aftenvagten, også når liften står på en anden etage", **LATE)
    PlanFactory(unit=ward, owner=chair, title="Støj fra ventilationen", status="awaiting", **LATE)
    HeldMeetingFactory(committee=committee)
    page = open_context(chair, viewport=viewport).new_page()

    def looked_at():
        axe(page)
        scrolls_one_way(page)

    page.goto(reverse("meeting-committee", args=[committee.pk]))
    looked_at()
    page.get_by_role("link", name="Planlæg et møde").click()
    page.get_by_role("button", name="Planlæg mødet").click()
    looked_at()
    page.get_by_label("Hvilken dag?").fill("12-01-2027")
    page.get_by_role("button", name="Planlæg mødet").click()
    page.get_by_text("Støj fra ventilationen").first.wait_for()
    looked_at()
    page.get_by_role("button", name="Begynd mødet").click()
    page.get_by_role("link", name="Behandl punktet").first.click()
    page.get_by_label("Hvad blev det til, på én linje?").fill("Vi måler støjen")
    page.get_by_label("Blev der besluttet noget, som nogen skal gøre?").fill("Vi køber en støjmåler")
    page.get_by_label("Hvem gør det?").select_option(str(chair.pk))
    page.get_by_label("Hvornår?").fill("01-03-2027")
    looked_at()
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Vi køber en støjmåler").first.wait_for()
    looked_at()
    for act in ("Slut mødet", "Godkend referatet"):
        page.get_by_role("link", name=act).click()
        looked_at()
        page.get_by_role("button", name=act).click()
    page.get_by_text("referatet er godkendt").first.wait_for()
    looked_at()

    assert Meeting.objects.latest("pk").is_approved
    assert Decision.objects.get().responsible == chair
