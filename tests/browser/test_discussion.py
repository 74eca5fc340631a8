"""The annual discussion as the chair of an LMU completes it: blocked by a goal nobody has judged, judged, completed, signed, on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annualcycle.models import Discussion, DiscussionPoint, Recommendation
from annualcycle.usecases import discussions
from tests.browser.conftest import DESK, PHONE
from tests.factories import (
    TODAY,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    EngagementFactory,
    GoalFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committee():
    """An LMU with twelve employees, a recommendation from above, a group that says nothing, and a goal of last year."""
    hospital = CommitteeFactory(name="HMU Eksempel")
    made = CommitteeFactory(name="LMU Medicin", parent=hospital)
    ward = UnitFactory(name="Medicinsk afsnit M2")
    CoverageFactory(committee=made, unit=ward)
    EngagementFactory.create_batch(12, unit=ward)
    opening = CompletedDiscussionFactory(committee=hospital, year=2026)
    Recommendation.objects.create(discussion=opening, position=1, text="Tal om belastningen på hvert personalemøde")
    CommitteeFactory(name="AMG Nat", parent=made)
    GoalFactory(committee=made, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene om natten")
    return made


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_chair_completes_the_years_discussion(open_context, viewport, axe, scrolls_one_way, committee):
    chair = EngagementFactory().user
    SeatFactory(committee=committee, user=chair, role="chair", role_word="Formand")
    page = open_context(chair, viewport=viewport).new_page()

    def looked_at():
        axe(page)
        scrolls_one_way(page)

    page.goto(reverse("discussion-committee", args=[committee.pk]))
    looked_at()
    page.get_by_role("link", name="Begynd årets drøftelse").click()
    page.get_by_role("button", name="Begynd").click()
    page.get_by_text("Trin, der er gjort").first.wait_for()
    looked_at()
    page.get_by_role("link", name="Gå videre").first.click()
    page.get_by_label("Vi tager det op").check()
    looked_at()
    page.get_by_role("button", name="Gem og fortsæt").click()
    discussion = Discussion.objects.get(committee=committee)
    DiscussionPoint.objects.filter(discussion=discussion).exclude(point="together").update(text="Sådan talte vi om det")
    page.goto(reverse("discussion-step", args=[discussion.pk, "together"]))
    page.get_by_label("Hvad talte I om, og hvad nåede I frem til?").fill("Vi går en runde sammen før hvert møde")
    page.get_by_label("Hvor tit mødes I?").fill("hver anden måned")
    looked_at()
    page.get_by_label("Hvor tit mødes I?").press("Enter")
    page.wait_for_url(f"**{reverse('discussion-step', args=[discussion.pk, 'goals'])}")
    page.goto(reverse("discussion-step", args=[discussion.pk, "people"]))
    page.get_by_label("Hvilken dag holdt I den?").fill(TODAY.strftime("%d-%m-%Y"))
    looked_at()
    page.get_by_role("button", name="Gem og fortsæt").click()
    page.get_by_role("button", name="Afslut drøftelsen").click()
    looked_at()
    page.get_by_role("link", name="Ingen løfter alene om natten").first.click()
    page.get_by_label("Hvad talte I om, og hvad nåede I frem til?").fill("Skrevet lige før vi vurderede målet")
    page.get_by_role("button", name="Blev det nået?").first.click()
    page.get_by_label("Delvist nået").check()
    page.get_by_label("Hvad viser det, og hvorfor gik det sådan?").fill("Om dagen, ikke om natten")
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Om dagen, ikke om natten").first.wait_for()
    expect(page.get_by_label("Hvad talte I om, og hvad nåede I frem til?")).to_have_value("Skrevet lige før vi vurderede målet")
    looked_at()
    page.goto(reverse("discussion-step", args=[discussion.pk, "check"]))
    page.get_by_role("button", name="Afslut drøftelsen").click()
    page.get_by_role("button", name="Underskriv").click()
    page.get_by_text("1 af 1 har skrevet under").first.wait_for()
    looked_at()
    with page.expect_download(timeout=60_000) as paper:  # the first PDF of a process takes its time
        page.get_by_role("button", name="Lav en PDF").click()

    assert paper.value.path().read_bytes().startswith(b"%PDF")
    assert discussions.opened_by(CommitteeFactory(parent=committee), 2026, TODAY) == discussion
