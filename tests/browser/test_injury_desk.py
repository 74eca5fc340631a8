"""The injury administrator in a browser: a late case found, completed, taken out, sent, and its receipt recorded."""

import re
from datetime import timedelta

import pytest
from defusedxml.ElementTree import parse
from playwright.sync_api import expect

from injuries.models import Case, CaseState, Report
from injuries.usecases import clockwork
from orgstructure import cpr
from orgstructure.models import User
from safetynet.common import clock
from tests.factories import CaseFactory, SignedCaseFactory
from tests.injuries.conftest import make_injury_house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    """A late case and some that are not, on real days."""
    house = make_injury_house()
    User.objects.filter(pk=house.injured.pk).update(cpr_encrypted=cpr.encrypt("0101901234"), cpr_hash=cpr.hashed("0101901234"))
    today = clock.today()
    late = SignedCaseFactory(
        unit=house.ward, injured=house.injured, sealed=True, may_claim=True, happened_on=today - timedelta(days=17), contact_agent=""
    )
    soon = CaseFactory(unit=house.other_ward, may_claim=True, happened_on=today - timedelta(days=12))
    CaseFactory(unit=house.ward, kind="near_miss", happened_on=today - timedelta(days=2))
    for case in (late, soon):
        clockwork.keep(case, now=clock.now())
    house.case = late
    return house


class Desk:
    """Counts what the person does: a click, a choice, a text written."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def click(self, role, name):
        self.steps += 1
        self.page.get_by_role(role, name=name).first.click()

    def write(self, label, text):
        self.steps += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label, value):
        self.steps += 1
        self.page.get_by_label(label, exact=True).select_option(value)


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_late_case_is_found_completed_taken_out_and_its_receipt_recorded(
    house, page_as, phone_as, axe, scrolls_one_way, screen, tmp_path
):
    page = (page_as if screen == "desk" else phone_as)(house.administrator)
    desk = Desk(page)
    page.goto("/injuries/queue/")
    expect(page.get_by_role("alert").or_(page.locator(".alert-error"))).to_contain_text("1 sag er over lovens frist")
    expect(page.locator("tbody tr").first).to_contain_text("3 dage over fristen")
    axe(page)
    scrolls_one_way(page)

    desk.click("link", re.compile("felter mangler"))
    axe(page)
    scrolls_one_way(page)
    desk.choose("Ansættelsesforhold", "permanent")
    desk.write("Klokkeslæt", "14.30".replace(".", ":"))
    desk.choose("Forventet fravær", "none")
    desk.click("button", "Gem og gå videre til afsendelse")
    expect(page.get_by_role("heading", name=re.compile("Send sag"))).to_be_visible()
    axe(page)
    scrolls_one_way(page)

    with page.expect_download() as waiting:
        desk.click("link", "Fil til portalen (XML)")
    waiting.value.save_as(tmp_path / "file.xml")
    assert parse(tmp_path / "file.xml").findtext("Anmeldelse/Tilskadekomne/CPR") == "0101901234"

    desk.click("button", "Den er sendt")
    desk.write("Kvitteringens nummer", "E-2026-4711")
    axe(page)
    scrolls_one_way(page)
    desk.click("button", "Gem")
    expect(page.get_by_text("Kvitteringen er noteret.")).to_be_visible()

    assert desk.steps <= 10  # four minutes' worth: a little over a minute with 8 s each
    assert Case.objects.get(pk=house.case.pk).state == CaseState.RECEIPTED
    assert (Report.objects.get().receipt_number, Report.objects.get().is_late) == ("E-2026-4711", True)


def test_everyday_words_fill_in_the_codes_without_javascript(house, page_as):
    page = page_as(house.administrator, java_script_enabled=False)
    page.goto(f"/injuries/{house.case.public_id}/complete/")
    page.get_by_label("Behandling").fill("Skadestue")
    page.get_by_label("Sig det med hverdagsord").fill("nål")
    page.get_by_role("button", name="Slå op").click()
    page.get_by_role("button", name="Stak mig på en nål").click()

    expect(page.get_by_label("Hvordan personen kom til skade")).to_have_value("52")
    expect(page.get_by_label("Behandling")).to_have_value("Skadestue")


def test_the_files_template_is_looked_at_before_it_is_in_force(house, page_as, axe, scrolls_one_way):
    page = page_as(house.administrator)
    page.goto("/injuries/file-template/")
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Navn", exact=True).fill("Person/Hele navnet")
    page.get_by_role("button", name="Se på det først").click()
    expect(page.locator(".error-summary")).to_contain_text("er ikke en sti")
    page.get_by_label("Navn", exact=True).fill("Person/Navn")
    page.get_by_role("button", name="Se på det først").click()
    expect(page.locator("#preview ~ div, .file-preview").first).to_contain_text("Else Eksempel")
