"""In by the region's own account, against a provider made for tests; and by the emergency account when it is down."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import EngagementFactory, PlanFactory, UserFactory

PASSWORD = "et langt og godt kodeord"


@pytest.fixture
def provider(settings, live_server):
    """oidc-provider-mock in a process of its own, knowing the manager by user name."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oidc-provider-mock")
    person = json.dumps({"sub": "Leder", "preferred_username": "LEDE1234", "email": "a@region.example"})
    arguments = [program, "--port", str(port), "--host", "localhost", "--require-nonce", "true", "--user-claims", person]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://localhost:{port}"
    for _ in range(100):
        try:
            requests.get(issuer, timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    app = {"provider_id": "region", "client_id": "safetynet", "secret": "hemmeligt"}
    app["settings"] = {"server_url": issuer, "scope": ["openid", "profile"], "oauth_pkce_enabled": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.BASE_URL = issuer, "safetynet", live_server.url
    settings.LOCAL_SIGN_IN, settings.LOCAL_MFA = "break_glass", True
    yield process
    process.kill()
    process.wait()


def test_a_manager_signs_in_by_the_region_lands_on_the_plan_of_the_mail_and_signs_out(transactional_db, provider, page_as, axe):
    manager = EngagementFactory(username="lede1234").user
    plan = PlanFactory()
    page = page_as()

    page.goto(f"/plans/{plan.pk}/")
    axe(page)
    page.get_by_role("link", name="Log ind med").click()
    page.get_by_role("button", name="Leder", exact=True).click()

    page.wait_for_url(lambda url: url.endswith(f"/plans/{plan.pk}/"))
    assert manager.get_full_name() in page.content()
    page.locator("summary.header-link:visible").click()
    page.get_by_role("link", name="Hvor du er logget ind").click()
    expect(page.get_by_role("heading", name="Hvor du er logget ind")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Log ud overalt").click()
    expect(page.get_by_role("link", name="Log ind med")).to_be_visible()
    page.goto(f"/plans/{plan.pk}/")
    expect(page.get_by_role("link", name="Log ind med")).to_be_visible()


def test_when_the_provider_is_down_the_emergency_account_gets_in_with_password_and_code(transactional_db, provider, page_as, phone_as, axe):
    UserFactory(username="nodkonto", password=make_password(PASSWORD))
    provider.kill()
    provider.wait()
    page = phone_as()

    page.goto("/log-ind/")
    page.get_by_role("link", name="Log ind med").click()
    expect(page.get_by_text("svarer ikke lige nu")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Tilbage til login").click()
    page.get_by_text("Log ind med en lokal konto").click()
    page.get_by_label("Brugernavn").fill("nodkonto")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", name="Sæt koden op")).to_be_visible()
    axe(page)
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Kode").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", name="Gem disse nødkoder")).to_be_visible()
    axe(page)
    code = page.locator("li code").first.inner_text()
    page.get_by_role("button", name="Jeg har gemt dem").click()
    page.wait_for_url(lambda url: url.endswith("/"))

    again = page_as()
    again.goto(reverse("login"))
    again.get_by_text("Log ind med en lokal konto").click()
    again.get_by_label("Brugernavn").fill("nodkonto")
    again.get_by_label("Adgangskode").fill(PASSWORD)
    again.get_by_role("button", name="Log ind", exact=True).click()
    axe(again)
    again.get_by_label("Kode").fill(code)
    again.get_by_role("button", name="Log ind", exact=True).click()
    again.wait_for_url(lambda url: url.endswith("/"))
