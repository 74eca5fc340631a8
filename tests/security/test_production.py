"""As it stands on a server: nothing of the demo, nothing that Django's own check warns of, the headers on every answer."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from safetynet.common.local.places import BASE_DIR
from tests.security.house import addresses
from tests.setup.test_settings import PRODUCTION

DEMO_PAGES = ("components", "demo-next-day", "demo-mails", "demo-mail", "demo-mail-html", "demo-mail-calendar", "demo-sign-in")


def test_the_deployment_check_finds_nothing():
    environment = {"PATH": os.defpath} | PRODUCTION
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    answer = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr


def test_nothing_of_the_demo_is_there(house, settings):
    settings.PRODUCTION, settings.DEMO = True, False
    client = house.client("operator")
    found = addresses(house.keys)

    for name in DEMO_PAGES:
        got = {client.get(found[name]).status_code, client.post(found[name]).status_code}
        assert 404 in got <= {404, 405}, name


def demands(response):
    """What is missing from the answer's headers."""
    given = response.headers
    policy = given.get("Content-Security-Policy", "")
    return [
        what
        for what, holds in {
            "default-src none": "default-src 'none'" in policy,
            "no inline": "unsafe-" not in policy,
            "frame-ancestors": "frame-ancestors 'none'" in policy,
            "nosniff": given.get("X-Content-Type-Options") == "nosniff",
            "referrer": given.get("Referrer-Policy") in ("same-origin", "strict-origin"),
            "framing": given.get("X-Frame-Options") == "DENY",
            "cache": "private" in given.get("Cache-Control", "") or "no-store" in given.get("Cache-Control", ""),
            "vary": "HX-Request" in given.get("Vary", ""),
        }.items()
        if not holds
    ]


@pytest.mark.parametrize("subject", ["anonymous", "operator"])
def test_every_answer_carries_the_headers(house, subject):
    client = house.client(subject)
    told = {}
    for address in [*addresses(house.keys).values(), "/nowhere/", "/plans/?unit=x", "/plans/999999/"]:
        for method, headers in (("get", {}), ("get", {"HX-Request": "true"}), ("post", {})):
            if address == "/log-ud/" and method == "post":
                continue
            response = getattr(client, method)(address, headers=headers)
            if response.streaming:
                b"".join(response)
            if missing := demands(response):
                told[f"{method} {address} {response.status_code}"] = missing
    assert told == {}


def test_an_error_of_ours_carries_them_too_and_tells_nothing(house, monkeypatch):
    client = house.client("manager")
    client.raise_request_exception = False
    monkeypatch.setattr("safetynet.dashboard.views.start.start_page", lambda *_a, **_k: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert demands(response) == []
    assert "ZeroDivision" not in response.content.decode()


def test_static_files_are_not_sniffed(client, db):
    response = client.get("/static/js/app.js") if (BASE_DIR / "static/js/app.js").exists() else client.get("/static/robots.txt")
    b"".join(response) if response.streaming else response.content

    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("header", [{"HTTP_HOST": "evil.example"}, {"HTTP_HOST": "testserver:80@evil.example"}])
def test_another_host_is_refused(db, header):
    assert Client().get("/was", **header).status_code == 400


def test_a_forwarded_host_is_not_believed(db):
    response = Client().get("/", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil" not in response.url


def test_cookies_are_for_the_server_only(house, settings):
    response = Client().get("/log-ind/")
    cookie = response.cookies[settings.CSRF_COOKIE_NAME]
    signed_in = house.client("manager")
    signed_in.post("/bliv/")

    assert cookie["samesite"] == "Lax"
    session = signed_in.post("/bliv/").cookies[settings.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
