"""Reporting in a browser: on a phone, in how many interactions, with keyboard, without JavaScript, and out again quickly."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from injuries.models import Case, CaseFile, CaseKind, ReportDraft
from injuries.reading import unsealed
from injuries.usecases import drafting
from tests.factories import EngagementFactory, UnitFactory, UserFactory
from tests.injuries.conftest import make_injury_house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def injured():
    ward = UnitFactory(name="Medicinsk sengeafsnit M2", parent=UnitFactory(name="Medicinsk afdeling"))
    return EngagementFactory(unit=ward, user=UserFactory(first_name="Signe", last_name="Lund")).user


class Counted:
    """A hand that counts what it does: each tap, and each field that is typed in."""

    def __init__(self, page: Page) -> None:
        self.page, self.times = page, 0

    def tap(self, found: Callable[[], object] | object) -> None:
        self.times += 1
        found.tap()

    def type(self, label: str, text: str) -> None:
        self.times += 1
        self.page.get_by_label(label).fill(text)


def tap_of(page, name):
    return page.locator(".tap label", has_text=re.compile(f"^\\s*{name}\\s*$"))


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_the_injured_reports_an_accident_on_a_phone_in_twelve_interactions_at_most(phone_as, injured, axe, scrolls_one_way, script):
    page = phone_as(injured, java_script_enabled=script)
    page.goto("/")
    hand = Counted(page)

    hand.tap(page.get_by_role("link", name="Indberet", exact=True).first)
    hand.tap(page.get_by_role("link", name=re.compile("Arbejdsulykke")))
    hand.tap(tap_of(page, "Stak mig på en nål"))
    hand.type("Hvad skete der?", "Stak mig, da kanyleboksen var fuld")
    hand.tap(tap_of(page, "Patientstue eller seng"))
    hand.tap(page.locator("label.body-front[for='id_body_18'] path"))
    hand.tap(tap_of(page, "Snit, nålestik eller bid"))
    hand.tap(tap_of(page, "Nej"))
    if script:
        scrolls_one_way(page)
        axe(page)
    hand.tap(page.get_by_role("button", name="Send indberetningen"))

    expect(page.get_by_role("heading", name="Tak. Den er modtaget.")).to_be_visible()
    assert hand.times <= 12
    case = Case.objects.get()
    assert (case.injured, case.phrase, case.contact) == (injured, "needle", "52")
    assert unsealed(case.pk)[1].body == ("54",)


def test_an_observation_takes_five_interactions_at_most(phone_as, injured, axe):
    page = phone_as(injured)
    page.goto("/")
    hand = Counted(page)

    hand.tap(page.get_by_role("link", name="Indberet", exact=True).first)
    hand.tap(page.get_by_role("link", name=re.compile("Observation eller idé")))
    hand.type("Hvad ser du, eller hvad er din idé?", "Måtten ved køkkenet glider")
    hand.tap(tap_of(page, "Køkken, vaskeri eller depot"))
    axe(page)
    hand.tap(page.get_by_role("button", name="Send indberetningen"))

    expect(page.get_by_role("heading", name="Tak. Den er modtaget.")).to_be_visible()
    assert hand.times <= 5


def test_every_tap_of_the_form_is_as_large_as_a_thumb(phone_as, injured):
    page = phone_as(injured)
    page.goto("/injuries/new/accident/")

    small = page.evaluate(
        """() => [...document.querySelectorAll(".tap label, .body-view label, .body-front path, .report-form button")]
          .filter((node) => node.checkVisibility())
          .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
          .filter(([, box]) => box.width < 44 || box.height < 44).map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )

    assert small == []


def test_the_body_is_reached_by_keyboard_and_says_in_words_what_is_ticked(page_as, injured, axe):
    page = page_as(injured)
    page.goto("/injuries/new/accident/")
    box = page.get_by_role("checkbox", name="Venstre ankel")
    box.focus()
    page.keyboard.press("Space")

    expect(box).to_be_checked()
    axe(page)


