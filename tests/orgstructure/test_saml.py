"""SAML as far as a test can prove it: our metadata, and what is refused. No real provider has been tried."""

import base64
import datetime as dt
import secrets
import sys
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.urls import reverse
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from tests.factories import TODAY, EngagementFactory

pytestmark = pytest.mark.django_db
IDP = "https://idp.region.example/saml"
MD = "{urn:oasis:names:tc:SAML:2.0:metadata}"


def made_key() -> tuple[str, str]:
    """A key and its certificate, of this run only."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.region.example")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + dt.timedelta(days=1))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.decode(), builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


OWN, OTHER = made_key(), made_key()


@pytest.fixture(autouse=True)
def _provider(settings):
    settings.SAML_IDP_ENTITY_ID, settings.SAML_IDP_SSO_URL, settings.SAML_IDP_CERT = IDP, f"{IDP}/sso", OWN[1]
    settings.SAML_ATTRIBUTE, settings.BASE_URL = "uid", "http://testserver"


@pytest.fixture
def nurse():
    return EngagementFactory(username="hela1234", number="004711").user


def begin(client: Client) -> str:
    """The id of our question."""
    answer = client.get(reverse("saml-begin"), {"next": "/was"})
    asked = parse_qs(urlsplit(answer.url).query)["SAMLRequest"][0]
    return etree.fromstring(decompress(base64.b64decode(asked), -15)).get("ID")


def made(
    question: str, *, key=OWN, signed=True, minutes=5, name="hela1234", audience=None, destination=None, envelope=None, issuer=IDP
) -> str:
    now = dt.datetime.now(dt.UTC)
    moment, until = (f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (now, now + dt.timedelta(minutes=minutes)))
    before = f"{now - dt.timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}"
    here = destination or "http://testserver" + reverse("saml-answer")
    for_whom = audience or "http://testserver" + reverse("saml-metadata")
    assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{secrets.token_hex(16)}" Version="2.0" IssueInstant="{moment}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject><saml:NameID>s-1</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{here}" InResponseTo="{question}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{before}" NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{for_whom}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{moment}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="uid"><saml:AttributeValue>{name}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>"""
    if signed:
        assertion = OneLogin_Saml2_Utils.add_sign(assertion, *key).decode()
    return f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_{secrets.token_hex(16)}" Version="2.0" IssueInstant="{moment}" Destination="{here}" InResponseTo="{envelope or question}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""


def come_back(client: Client, xml: str):
    """The provider's page posts without our cookies; the browser then follows with them."""
    posted = base64.b64encode(xml.encode()).decode()
    provider = Client(enforce_csrf_checks=True)
    aside = provider.post(reverse("saml-answer"), {"SAMLResponse": posted})
    assert aside.url == reverse("saml-finish")
    client.cookies["saml-aside"] = provider.cookies["saml-aside"].value
    return client.get(aside.url)


def who(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_a_signed_answer_to_our_question_signs_the_person_in(client, nurse):
    answer = come_back(client, made(begin(client), name="HELA1234"))

    assert (answer.status_code, answer.url) == (302, "/was")
    assert who(client) == nurse.pk


def test_an_answer_counts_once_and_only_for_the_session_that_asked(client, nurse):
    xml = made(begin(client))
    assert come_back(Client(), xml).status_code == 400
    come_back(client, xml)
    client.post(reverse("logout"))

    assert come_back(client, xml).status_code == 400
    assert who(client) is None


LIES = {
    "unsigned": {"signed": False},
    "signed by another": {"key": OTHER},
    "expired": {"minutes": -60},
    "for another system": {"audience": "https://another.example"},
    "for another address": {"destination": "https://another.example/"},
    "of another issuer": {"issuer": "https://another.example"},
    "unasked": {"question": "_invented"},
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_cannot_be_trusted_signs_nobody_in(client, nurse, lie):
    answer = come_back(client, made(**{"question": begin(client)} | LIES[lie]))

    assert answer.status_code == 400
    assert who(client) is None


def test_an_altered_answer_signs_nobody_in(client, nurse):
    EngagementFactory(username="peda")

    answer = come_back(client, made(begin(client)).replace("hela1234", "peda"))

    assert answer.status_code == 400
    assert who(client) is None


def test_an_old_answer_in_a_new_envelope_signs_nobody_in(client, nurse):
    old = begin(Client())

    answer = come_back(client, made(old, envelope=begin(client)))

    assert answer.status_code == 400
    assert who(client) is None


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'


@pytest.mark.parametrize("body", ["", "nonsense", "<a/>", BOMB, "\x00"])
def test_nonsense_is_no_error_page(client, body):
    begin(client)
    posted = base64.b64encode(body.encode()).decode() if body else "%%%"
    client.post(reverse("saml-answer"), {"SAMLResponse": posted})

    assert client.get(reverse("saml-finish")).status_code == 400


@pytest.mark.parametrize("posted", [{}, {"SAMLResponse": "x" * 200_001}])
def test_nothing_or_too_much_is_not_even_put_aside(client, posted):
    assert client.post(reverse("saml-answer"), posted).status_code == 400


def test_a_leaver_is_refused_with_whom_to_call(client, nurse, settings):
    nurse.engagements.update(valid_to=TODAY)

    answer = come_back(client, made(begin(client)))

    assert answer.status_code == 403
    assert settings.SUPPORT_PHONE in answer.content.decode()


def test_the_metadata_says_who_we_are_and_that_we_want_signatures(client):
    answer = client.get(reverse("saml-metadata"))

    told = etree.fromstring(answer.content)
    about = told.find(f"{MD}SPSSODescriptor")
    assert told.get("entityID") == "http://testserver" + reverse("saml-metadata")
    assert about.get("WantAssertionsSigned") == "true"
    assert about.find(f"{MD}AssertionConsumerService").get("Location") == "http://testserver" + reverse("saml-answer")


def test_the_sign_in_page_leads_to_it(client):
    assert reverse("saml-begin") in client.get(reverse("login")).content.decode()


def test_it_is_not_loaded_where_it_is_not_configured():
    import subprocess

    program = "import safetynet.wsgi, sys; sys.exit(any(name.startswith(('onelogin', 'xmlsec')) for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
