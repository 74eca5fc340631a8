"""In by the region's own sign-in: over real HTTP against a provider that can be made to lie."""

import base64
import hashlib
import json
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from orgstructure.models import User
from tests.factories import TODAY, EngagementFactory, UserFactory

pytestmark = pytest.mark.django_db
OWN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PASSWORD = "et langt og godt kodeord"


class Provider:
    """Hands out codes, keeps what it was asked, and signs what the test wants."""

    def __init__(self) -> None:
        self.claims, self.drop, self.key, self.algorithm, self.header = {}, (), OWN, "RS256", {"kid": "k1"}
        self.name, self.userinfo, self.asked, self.verifier, self.refuses = "hela1234", None, {}, "", False
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(provider.get(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.verifier = parse_qs(body)["code_verifier"][0]
                self.reply(provider.tokens())

            def reply(self, told):
                self.send_response(400 if provider.refuses else 200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def get(self, path: str):
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OWN.public_key()))
            return {"keys": [public | {"kid": "k1", "alg": "RS256", "use": "sig"}]}
        if path == "/userinfo":
            return self.userinfo
        ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/jwks", "userinfo_endpoint": "/userinfo"}
        return {"issuer": self.issuer} | {name: self.issuer + end for name, end in ends.items()}

    def tokens(self):
        now = int(time.time())
        told = {"iss": self.issuer, "aud": "safetynet", "sub": "s-1", "iat": now, "exp": now + 300, "nonce": self.asked.get("nonce")}
        told = {name: value for name, value in (told | {"preferred_username": self.name} | self.claims).items() if name not in self.drop}
        key = None if self.algorithm == "none" else self.key
        return {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(told, key, self.algorithm, headers=self.header)}


@pytest.fixture
def provider(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = made.issuer, "safetynet"
    settings.LOCAL_SIGN_IN = "break_glass"
    app = {"provider_id": "region", "client_id": "safetynet", "secret": "hemmeligt"}
    app["settings"] = {"server_url": made.issuer, "scope": ["openid", "profile"], "oauth_pkce_enabled": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def nurse():
    return EngagementFactory(username="hela1234", number="004711").user


def begin(client: Client, provider: Provider, next_to: str = "/was"):
    answer = client.get(reverse("oidc-begin"), {"next": next_to})
    assert answer.status_code == 302, answer.content.decode()
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.url).query).items()}
    return provider.asked


def come_back(client: Client, provider: Provider, **changed: str):
    return client.get(reverse("oidc-answer"), {"code": "c-1", "state": provider.asked["state"]} | changed)


def who(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_the_person_of_the_claim_is_signed_in_with_a_new_session_and_lands_where_they_were_going(client, provider, nurse):
    asked = begin(client, provider)
    before = client.session.session_key

    answer = come_back(client, provider)

    challenge = base64.urlsafe_b64encode(hashlib.sha256(provider.verifier.encode()).digest()).rstrip(b"=").decode()
    assert (answer.status_code, answer.url) == (302, "/was")
    assert who(client) == nurse.pk
    assert client.session.session_key != before
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (challenge, "S256")
    assert asked["response_type"] == "code"


@pytest.mark.parametrize(("match", "name"), [("username", "HELA1234"), ("username", "hela1234@Region.Example"), ("number", "004711")])
def test_case_and_the_configured_domain_make_no_difference_and_the_number_can_be_used(client, provider, nurse, settings, match, name):
    settings.OIDC_MATCH, settings.OIDC_CLAIM_DOMAIN = match, "region.example"
    provider.name = name
    begin(client, provider)

    come_back(client, provider)

    assert who(client) == nurse.pk


LIES = [
    {"claims": {"iss": "https://another.example"}},
    {"claims": {"aud": "another-system"}},
    {"claims": {"aud": ["safetynet", "another"], "azp": "another"}},
    {"claims": {"exp": 1}},
    {"claims": {"iat": 9999999999}},
    {"claims": {"nonce": "of another question"}},
    {"drop": ("nonce",)},
    {"drop": ("exp",)},
    {"drop": ("aud",)},
    {"key": OTHER},
    {"header": {"kid": "unknown"}},
    {"algorithm": "none"},
    {"algorithm": "HS256", "key": "x" * 40},
    {"refuses": True},
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: "another key" if lie.get("key") is OTHER else str(lie))
def test_an_answer_that_cannot_be_trusted_signs_nobody_in(client, provider, nurse, lie):
    begin(client, provider)
    vars(provider).update(lie)

    answer = come_back(client, provider)

    assert answer.status_code == 400
    assert who(client) is None


def test_an_answer_is_taken_once_and_only_from_where_it_was_asked_for(client, provider, nurse):
    begin(client, provider)
    stranger = come_back(Client(), provider)
    come_back(client, provider)
    client.post(reverse("logout"))

    again = come_back(client, provider)

    assert (stranger.status_code, again.status_code) == (400, 400)
    assert come_back(client, provider, state="invented").status_code == 400
    assert who(client) is None


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("unknown", "Nye kolleger"),
        ("several", "To personer"),
        ("left", "12 34 56 78"),
        ("mail", "Nye kolleger"),
        ("inactive", "12 34 56 78"),
    ],
)
def test_who_is_nobody_two_or_gone_is_refused_with_a_sentence_and_nobody_is_made(client, provider, nurse, case, said):
    if case == "several":
        EngagementFactory(username="HELA1234")
    elif case == "left":
        nurse.engagements.update(valid_to=TODAY)
    elif case == "inactive":
        User.objects.filter(pk=nurse.pk).update(is_active=False)
    elif case == "mail":
        User.objects.filter(pk=nurse.pk).update(email="h@region.example")
        provider.name = "h@region.example"
    else:
        provider.name = "ukendt"
    people = User.objects.count()
    begin(client, provider)

    answer = come_back(client, provider)

    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert who(client) is None
    assert User.objects.count() == people


