"""Takes the pictures of the user guide from a running demo: `make demo` in one terminal, `make guide` in another.

The demo's plans have the same numbers every time (`seed --seed 42`), so the addresses below stay true.
"""

import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ADDRESS = os.environ.get("DEMO_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "user-guide" / "pictures"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
PICTURES = (
    ("manager", DESK, "/", "leder-start"),
    ("manager", DESK, "/plans/new/?unit=6", "leder-ny-plan"),
    ("manager", DESK, "/plans/2/", "leder-plan"),
    ("manager", DESK, "/plans/2/evaluate/", "leder-effekt"),
    ("manager", DESK, "/plans/3/stall/", "leder-i-vejen"),
    ("employee", PHONE, "/units/6/", "medarbejder-enhed"),
    ("employee", PHONE, "/units/6/you-said/", "medarbejder-i-sagde"),
    ("employee", PHONE, "/plans/1/", "medarbejder-plan"),
    ("amr", DESK, "/organisation/my-group/", "amr-min-gruppe"),
    ("chair", DESK, "/overview/", "formand-overblik"),
    ("chair", DESK, "/plans/?unit=5&overdue=plan", "formand-raekker"),
    ("chair", DESK, "/overview/5/figures/", "formand-tal"),
    ("coordinator", DESK, "/plans/?unit=5", "koordinator-planer"),
    ("consultant", DESK, "/overview/1/", "konsulent-region"),
    ("consultant", DESK, "/organisation/feed/", "konsulent-indlaesning"),
    ("safetynet_administrator", DESK, "/plans/settings/", "administrator-indstillinger"),
    ("system_administrator", DESK, "/operation/", "system-drift"),
    ("employee", PHONE, "/injuries/new/accident/", "medarbejder-indberet"),
    ("amr", DESK, "/injuries/events/", "amr-haendelser"),
    ("injury_administrator", DESK, "/injuries/queue/", "arbejdsskader-koe"),
    ("injury_administrator", DESK, "/injuries/figures/", "arbejdsskader-tal"),
    ("injury_administrator", DESK, "/injuries/import/", "arbejdsskader-indlaesning"),
    ("manager", DESK, "/audits/", "leder-egenkontrol"),
    ("manager", DESK, "/audits/79/", "leder-egenkontrol-svar"),
    ("manager", PHONE, "/audits/79/send-in/", "leder-egenkontrol-send-ind"),
    ("employee", DESK, "/audits/1/units/1/report/", "medarbejder-egenkontrol-rapport"),
    ("consultant", DESK, "/audits/years/2/", "konsulent-egenkontrol-aar"),
    ("consultant", DESK, "/audits/help/", "konsulent-egenkontrol-hjaelp"),
    ("consultant", DESK, "/audits/sets/2/", "konsulent-egenkontrol-spoergsmaal"),
    ("consultant", DESK, "/year/goals/5/", "konsulent-maal"),
    ("chair", DESK, "/year/", "formand-aaret"),
    ("chair", DESK, "/year/committees/5/wheel/", "formand-aarshjul"),
    ("chair", DESK, "/year/meetings/11/", "formand-moede"),
    ("chair", DESK, "/year/discussions/6/step/reached/", "formand-droeftelse"),
    ("chair", DESK, "/overview/committee/5/need/", "formand-hvor-hjaelp"),
    ("chair", DESK, "/year/work-plans/1/", "formand-handleplan"),
    ("amr", DESK, "/year/competences/2/", "amr-kompetencenet"),
    ("chair", DESK, "/plans/clean-up/", "leder-oprydning"),
    ("employee", PHONE, "/examples/", "medarbejder-eksempler"),
    ("employee", PHONE, "/year/reports/1/", "medarbejder-aarsrapport"),
    ("data_protection_reader", DESK, "/injuries/reads/notes/", "laeselog"),
)


def main() -> None:
    """One picture a line of the table; stops at the first page that does not answer 200."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        options = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
        browser = playwright.chromium.launch(args=["--no-sandbox", "--disable-gpu"], **options)
        for persona, size, path, name in PICTURES:
            take(browser, persona, size, path, name)
        browser.close()


def take(browser: Browser, persona: str, size: dict[str, int], path: str, name: str) -> None:
    """Sign in as the persona, open the page, keep what fits on the screen."""
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, locale="da-DK")
    page = context.new_page()
    page.goto(f"{ADDRESS}/log-ind/")
    page.locator(f"button[value='{persona}']").click()
    page.wait_for_load_state()
    answer = page.goto(f"{ADDRESS}{path}")
    if answer is None or not answer.ok:
        raise SystemExit(f"{path} answers {answer and answer.status} to {persona}")
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"  {name}.png")
    context.close()


if __name__ == "__main__":
    main()
