"""An employee answers on a phone at the survey's own host: with JavaScript and without, by keyboard, on a shared screen."""

import re

import pytest
from django.core.cache import caches
from playwright.sync_api import expect

from apv import models as apv
from apv.usecases import answering
from tests.apv.survey_house import make_survey

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def survey(db):
    caches["process"].clear()
    return make_survey()


@pytest.fixture
def me(survey):
    return survey.invite()


@pytest.fixture
def phone(phone_as, live_server):
    """A phone at the survey's own host."""

    def make(**options):
        return phone_as(base_url=live_server.url.replace("127.0.0.1", "localhost"), **options)

    return make


def answer_by_hand(page):
    """Every question with a tap and the button, the text with words."""
    page.get_by_text("Helt enig", exact=True).click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_text("7", exact=True).click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_text("Nej", exact=True).click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_text("Aften", exact=True).click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_text("Dag", exact=True).click()
    page.get_by_text("Nat", exact=True).click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_role("textbox").fill("Vi mangler en lift")
    page.get_by_role("button", name="Se svarene igennem").click()


def test_without_javascript_from_the_code_to_the_receipt(survey, me, phone, axe, scrolls_one_way):
    page = phone(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Din kode").fill(me.token.upper())
    page.get_by_role("button", name="Gå videre").click()
    expect(page.get_by_role("heading", name="Trivsel 2026")).to_be_visible()
    page.get_by_role("link", name="Begynd").click()
    answer_by_hand(page)
    expect(page.get_by_text("Vi mangler en lift")).to_be_visible()
    page.get_by_role("button", name="Send mine svar").click()

    expect(page.get_by_role("heading", name="Tak, dit svar er kommet ind")).to_be_visible()
    assert survey.opened()[0]["answers"] == {"mening": 5, "energi": 7, "vold": 1, "vagt": 2, "ugen": [1, 3], "ord": "Vi mangler en lift"}
    assert page.context.cookies() == []


def test_a_tapped_answer_goes_on_by_itself_and_back_shows_it(survey, me, phone):
    page = phone()
    page.goto(f"/s/{me.token}/da/1/")
    page.get_by_text("Helt enig", exact=True).click()
    expect(page).to_have_url(re.compile("/da/2/$"))
    page.get_by_text("10", exact=True).click()
    expect(page).to_have_url(re.compile("/da/3/$"))

    page.go_back()
    page.go_back()

    expect(page.get_by_label("Helt enig", exact=True)).to_be_checked()


def test_by_keyboard_alone_arrows_choose_and_do_not_send(survey, me, phone):
    page = phone()
    page.goto(f"/s/{me.token}/da/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.get_by_role("link", name="Begynd").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(600)
    assert page.url.endswith("/da/1/")

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/da/2/$"))
    assert answering.begun(me.token).answers == {"mening": 3}


def test_another_language_in_the_middle_keeps_the_text(survey, me, phone):
    page = phone()
    page.goto(f"/s/{me.token}/da/7/")
    page.get_by_role("textbox").fill("Halvt skrevet")
    page.get_by_role("button", name="Svenska").click()

    expect(page.get_by_role("heading", name="Fråga 7?")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("Halvt skrevet")


@pytest.mark.parametrize("has_script", [True, False])
def test_on_a_shared_screen_nothing_is_left_for_the_next_person(survey, me, phone, has_script):
    page = phone(java_script_enabled=has_script)
    page.goto(f"/s/{me.token}/da/7/")
    page.get_by_role("textbox").fill("Kun for mig")
    page.get_by_role("button", name="Se svarene igennem").click()
    page.get_by_role("button", name="Send mine svar").click()
    expect(page.get_by_role("heading", name="Tak, dit svar er kommet ind")).to_be_visible()

    seen = []
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(300)
        seen.append(page.content())
    page.reload()
    seen.append(page.content())

    assert not any("Kun for mig" in one for one in seen)
    page.goto(f"/s/{me.token}/da/")
    page.get_by_role("link", name="Næste person").click()
    expect(page.get_by_label("Din kode")).to_have_value("")


def test_every_page_is_accessible_and_narrow(survey, me, phone, axe, scrolls_one_way):
    page = phone()
    page.set_viewport_size(NARROW)
    here, named = f"/s/{me.token}/da/", f"/n/{me.named_token}/da/"
    for address in (
        "/",
        here,
        *(f"{here}{step}/" for step in range(1, 8)),
        f"{here}send/",
        named,
        f"{named}1/",
        f"{named}2/",
        f"{named}receipt/",
        "/nowhere/",
        "/s/none/da/",
    ):
        page.goto(address)
        axe(page)
        scrolls_one_way(page)
    page.goto(f"{here}7/")
    page.get_by_role("textbox").fill("Æ" * 4001)
    page.get_by_role("button", name="Se svarene igennem").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    page.get_by_role("textbox").fill("Kortere")
    page.get_by_role("button", name="Se svarene igennem").click()
    page.get_by_role("button", name="Send mine svar").click()
    expect(page.get_by_role("heading", name="Tak, dit svar er kommet ind")).to_be_visible()
    axe(page)
    scrolls_one_way(page)
    apv.Round.objects.update(status="closed", closed_on="2026-11-22")
    page.goto(here)
    axe(page)


def test_the_first_page_is_small_and_asks_nobody_else(survey, me, phone, live_server):
    page = phone()
    heard = []

    def hear(response):  # Playwright hangs something on the handler, which a list's own method does not bear
        heard.append(response)

    page.on("response", hear)
    page.goto(f"/s/{me.token}/da/")
    page.wait_for_load_state("networkidle")

    weights = {one.url: len(one.body()) for one in heard}

    assert sum(weights.values()) <= 100_000
    assert all(url.startswith(live_server.url.replace("127.0.0.1", "localhost")) for url in weights)
    assert me.token not in page.content()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_named_part_says_whose_it_is_and_can_be_changed(survey, me, phone):
    page = phone(java_script_enabled=False)
    page.goto(f"/n/{me.named_token}/da/")
    expect(page.get_by_text(me.person.get_full_name())).to_be_visible()
    page.get_by_role("link", name="Begynd, med mit navn").click()
    page.get_by_text("Meget utilfreds", exact=True).click()
    page.get_by_role("button", name="Gem og fortsæt").click()
    page.get_by_role("textbox").fill("Det trækker fra vinduet")
    page.get_by_role("button", name="Gem og fortsæt").click()
    page.get_by_role("link", name=re.compile("Ret.*Spørgsmål 8")).click()
    page.get_by_text("Tilfreds", exact=True).click()
    page.get_by_role("button", name="Gem og fortsæt").click()

    kept = dict(apv.NamedAnswer.objects.values_list("question__code", "value"))
    assert kept == {"indeklima": 4, "rum": "Det trækker fra vinduet"}
    assert not apv.SealedAnswer.objects.exists()
