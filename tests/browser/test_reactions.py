"""The labour inspectorate's letters in a browser: late ones cannot be missed, one is noted, tied and answered without JavaScript."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from injuries.models import Reaction
from orgstructure.permissions import Perm, Reach
from safetynet.common import clock
from tests.factories import PlanFactory, ReactionFactory, UnitFactory, make_person

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS")


def shot(page, name):
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def ward(db):
    return UnitFactory(name="Sengeafsnit S4", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def manager(ward):
    return make_person(Perm.KEEP_REACTIONS, Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)


@pytest.fixture
def late(ward):
    today = clock.today()
    return ReactionFactory(unit=ward, title="Påbud om støj", received_on=today - timedelta(days=40), deadline_on=today - timedelta(days=2))


def test_a_letter_is_noted_tied_and_answered_without_javascript(phone_as, ward, manager, scrolls_one_way):
    PlanFactory(unit=ward, title="Lift på stue 4")
    page = phone_as(manager, java_script_enabled=False)
    page.goto(f"/inspectorate/new/?unit={ward.pk}")
    page.get_by_role("button", name="Gem", exact=True).click()
    shot(page, "r-errors")
    expect(page.get_by_role("heading", name="Notér en reaktion fra Arbejdstilsynet")).to_be_visible()
    assert not Reaction.objects.exists()
    page.get_by_label("Påbud med frist").check()
    page.get_by_label("Hvad handler det om?").fill("Påbud om forflytning")
    page.get_by_label("Hvornår skal det senest besvares?").fill((clock.today() + timedelta(days=20)).strftime("%d-%m-%Y"))
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("heading", name="Påbud om forflytning", level=1)).to_be_visible()
    scrolls_one_way(page)
    page.get_by_label("En plan, enheden allerede har").select_option(label=page.locator("select option").nth(1).inner_text())
    page.get_by_role("button", name="Knyt planen til").click()
    expect(page.get_by_role("link", name="Lift på stue 4")).to_be_visible()
    page.get_by_role("link", name="Svar Arbejdstilsynet").click()
    page.get_by_label("Hvad svarer I?").fill("Liften er sat op den 3., og alle er instrueret.")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_role("heading", name="Vores svar")).to_be_visible()
    shot(page, "r-answered-360")
    assert Reaction.objects.get().answered_by == manager


def test_the_late_one_stands_first_on_every_page(page_as, ward, manager, late, axe, scrolls_one_way):
    ReactionFactory(unit=ward, deadline_on=clock.today() + timedelta(days=9), received_on=clock.today())
    page = page_as(manager)
    page.goto("/")
    expect(page.get_by_text("2 breve fra Arbejdstilsynet venter på svar, 1 er forsinket")).to_be_visible()
    shot(page, "r-start")
    page.get_by_role("link", name="Se brevene").click()
    expect(page.get_by_role("heading", name="For sent: Svar i dag, eller ring til Arbejdstilsynet")).to_be_visible()
    axe(page)
    shot(page, "r-list")
    page.get_by_role("link", name="Påbud om støj").click()
    axe(page)
    shot(page, "r-detail")
    page.goto(f"/inspectorate/new/?unit={ward.pk}")
    axe(page)
    shot(page, "r-new")
    page.goto(f"/inspectorate/{late.pk}/answer/")
    axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (f"/inspectorate/{late.pk}/", f"/inspectorate/units/{ward.pk}/", f"/inspectorate/{late.pk}/files/new/"):
        page.goto(address)
        scrolls_one_way(page)
    shot(page, "r-file-320")
    page.goto(ward.get_absolute_url())
    scrolls_one_way(page)
    axe(page)
    shot(page, "r-unit-320")
