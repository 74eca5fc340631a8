"""In by the region's own sign-in (OpenID Connect), and what the page says when that leads nowhere."""

import logging
from types import ModuleType
from typing import cast

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from orgstructure.access import public
from orgstructure.models import User
from orgstructure.sessions import enter
from orgstructure.signin import Refusal, RefusedError, person_named
from safetynet.common.given import own_address
from safetynet.common.http import AppRequest, HttpResponseBase

logger = logging.getLogger(__name__)
STATUS = {Refusal.OUTAGE: 503, Refusal.CANCELLED: 200, Refusal.STALE: 400, Refusal.INVALID: 400}
WORDS = {
    Refusal.OUTAGE: _("The region's sign-in does not answer right now. Wait a few minutes and try again."),
    Refusal.CANCELLED: _("You stopped the sign-in. Nothing has happened; try again when you are ready."),
    Refusal.STALE: _("The sign-in took too long, or it was begun in another window. Begin again."),
    Refusal.INVALID: _("The region's sign-in gave an answer that could not be trusted, so nobody was signed in. Try again."),
    Refusal.UNKNOWN: _(
        "You are known to the region's sign-in, but no employment here has your user name. New colleagues come in overnight."
    ),
    Refusal.SEVERAL: _(
        "Two people are employed under your user name, so neither can be signed in. It has to be mended in the personnel system."
    ),
    Refusal.LEFT: _("Your employment has ended, so you cannot sign in any more. Call if that is wrong."),
}


@require_GET
@public("leads to the region's own sign-in")
def begin(request: AppRequest) -> HttpResponseBase:
    """To the provider, with the page the reader was going to; the answer page says when it cannot be reached."""
    oidc = _oidc()
    try:
        return cast("HttpResponseBase", oidc.begin(request, own_address(request, request.GET.get("next", ""))))
    except RefusedError as error:
        return _refused(request, error.why)


@require_GET
@public("the answer of the region's own sign-in; checked before anything of it is believed")
def answer(request: AppRequest) -> HttpResponseBase:
    """A new session for the person of a current employment, and on to where the reader was going."""
    oidc = _oidc()
    try:
        told = oidc.answer_of(request)
        person = person_named(told.name, match=settings.OIDC_MATCH, domain=settings.OIDC_CLAIM_DOMAIN)
    except RefusedError as error:
        return _refused(request, error.why)
    return _let_in(request, person, told.way_on)


@require_GET
@public("leads to the region's own sign-in")
def saml_begin(request: AppRequest) -> HttpResponseBase:
    """To the provider, with a question that this session remembers."""
    return HttpResponseRedirect(_saml().begin(request, own_address(request, request.GET.get("next", ""))))


@csrf_exempt  # posted by the provider's page; nothing is believed here, and the next step asks for this browser's own session
@require_POST
@public("the region's own sign-in posts its answer here; it is only put aside")
def saml_answer(request: AppRequest) -> HttpResponseBase:
    """Put the answer aside and let the browser come back with its own session."""
    response = HttpResponseRedirect(reverse("saml-finish"))
    try:
        _saml().put_aside(request, response)
    except RefusedError as error:
        return _refused(request, error.why)
    return response


@require_GET
@public("the answer of the region's own sign-in; checked before anything of it is believed")
def saml_finish(request: AppRequest) -> HttpResponseBase:
    """A new session for the person of a current employment, and on to where the reader was going."""
    saml = _saml()
    try:
        told = saml.answer_of(request)
        person = person_named(told.name, match=settings.SAML_MATCH, domain=settings.SAML_DOMAIN)
    except RefusedError as error:
        return _refused(request, error.why)
    return _let_in(request, person, told.way_on)


@require_GET
@public("the region's provider reads what it must know about this installation; no secrets")
def saml_metadata(request: AppRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Our entity id and where answers go."""
    return HttpResponse(_saml().metadata(), content_type="application/xml")


def _let_in(request: AppRequest, person: User, way_on: str) -> HttpResponse:
    enter(request, person)
    return HttpResponseRedirect(own_address(request, way_on, settings.LOGIN_REDIRECT_URL))


def _saml() -> ModuleType:
    """Read only where a SAML provider is configured: xmlsec is the largest of what sign-in loads."""
    if not settings.SAML_IDP_ENTITY_ID:
        raise Http404
    from orgstructure import saml  # noqa: PLC0415

    return saml


def _oidc() -> ModuleType:
    """Read only where a provider is configured: others do not pay for it."""
    if not settings.OIDC_ISSUER:
        raise Http404
    from orgstructure import oidc  # noqa: PLC0415

    return oidc


def _refused(request: AppRequest, why: Refusal) -> HttpResponse:
    logger.warning("sign-in by provider refused: %s", why.value)
    shown = {"words": WORDS[why], "may_try_again": why in STATUS, "local": settings.LOCAL_SIGN_IN}
    return render(request, "registration/refused.html", shown, status=STATUS.get(why, 403))
