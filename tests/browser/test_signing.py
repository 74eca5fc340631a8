"""The manager's way from the mail to a signed case, on a phone: counted, with and without JavaScript; and the pages looked at."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from injuries.models import Case, CaseRead, Feedback
from injuries.usecases import clockwork, mailing
from safetynet.common import outbox
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, ReportFactory, SignedCaseFactory
from tests.injuries.conftest import make_injury_house

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 8


@pytest.fixture
def ward_house(transactional_db):
    house = make_injury_house()
    Case.objects.filter(pk=house.case.pk).update(course="Signe gled på det våde gulv ved seng 4.", happened_on=TODAY - timedelta(days=3))
    AbsenceFactory(case=house.case, starts_on=TODAY - timedelta(days=2))
    house.case.refresh_from_db()
    clockwork.keep(house.case, now=NOW)
    clockwork.act(house.case, "register", "", by=house.injured, now=NOW)
    return house


class Hand:
    """Counts what it does: each tap, and each field typed in."""

    def __init__(self):
        self.done = 0

    def tap(self, what):
        self.done += 1
        what.click()

    def write(self, what, words):
        self.done += 1
        what.fill(words)


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_the_manager_signs_from_the_mail_in_eight_interactions_at_most(phone_as, ward_house, mailoutbox, axe, scrolls_one_way, script):
    mailing.queue_injury_mails(now=NOW)
    outbox.deliver(now=NOW)
    letter = next(one for one in mailoutbox if ward_house.manager.email in one.to[0] and "/sign/" in one.body)
    address = next(word for word in letter.body.split() if "/sign/" in word).partition("/injuries/")[2]
    page, hand = phone_as(ward_house.manager, java_script_enabled=script), Hand()

    hand.done += 1  # the button in the mail
    assert page.goto(f"/injuries/{address}").status == 200
    if script:
        axe(page)
        scrolls_one_way(page)
    hand.tap(page.get_by_text("ja", exact=True).or_(page.get_by_text("Ja", exact=True)).first)
    hand.write(page.get_by_label("Hvorfor, eller hvorfor ikke?"), "Gulvet var lige vasket")
    hand.write(page.get_by_label("Hvad gør vi nu?"), "Et skilt står fremme, når der vaskes")
    hand.tap(page.get_by_text("Lav en handleplan af det, uden nogens identitet"))
    hand.tap(page.get_by_role("button", name="Underskriv"))

    expect(page.get_by_text("Underskrevet. Tak.")).to_be_visible()
    assert hand.done <= MOST
    case = Case.objects.get(pk=ward_house.case.pk)
    assert (case.state, case.could_be_prevented, case.signed_by) == ("signed", "yes", ward_house.manager)
    assert "/plan" in page.url
    assert "Signe" not in page.locator("main").inner_text()
    assert CaseRead.objects.filter(case_id=case.pk, reader=ward_house.manager).exists()


SEEN_BY = ("manager", "amr", "injured", "administrator", "colleague")


@pytest.mark.parametrize("who", SEEN_BY)
def test_the_page_of_a_case_holds_for_each_role(page_as, phone_as, ward_house, axe, scrolls_one_way, who):
    case = ward_house.case
    Case.objects.filter(pk=case.pk).update(reporter=ward_house.colleague, reported_as="colleague")
    Feedback.objects.create(case=case, kind="received", at=NOW)
    Feedback.objects.create(case=case, kind="status", text="Tak. Vi sætter et skilt op i dag.", at=NOW, by=ward_house.manager)
    person = getattr(ward_house, who)
    for make, size, check in ((page_as, 1280, axe), (phone_as, 360, scrolls_one_way)):
        page = make(person)
        assert page.goto(case.get_absolute_url()).status == 200
        check(page)
        picture(page, f"case-{who}-{size}")


def test_the_pages_of_the_flow_hold_with_and_without_errors(page_as, phone_as, ward_house, axe, scrolls_one_way):
    late = SignedCaseFactory(
        unit=ward_house.ward, injured=ward_house.injured, signed_by=ward_house.manager, happened_on=TODAY - timedelta(days=20)
    )
    AbsenceFactory(case=late)
    clockwork.keep(late, now=NOW)
    told = SignedCaseFactory(unit=ward_house.ward, injured=ward_house.injured, signed_by=ward_house.manager, state="receipted")
    ReportFactory(case=told, receipt_number="EASY-77", receipt_on=TODAY, decision="recognised", decided_on=TODAY)
    CaseFactory(unit=ward_house.ward, kind="observation", reporter=ward_house.colleague)
    base = ward_house.case.get_absolute_url()
    addresses = {
        "sign": f"{base}sign/",
        "absence": f"{base}absence/",
        "facts": f"{base}facts/",
        "feedback": f"{base}feedback/",
        "withdraw": f"{told.get_absolute_url()}withdraw/",
        "close": f"{late.get_absolute_url()}close/",
        "close-told": f"{told.get_absolute_url()}close/",
        "answer": Case.objects.get(kind="observation").get_absolute_url() + "answer/",
        "list": "/injuries/cases/",
        "late": late.get_absolute_url(),
        "told": told.get_absolute_url(),
        "start": "/",
    }
    desk, phone = page_as(ward_house.manager), phone_as(ward_house.manager)
    for name, address in addresses.items():
        for page, size, check in ((desk, 1280, axe), (phone, 360, scrolls_one_way)):
            assert page.goto(address).status == 200, name
            check(page)
            picture(page, f"{name}-{size}")
    for name in ("sign", "absence", "answer", "withdraw"):
        phone.goto(addresses[name])
        phone.locator("main form button.button-primary").first.click()
        expect(phone.get_by_role("alert").or_(phone.locator(".alert-error")).first).to_be_visible()
        scrolls_one_way(phone)
        picture(phone, f"{name}-error-360")


def picture(page, name):
    """Kept where somebody wants to look: `LOOK_AT=/tmp/somewhere`."""
    if place := os.environ.get("LOOK_AT"):
        Path(place).mkdir(exist_ok=True, parents=True)
        page.screenshot(path=f"{place}/{name}.png", full_page=True)
