"""The annual report as a chair makes it, at a desk and on a phone: figures drafted, words written, published; an employee reads it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annualcycle.models import AnnualReport
from tests.annualcycle.test_annual_figures import asked_why, due_plan, judged, shown
from tests.browser.conftest import DESK, PHONE
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, SeatFactory, ThemeFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_from_drafted_figures_to_a_report_that_everybody_reads(open_context, viewport, axe, scrolls_one_way):
    chair, ward = EngagementFactory().user, UnitFactory(name="Medicinsk afsnit M2")
    committee = CommitteeFactory(name="HMU Nord")
    SeatFactory(committee=committee, user=chair, role="chair", role_word="Formand")
    CoverageFactory(committee=committee, unit=ward)
    judged(due_plan(ward, theme=ThemeFactory(name={"da": "Tunge løft"})), TODAY.replace(year=2025, month=6))
    asked_why(due_plan(ward), TODAY.replace(year=2025, month=9))
    for year in (2018, 2025):
        shown(ward, year, "new", "new", 20)
    page = open_context(chair, viewport=viewport).new_page()

    def looked_at(shown=page):
        axe(shown)
        scrolls_one_way(shown)

    page.goto(reverse("annual-committee", args=[committee.pk]))
    looked_at()
    page.get_by_role("link", name="Lav en rapport").click()
    page.get_by_label("Hvilket år?").fill("2031")
    page.get_by_role("button", name="Lav udkast til tallene").click()
    looked_at()
    page.get_by_label("Hvilket år?").fill("2025")
    page.get_by_role("button", name="Lav udkast til tallene").click()
    page.get_by_role("heading", name="Årsrapport 2025, HMU Nord").wait_for()
    looked_at()
    for code, chapter in (("summary", "Kort fortalt"), ("why", "Hvorfor planer ikke bliver effektvurderet")):
        page.locator(f'a[href$="/chapters/{code}/"]').click()
        looked_at()
        box = page.get_by_label("Hvad vil du sige?")
        box.fill(f"{box.input_value()} Det vil vi gøre noget ved.")
        page.get_by_role("button", name="Gem").click()
        page.get_by_text(f"Gemt: {chapter}").wait_for()
    page.get_by_role("link", name="Offentliggør").click()
    looked_at()
    page.get_by_role("button", name="Offentliggør").click()
    page.get_by_text("Alle medarbejdere kan læse den").wait_for()

    reader = open_context(EngagementFactory().user, viewport=viewport).new_page()
    reader.goto(reverse("annual-list"))
    looked_at(reader)
    reader.get_by_role("link", name="Årsrapport 2025, HMU Nord").click()
    expect(reader.get_by_text("Det vil vi gøre noget ved.")).to_have_count(2)
    looked_at(reader)
    expect(reader.get_by_role("button", name="Som PDF")).to_be_visible()
    assert AnnualReport.objects.get().published_by == chair
