"""SAML 2 with the region's own provider, where it does not speak OpenID Connect: python3-saml reads and checks the answers.

The provider's answer is posted from another site, so the browser leaves the session's cookie out. It is therefore put aside, and read when
the browser comes back by itself (allauth's LoginSession). Only an answer to a question of this very session counts, and each one once.
"""

import binascii
import time
from typing import Any, cast
from urllib.parse import urlsplit

import xmlsec
from allauth.socialaccount.sessions import LoginSession
from defusedxml import ElementTree
from django.conf import settings
from django.urls import reverse
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from orgstructure.signin import Answer, Refusal, RefusedError
from safetynet.common.http import HttpRequest, HttpResponseBase

ASKED, ASKED_SECONDS, AT_ONCE = "saml_asked", 600, 10
LONGEST = 200_000
UNREADABLE = (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, binascii.Error, etree.LxmlError, xmlsec.Error, ValueError, SyntaxError)
Asked = dict[str, tuple[str, float]]


def begin(request: HttpRequest, way_on: str) -> str:
    """The provider's address with our question, which this session remembers for ten minutes."""
    auth = _auth({})
    address = cast("str", auth.login(return_to=""))
    kept = sorted(_asked(request).items(), key=lambda one: one[1][1])[1 - AT_ONCE :]
    request.session[ASKED] = dict(kept) | {auth.get_last_request_id(): (way_on, time.time())}
    return address


def put_aside(request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep what was posted until the browser comes back to read it; nothing of it is believed yet."""
    posted = request.POST.get("SAMLResponse", "")
    if not 0 < len(posted) <= LONGEST:
        raise RefusedError(Refusal.INVALID)
    aside = LoginSession(request, "saml_aside", "saml-aside")
    aside.store["answer"] = posted
    aside.store.set_expiry(ASKED_SECONDS)
    aside.save(response)


def answer_of(request: HttpRequest) -> Answer:
    """What the provider says, checked; raises RefusedError."""
    aside = LoginSession(request, "saml_aside", "saml-aside")
    posted = aside.store.get("answer")
    aside.delete()
    if not posted:
        raise RefusedError(Refusal.STALE)
    auth = _auth({"SAMLResponse": posted})
    try:
        auth.process_response()
        if auth.get_errors() or not auth.is_authenticated():
            raise RefusedError(Refusal.INVALID)
        way_on = _question_of(request, auth)
    except UNREADABLE as error:
        raise RefusedError(Refusal.INVALID) from error
    return Answer(_name_in(auth), way_on)


def metadata() -> bytes:
    """What the provider is to know about us."""
    about = OneLogin_Saml2_Settings(settings=_config(), sp_validation_only=True)
    told = about.get_sp_metadata()
    return told if isinstance(told, bytes) else str(told).encode()


def _question_of(request: HttpRequest, auth: Any) -> str:
    """Where the reader was going when this session asked; the signed part itself must name the question."""
    question = auth.get_last_response_in_response_to()
    asked = _asked(request)
    if question is None or question not in asked:
        raise RefusedError(Refusal.STALE)
    way_on, _at = asked.pop(question)
    request.session[ASKED] = asked
    told = ElementTree.fromstring(auth.get_last_response_xml()).iter(f"{{{Names.NS_SAML}}}SubjectConfirmationData")
    if {one.get("InResponseTo") for one in told} != {question}:
        raise RefusedError(Refusal.INVALID)
    return way_on


def _name_in(auth: Any) -> str:
    """The configured attribute with one value, or the subject's name where none is configured."""
    if not settings.SAML_ATTRIBUTE:
        return str(auth.get_nameid() or "")
    values = auth.get_attribute(settings.SAML_ATTRIBUTE) or []
    return str(values[0]) if len(values) == 1 else ""


def _asked(request: HttpRequest) -> Asked:
    kept: Asked = request.session.get(ASKED) or {}
    return {question: told for question, told in kept.items() if time.time() - told[1] < ASKED_SECONDS}


def _auth(posted: dict[str, str]) -> Any:
    """python3-saml for one request; our address comes from BASE_URL, so that no Host header is believed."""
    here = urlsplit(settings.BASE_URL)
    about = {"https": "on" if here.scheme == "https" else "off", "http_host": here.netloc, "script_name": reverse("saml-answer")}
    return OneLogin_Saml2_Auth(about | {"get_data": {}, "post_data": posted}, _config())


def _config() -> dict[str, Any]:
    """Strict, signed assertions, nothing older than SHA-256."""
    return {
        "strict": True,
        "sp": {
            "entityId": f"{settings.BASE_URL}{reverse('saml-metadata')}",
            "assertionConsumerService": {"url": f"{settings.BASE_URL}{reverse('saml-answer')}", "binding": Names.BINDING_HTTP_POST},
            "NameIDFormat": Names.NAMEID_UNSPECIFIED,
        },
        "idp": {
            "entityId": settings.SAML_IDP_ENTITY_ID,
            "singleSignOnService": {"url": settings.SAML_IDP_SSO_URL, "binding": Names.BINDING_HTTP_REDIRECT},
            "x509cert": settings.SAML_IDP_CERT,
        },
        "security": {
            "wantAssertionsSigned": True,
            "rejectDeprecatedAlgorithm": True,
            "wantAttributeStatement": bool(settings.SAML_ATTRIBUTE),
            "wantNameId": not settings.SAML_ATTRIBUTE,
            "requestedAuthnContext": False,
            "allowSingleLabelDomains": not settings.PRODUCTION,
        },
    }