def test_an_old_employment_of_another_under_the_same_name_is_no_hindrance(client, provider, nurse):
    EngagementFactory(username="hela1234", valid_from=TODAY - timedelta(900), valid_to=TODAY - timedelta(400))
    begin(client, provider)

    come_back(client, provider)

    assert who(client) == nurse.pk


@pytest.mark.parametrize(("claims", "sub", "signed_in"), [({}, "s-1", True), ({}, "s-2", False)])
def test_the_claim_is_read_from_userinfo_of_the_same_subject_when_the_token_lacks_it(client, provider, nurse, claims, sub, signed_in):
    provider.drop = ("preferred_username",)
    provider.userinfo = {"sub": sub, "preferred_username": "hela1234"}
    begin(client, provider)

    come_back(client, provider)

    assert (who(client) == nurse.pk) is signed_in


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_it_never_leads_to_another_site(client, provider, nurse, target):
    begin(client, provider, target)

    assert come_back(client, provider).url == "/"


def test_whoever_says_no_at_the_provider_is_told_that_nothing_happened(client, provider, nurse):
    begin(client, provider)

    answer = client.get(reverse("oidc-answer"), {"error": "access_denied", "state": provider.asked["state"]})

    assert answer.status_code == 200
    assert who(client) is None


def test_a_provider_that_is_down_is_said_and_the_local_account_still_gets_in(client, provider, nurse):
    local = UserFactory(username="nodkonto", password=make_password(PASSWORD))
    provider.server.shutdown()
    provider.server.server_close()

    answer = client.get(reverse("oidc-begin"))
    client.post(reverse("login"), {"username": "nodkonto", "password": PASSWORD})

    assert answer.status_code == 503
    assert "svarer ikke" in answer.content.decode()
    assert who(client) == local.pk


def test_break_glass_is_for_accounts_without_an_employment_only_and_off_is_off(client, provider, nurse, settings):
    User.objects.filter(pk=nurse.pk).update(password=make_password(PASSWORD))
    for name in (nurse.username, "hela1234"):
        assert client.post(reverse("login"), {"username": name, "password": PASSWORD}).status_code == 200
    settings.LOCAL_SIGN_IN = "off"

    assert client.post(reverse("login"), {"username": "hela1234", "password": PASSWORD}).status_code == 404
    assert who(client) is None
    assert 'name="password"' not in client.get(reverse("login")).content.decode()


def test_the_sign_in_page_leads_to_the_provider_and_keeps_where_one_was_going(client, provider):
    page = client.get(reverse("login"), {"next": "/plans/1/?a=1&b=2"}).content.decode()

    assert f'href="{reverse("oidc-begin")}?next=%2Fplans%2F1%2F%3Fa%3D1%26b%3D2"' in page


def test_without_a_provider_there_is_no_such_address(client):
    assert client.get(reverse("oidc-begin")).status_code == 404
    assert client.get(reverse("oidc-answer")).status_code == 404


def test_nothing_of_the_answer_is_logged(client, provider, nurse, caplog):
    provider.name = "ukendt-navn"
    begin(client, provider)
    come_back(client, provider)

    assert "sign-in by provider refused: unknown" in caplog.text
    assert "ukendt-navn" not in caplog.text
    assert "hemmeligt" not in caplog.text


def test_no_address_of_allauth_is_mounted():
    from tests.test_rules_of_the_house import every_route

    assert [route for route, pattern in every_route() if pattern.callback.__module__.startswith("allauth")] == []