def test_what_is_typed_survives_that_the_phone_is_put_away(phone_as, injured):
    page = phone_as(injured)
    page.goto("/injuries/new/accident/")
    page.get_by_label("Hvad skete der?").fill("Gled på gulvet")
    tap_of(page, "Gang, elevator eller trappe").tap()
    page.get_by_label("Hvor helt præcist").focus()
    expect(page.locator("[data-save-note]")).to_contain_text("gemt")
    page.goto("/injuries/")

    page.get_by_role("link", name="Fortsæt: arbejdsulykke").click()

    expect(page.get_by_label("Hvad skete der?")).to_have_value("Gled på gulvet")
    expect(page.get_by_role("radio", name="Gang, elevator eller trappe")).to_be_checked()
    page.get_by_role("radio", name="Nej", exact=True).check(force=True)
    page.get_by_role("button", name="Send indberetningen").click()
    expect(page.get_by_role("heading", name="Tak. Den er modtaget.")).to_be_visible()
    assert not ReportDraft.objects.exists()


def test_without_javascript_one_saves_and_goes_on_later(phone_as, injured):
    page = phone_as(injured, java_script_enabled=False)
    page.goto("/injuries/new/violence/")
    page.get_by_label("Hvad skete der?").fill("Blev skubbet")
    page.get_by_role("button", name="Gem og fortsæt senere").click()
    page.get_by_role("link", name=re.compile("Fortsæt")).click()

    expect(page.get_by_label("Hvad skete der?")).to_have_value("Blev skubbet")


@pytest.mark.parametrize("how", ["link", "keys", "without-javascript"])
def test_the_quick_exit_leads_to_the_front_page_and_back_does_not_show_it_again(page_as, injured, how):
    page = page_as(injured, java_script_enabled=how != "without-javascript")
    page.goto("/")
    page.goto("/injuries/")
    page.goto("/injuries/new/violence/")
    if how == "keys":
        page.get_by_label("Hvad skete der?").fill("Han ser mig skrive")
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.get_by_role("link", name="Forlad siden").click()
    expect(page).to_have_url(re.compile(r":\d+/$"))
    if how == "without-javascript":
        return
    expect(page.get_by_role("heading", name="Hej Signe")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r":\d+/$"))
    expect(page.get_by_role("heading", name="Hej Signe")).to_be_visible()
    expect(page.locator(".happening, .report-form")).to_have_count(0)


def test_a_photo_is_taken_along_and_the_case_has_it(phone_as, injured, tmp_path):
    from PIL import Image

    picture = tmp_path / "gulv.jpg"
    Image.new("RGB", (60, 40), "green").save(picture)
    page = phone_as(injured)
    page.goto("/injuries/new/observation/")
    page.get_by_label("Hvad ser du, eller hvad er din idé?").fill("Vådt gulv")
    tap_of(page, "Badeværelse eller toilet").tap()
    page.get_by_label("Fotos").set_input_files(picture)
    page.get_by_role("button", name="Send indberetningen").click()
    expect(page.get_by_role("heading", name="Tak. Den er modtaget.")).to_be_visible()

    assert CaseFile.objects.get().case == Case.objects.get()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_hold_at_a_desk_and_on_the_smallest_phone(page_as, axe, scrolls_one_way, width):
    house = make_injury_house()
    for kind in (CaseKind.VIOLENCE, CaseKind.ACCIDENT):
        drafting.keep(kind, {"course": ["x"]}, submission_id=uuid4(), by=house.injured, now=house.case.registered_at)
    page = page_as(house.injured, viewport={"width": width, "height": 900})
    for address in (
        "",
        "new/accident/",
        "new/near-miss/",
        "new/violence/",
        "new/offensive-act/",
        "new/disease/",
        "new/disease/?told=1",
        "new/observation/",
    ):
        assert page.goto(f"/injuries/{address}").status == 200
        axe(page)
        scrolls_one_way(page)
    page.goto("/injuries/new/violence/")
    page.get_by_role("button", name="Send indberetningen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe(page)
    scrolls_one_way(page)
    assert page.goto(f"/injuries/{house.case.public_id}/files/new/").status == 200
    axe(page)
