"""The status with the staff on a phone without JavaScript: from the square on the wall to what those who run it read."""

import os

import pytest
from django.core.cache import caches
from playwright.sync_api import expect

from annualcycle.models import StatusOnPlan, StatusSaid
from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, PlanFactory, SeatFactory, StatusTalkFactory

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS")


def shot(page, name):
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_the_staff_answer_on_a_phone_without_javascript_and_the_group_reads_it(phone_as, live_server, axe, scrolls_one_way):
    caches["process"].clear()
    talk = StatusTalkFactory(unit__name="Sengeafsnit S4")
    group = CommitteeFactory(name="Gruppe S4")
    CoverageFactory(committee=group, unit=talk.unit)
    amr = SeatFactory(committee=group, user=EngagementFactory(unit=talk.unit).user).user
    plan = PlanFactory(unit=talk.unit, title="To går ind sammen til urolige patienter")
    PlanFactory(unit=talk.unit, title="Liften står på stuen")
    page = phone_as(base_url=live_server.url.replace("127.0.0.1", "localhost"), java_script_enabled=False)
    page.set_viewport_size({"width": 360, "height": 740})

    page.goto(f"/t/{talk.public_id}/")
    expect(page.get_by_role("heading", name="Hvordan går det i Sengeafsnit S4?")).to_be_visible()
    page.locator(f"#id_agreed-{plan.pk}").fill("At vi er to")
    page.locator(f"label[for=id_worked-{plan.pk}_1]").click()
    page.locator("#id_text-now").fill("Ring til 010203-1234")
    page.get_by_role("button", name="Send uden navn").click()
    expect(page.get_by_text("Der er noget, der skal rettes")).to_be_visible()
    expect(page.locator(f"#id_agreed-{plan.pk}")).to_have_value("At vi er to")
    expect(page.locator(f"#id_worked-{plan.pk}_1")).to_be_checked()
    scrolls_one_way(page)
    shot(page, "status-error")
    page.locator("#id_text-now").fill("Travlt, men godt")
    page.get_by_role("button", name="Send uden navn").click()

    expect(page.get_by_role("heading", name="Tak, det er på vej")).to_be_visible()
    shot(page, "status-thanks")
    assert page.context.cookies() == []
    assert StatusOnPlan.objects.get().worked == "partly"
    assert StatusSaid.objects.get().text == "Travlt, men godt"

    member = phone_as(amr)
    member.goto(talk.get_absolute_url())
    expect(member.get_by_text("At vi er to")).to_be_visible()
    axe(member)
    scrolls_one_way(member)
    shot(member, "status-detail")
    for name in ("answer", "close", "sheet"):
        member.goto(f"{talk.get_absolute_url()}{name}/")
        axe(member)
        scrolls_one_way(member)
        shot(member, f"status-{name}")
