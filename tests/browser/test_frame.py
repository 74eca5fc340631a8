"""The frame every page stands in: seen at a desk, on a phone, by keyboard, without JavaScript."""

import re

import pytest
from django.contrib.auth.views import LoginView
from playwright.sync_api import Page, expect

from safetynet.common import navigation
from tests.factories import EngagementFactory, UnitFactory, UserFactory

ADDRESSES = ["/components/", "/components/?errors=1", "/was", "/privatliv/", "/findes-ikke/"]


@pytest.fixture
def reader(transactional_db):
    user = UserFactory(first_name="Birgit", last_name="Lund")
    EngagementFactory(user=user, unit=UnitFactory(name="Medicinsk afsnit M2"))
    return user


@pytest.fixture
def every_place_exists(monkeypatch):
    """The menu as it is when all rooms are built, also while some are not."""
    real = navigation.address
    monkeypatch.setattr(navigation, "address", lambda route: real(route) or f"/findes-ikke/{route}/")


def visit(page: Page, address: str) -> Page:
    """Go there; an error page also looks nice, so the answer is asked for its number."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == (404 if "findes-ikke" in address else 200)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    return page


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_at_a_desk_or_on_a_phone(reader, page_as, phone_as, axe, address, every_place_exists):
    for make in (page_as, phone_as):
        page = visit(make(reader), address)
        axe(page)
        page.locator("summary.header-link:visible").click()
        axe(page)


def test_axe_finds_nothing_on_the_sign_in_page(transactional_db, page_as, phone_as, axe, monkeypatch):
    personas = [{"code": "manager", "role": "Leder", "name": "Birgit Lund", "try": "Lav en plan."}]
    monkeypatch.setattr(LoginView, "extra_context", {"personas": personas})
    for make in (page_as, phone_as):
        axe(visit(make(), "/log-ind/"))


@pytest.mark.parametrize("address", [*ADDRESSES, "/log-ind/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_at_320_px_a_page_scrolls_one_way(reader, open_context, scrolls_one_way, address, scripts, every_place_exists):
    who = None if address == "/log-ind/" else reader
    context = open_context(who, viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    scrolls_one_way(visit(context.new_page(), address))


def test_text_of_twice_the_size_still_scrolls_one_way(reader, page_as, scrolls_one_way):
    page = visit(page_as(reader), "/components/?errors=1")
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    scrolls_one_way(page)


def test_nothing_on_the_page_meets_the_content_policy(reader, page_as):
    told: list[str] = []
    page = page_as(reader)
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    visit(page, "/components/?errors=1")
    page.wait_for_load_state("networkidle")
    assert told == []


def test_htmx_is_there_and_brings_no_style_of_its_own(reader, page_as):
    page = visit(page_as(reader), "/was")
    assert page.evaluate("[typeof htmx.ajax, htmx.config.includeIndicatorCSS]") == ["function", False]


def test_no_page_asks_another_host_for_anything(reader, page_as, live_server):
    asked: list[str] = []
    page = page_as(reader)
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/components/")
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def test_fonts_and_icons_are_there(reader, page_as):
    page = page_as(reader)
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    visit(page, "/components/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.check('600 16px \"IBM Plex Sans\"')")
    assert failed == []


def test_the_first_tab_skips_to_the_content(reader, page_as, every_place_exists):
    page = visit(page_as(reader), "/was")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Gå til indholdet")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slash_goes_to_the_search_field_but_not_while_typing(reader, page_as, every_place_exists):
    page = visit(page_as(reader), "/components/")
    page.keyboard.press("/")
    search = page.locator("#site-search")
    expect(search).to_be_focused()
    page.keyboard.type("1/2")
    expect(search).to_have_value("1/2")
    expect(search).to_have_js_property("form.method", "get")


def test_the_account_opens_by_keyboard_and_escape_closes_it(reader, page_as):
    page = visit(page_as(reader), "/was")
    summary = page.locator("summary", has_text="Birgit")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log af")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log af")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_menu_on_a_phone_works_without_javascript(reader, phone_as, every_place_exists):
    page = visit(phone_as(reader, java_script_enabled=False), "/was")
    expect(page.get_by_role("link", name="Min AMR")).to_be_visible()
    expect(page.get_by_role("link", name="Handleplaner")).to_be_hidden()
    page.locator("summary", has_text="Menu").click()
    expect(page.get_by_role("link", name="Handleplaner")).to_be_visible()
    page.get_by_role("button", name="Log af").click()
    expect(page).to_have_url(re.compile("/log-ind/"))


def test_the_help_stands_at_the_same_place_on_every_page(reader, page_as):
    for who, address in [(reader, address) for address in ADDRESSES] + [(None, "/log-ind/")]:
        page = visit(page_as(who), address)
        expect(page.locator("footer .support")).to_contain_text("12 34 56 78")


def test_refused_the_summary_has_the_focus_and_leads_into_the_field(reader, page_as):
    page = visit(page_as(reader), "/components/?errors=1")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Svar på “Virkede det?”").click()
    expect(page.locator("#id_verdict_0")).to_be_focused()
    expect(page.locator("#id_verdict_0")).to_be_in_viewport()


def test_the_calendar_beside_a_date_is_only_an_offer(reader, page_as):
    with_scripts = visit(page_as(reader), "/components/")
    expect(with_scripts.get_by_role("button", name="i en kalender")).to_be_visible()
    with_scripts.locator(".date-native").evaluate("field => { field.value = '2027-05-01'; field.dispatchEvent(new Event('change')); }")
    expect(with_scripts.locator("#id_due_on")).to_have_value("01-05-2027")
    without = visit(page_as(reader, java_script_enabled=False), "/components/")
    expect(without.get_by_role("button", name="i en kalender")).to_be_hidden()
    expect(without.locator("#id_due_on")).to_have_value("12-03-2027")


def test_a_draft_saves_when_a_field_is_left_and_says_so(reader, page_as):
    page = visit(page_as(reader), "/components/")
    page.evaluate(
        "document.querySelector('form[data-autosave]').insertAdjacentHTML('beforeend', document.querySelector('[name=csrfmiddlewaretoken]').outerHTML)"
    )
    with page.expect_response("**/bliv/") as saved:
        page.locator("#id_title").fill("Støj")
        page.keyboard.press("Tab")
    assert saved.value.status == 204
    assert saved.value.request.headers["x-autosave"] == "1"
    expect(page.locator("[data-save-note]")).to_have_text(re.compile(r"^Gemt kl\. \d\d\.\d\d$"))


def test_a_draft_that_could_not_be_saved_says_so_and_keeps_the_text(reader, page_as):
    page = visit(page_as(reader), "/components/")
    page.route("**/bliv/", lambda route: route.abort())
    page.locator("#id_title").fill("Støj")
    page.keyboard.press("Tab")
    expect(page.locator("[data-save-note]")).to_have_text("Ikke gemt endnu – vi prøver igen")
    expect(page.locator("#id_title")).to_have_value("Støj")


def test_a_button_pressed_twice_sends_once(reader, page_as):
    page = visit(page_as(reader), "/components/")
    sent: list[str] = []
    page.route("**/bliv/", lambda route: (sent.append(route.request.post_data or ""), route.fulfill(status=204)))
    page.locator("[data-sortable] button[value='down:HP-2026-0412']").evaluate("button => { button.click(); button.click(); }")
    page.wait_for_timeout(200)
    assert len(sent) == 1
    assert "move=down" in sent[0]


def test_a_row_dragged_onto_another_sends_the_new_order(reader, page_as):
    page = visit(page_as(reader), "/components/")
    sent: list[str] = []
    page.route("**/bliv/", lambda route: (sent.append(route.request.post_data or ""), route.fulfill(status=204)))
    rows = page.locator(".sortable > li")
    rows.nth(2).drag_to(rows.nth(0))
    page.wait_for_timeout(200)
    assert re.findall(r"order=([^&]+)", sent[0]) == ["HP-2026-0377", "HP-2026-0412", "HP-2026-0398"]


def test_before_the_session_ends_one_click_keeps_it(reader, page_as):
    page = page_as(reader)
    page.clock.install()
    visit(page, "/was")
    dialog = page.locator("dialog[data-session-ends]")
    left = int(dialog.get_attribute("data-session-ends") or 0)
    page.clock.fast_forward((left - 121) * 1000)
    expect(dialog).to_be_hidden()
    page.clock.fast_forward(2_000)
    expect(dialog).to_be_visible()
    with page.expect_response("**/bliv/") as kept:
        page.get_by_role("button", name="Bliv logget på").click()
    assert kept.value.status == 204
    expect(dialog).to_be_hidden()


def test_filters_are_open_at_a_desk_and_folded_on_a_phone(reader, page_as, phone_as):
    expect(visit(page_as(reader), "/components/").locator("#f-emne")).to_be_visible()
    phone = visit(phone_as(reader), "/components/")
    expect(phone.locator("#f-emne")).to_be_hidden()
    phone.locator("summary", has_text="Filtre").click()
    expect(phone.locator("#f-emne")).to_be_visible()


def test_every_target_is_large_enough_for_a_finger(reader, phone_as):
    page = visit(phone_as(reader), "/components/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden]), select, textarea")]
          .filter((node) => node.checkVisibility() && !node.closest("p, .sr-only, .skipnav") && !node.matches(".form-radio, .form-checkbox, .date-native"))
          .filter((node) => { const box = node.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
          .map((node) => node.outerHTML.slice(0, 100))"""
    )
    assert small == []
