"""OpenID Connect with the region's own provider: allauth speaks the protocol, the checks of the answer are ours.

Code flow with PKCE, state and nonce. Signature, issuer, audience, age and nonce of the id token are checked on every answer, although the
standard lets a client leave the signature out when it fetched the token itself. Nothing of the answer is kept; nothing of it is logged.
"""

import hmac
import secrets
from typing import Any, cast

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse

from orgstructure.signin import Answer, Refusal, RefusedError
from safetynet.common.http import HttpRequest, HttpResponseBase

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")  # keys in two halves only: no “none”, no HS
LEEWAY = 30  # seconds that two clocks may differ
MUST_HAVE = ["iss", "aud", "exp", "iat", "sub", "nonce"]
UNREADABLE = (requests.RequestException, OAuth2Error, KeyError, TypeError, ValueError, AttributeError)


class RegionAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth publishes no types
    """The one provider of this installation, from the environment and never from the database."""

    def get_provider(self) -> "RegionProvider":
        return provider_for(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002  allauth's signature
        """Built on BASE_URL, so that no Host header decides where the answer goes."""
        return f"{settings.BASE_URL}{reverse('oidc-answer')}"


class RegionProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth publishes no types
    """Our own address for the answer."""

    oauth2_adapter_class = RegionAdapter


def provider_for(request: HttpRequest) -> RegionProvider:
    """The configured provider."""
    app = cast("dict[str, Any]", settings.SOCIALACCOUNT_PROVIDERS)["openid_connect"]["APPS"][0]
    return RegionProvider(request, app=SocialApp(provider="openid_connect", **app))


def begin(request: HttpRequest, way_on: str) -> HttpResponseBase:
    """Send the reader to the provider; raises RefusedError when it cannot be asked."""
    nonce = secrets.token_urlsafe(24)
    try:
        answer = provider_for(request).redirect(request, "login", next_url=way_on, nonce=nonce, auth_params={"nonce": nonce})
    except UNREADABLE as error:
        raise RefusedError(Refusal.OUTAGE) from error
    return cast("HttpResponseBase", answer)


def answer_of(request: HttpRequest) -> Answer:
    """What the provider says, checked; raises RefusedError. A state is used once."""
    provider = provider_for(request)
    state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if state is None:
        raise RefusedError(Refusal.STALE)
    if request.GET.get("error") == "access_denied":
        raise RefusedError(Refusal.CANCELLED)
    if "code" not in request.GET:
        raise RefusedError(Refusal.INVALID)
    adapter = RegionAdapter(request, provider.sub_id)
    try:
        name = _named(adapter, request.GET["code"], provider.app, state)
    except jwt.PyJWTError as error:
        raise RefusedError(Refusal.INVALID) from error
    except (requests.ConnectionError, requests.Timeout) as error:
        raise RefusedError(Refusal.OUTAGE) from error
    except UNREADABLE as error:
        raise RefusedError(Refusal.INVALID) from error
    return Answer(name, state.get("next") or "")


def _named(adapter: RegionAdapter, code: str, app: SocialApp, state: dict[str, Any]) -> str:
    """Change the code for tokens, check the id token, read the claim from it, else from userinfo of the same subject."""
    client = adapter.get_client(adapter.request, app)
    tokens = client.get_access_token(code, pkce_code_verifier=state["pkce_code_verifier"])
    with get_adapter().get_requests_session() as session:
        keys = session.get(adapter.openid_config["jwks_uri"])
        keys.raise_for_status()
    claims = checked(tokens["id_token"], keys=keys.json(), nonce=state["nonce"])
    if not claims.get(settings.OIDC_CLAIM) and "userinfo_endpoint" in adapter.openid_config:
        told = adapter._fetch_user_info(tokens["access_token"])  # noqa: SLF001  allauth's only way to it
        if told.get("sub") != claims["sub"]:
            raise RefusedError(Refusal.INVALID)
        claims = told
    name = claims.get(settings.OIDC_CLAIM)
    return name if isinstance(name, str) else ""


def checked(token: str, *, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of an id token: signed by the provider, meant for us, in time, the answer to this question; else raises PyJWTError."""
    kid = jwt.get_unverified_header(token).get("kid")
    known = [key for key in jwt.PyJWKSet.from_dict(keys).keys if kid is None or key.key_id == kid]
    if len(known) != 1:
        raise jwt.InvalidKeyError("no single key for this token")
    claims: dict[str, Any] = jwt.decode(
        token,
        key=known[0].key,
        algorithms=ALGORITHMS,
        audience=settings.OIDC_CLIENT_ID,
        issuer=settings.OIDC_ISSUER,
        leeway=LEEWAY,
        options={"require": MUST_HAVE},
    )
    if not hmac.compare_digest(str(claims["nonce"]), nonce):
        raise jwt.InvalidTokenError("the nonce is another one")
    if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise jwt.InvalidAudienceError("meant for another system")
    return claims
