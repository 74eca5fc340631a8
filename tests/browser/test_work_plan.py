"""A chair drafts the committee's work plan from the goals, writes what they will do, and adopts it as version 1."""

import pytest
from django.urls import reverse

from annualcycle.models import WorkPlan
from tests.factories import CommitteeFactory, EngagementFactory, GoalFactory, SeatFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chair_drafts_writes_and_adopts_a_plan(page_as, phone_as, axe, scrolls_one_way):
    chair = EngagementFactory().user
    hmu = CommitteeFactory(name="HMU Fjordhospitalet", parent=CommitteeFactory(name="RMU"))
    SeatFactory(committee=hmu, user=chair, role="chair")
    goal = GoalFactory(committee=None, title="Stærk sikkerhedskultur")
    page, phone = page_as(chair), phone_as(chair)

    page.goto(reverse("goal-committee", args=[hmu.pk]))
    page.get_by_role("link", name="Arbejdsmiljøhandleplan").first.click()
    page.get_by_role("link", name="Lav et udkast ud fra målene").click()
    axe(page)
    page.get_by_role("button", name="Lav udkastet").click()
    page.get_by_text("Før den kan vedtages").wait_for()
    axe(page)
    page.get_by_role("link", name="Skriv i planen").first.click()
    page.get_by_label("Vi vil … (Stærk sikkerhedskultur)").fill("Vi vil tage ansvar inden for tre meter.")
    axe(page)
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Vedtag planen").click()
    axe(page)
    page.get_by_role("button", name="Vedtag planen").click()
    page.get_by_text("Version 1, vedtaget den").wait_for()
    axe(page)

    plan = WorkPlan.objects.get()
    phone.goto(plan.get_absolute_url())
    assert "Vi vil tage ansvar inden for tre meter." in phone.locator(f"#goal-{goal.pk}").inner_text()
    scrolls_one_way(phone)
    assert plan.versions.get().number == 1
