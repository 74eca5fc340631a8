"""A real browser against the real server: Chromium by CHROMIUM, else the machine's, else Playwright's own."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from orgstructure.models import User

ON_THE_MACHINE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's own loop runs in the thread of the test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser; one that fell is tried once more, and the summary counts it as a rerun."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


def chromium_path() -> str | None:
    """The browser to start; None means Playwright's own."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    return next((found for name in ON_THE_MACHINE if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """One browser for the whole run; each test gets a context of its own."""
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    try:
        browser = _playwright.chromium.launch(executable_path=chromium_path(), args=arguments)
    except Error as error:
        pytest.fail(f"No browser starts. Run `make browser`, or set CHROMIUM to one. {error}", pytrace=False)
    yield browser
    browser.close()


class InFlight:
    """Requests that the server has begun and not ended: a page that saves itself may ask once more while its test ends."""

    PATIENCE, GRACE = 10.0, 0.02  # seconds; a request that was sent and is not begun yet

    def __init__(self) -> None:
        self.begun = self.ended = 0

    def begin(self, **_said: Any) -> None:
        self.begun += 1

    def end(self, **_said: Any) -> None:
        self.ended += 1

    def wait_for_none(self) -> None:
        """Or for ten seconds: without a database the server's threads fail, and their failures are no test's."""
        until = time.monotonic() + self.PATIENCE
        time.sleep(self.GRACE)
        while self.begun > self.ended and time.monotonic() < until:
            time.sleep(self.GRACE)


@pytest.fixture
def in_flight(live_server) -> Iterator[InFlight]:
    """Counted from here, so that what the test's own client asks outside does not matter."""
    counted = InFlight()
    request_started.connect(counted.begin)
    request_finished.connect(counted.end)
    yield counted
    request_started.disconnect(counted.begin)
    request_finished.disconnect(counted.end)


@pytest.fixture
def built_look() -> None:
    """The look must be there: without it every page is a heap of words and every check of it worthless."""
    if not (Path(settings.BASE_DIR) / "static/build/css/safetynet.css").exists():
        pytest.fail("static/build is missing. Run `make theme`.", pytrace=False)


@pytest.fixture
def open_context(chromium: Browser, live_server, built_look, in_flight) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser context of any kind: `open_context(user, viewport=PHONE, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(user: User | None = None, **options) -> BrowserContext:
        options = {"viewport": DESK, "locale": "en-US", "base_url": live_server.url} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user, backend="orgstructure.signin.EngagementBackend")
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return context

    yield make
    for context in contexts:
        context.close()
    in_flight.wait_for_none()


@pytest.fixture
def page_as(open_context) -> Callable[..., Page]:
    """A page at a desk, signed in as the person (or nobody)."""
    return lambda user=None, **options: open_context(user, **options).new_page()


@pytest.fixture
def phone_as(open_context) -> Callable[..., Page]:
    """The same on a phone."""
    return lambda user=None, **options: open_context(user, viewport=PHONE, has_touch=True, **options).new_page()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that axe finds nothing on the page as it stands: WCAG 2.2 AA and good practice."""

    def run(page: Page) -> dict[str, list[dict[str, Any]]]:
        # Evaluated by the test's own hand, so the page's content policy stays as strict as it is.
        page.wait_for_load_state()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        script = "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
        return cast("dict[str, list[dict[str, Any]]]", page.evaluate(script, RULES))

    def check(page: Page) -> None:
        try:
            found = run(page)
        except Error:  # a link just followed took the page away in the middle: look at the one that came
            found = run(page)
        told = [
            f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(node["html"][:200] for node in violation["nodes"][:5])
            for violation in found["violations"]
        ]
        assert not told, "\n".join(told)

    return check


@pytest.fixture
def scrolls_one_way() -> Callable[[Page], None]:
    """Assert that nothing sticks out at the side: a reader at 320 px scrolls down only (WCAG 1.4.10)."""

    def check(page: Page) -> None:
        wide = page.evaluate(
            """() => {
              const limit = document.documentElement.clientWidth;
              const told = (nodes) => nodes.map((node) => node.outerHTML.slice(0, 160));
              const cards = [...document.querySelectorAll(".table-wrap:has(.table-cards)")];
              const squeezed = limit < 768 ? cards.filter((node) => node.scrollWidth > node.clientWidth) : [];
              if (document.documentElement.scrollWidth <= limit) return told(squeezed);
              const scrolls = (node) => node.closest(".table-scroll, .table-wrap, .tab-row") !== null;
              const wide = (node) => node.getBoundingClientRect().right > limit + 1 && !scrolls(node);
              return told([...squeezed, ...[...document.querySelectorAll("body *")].filter(wide)]);
            }"""
        )
        assert wide == [], chr(10).join(wide)

    return check
