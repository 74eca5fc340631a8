"""The house's own host without cookies, where surveys are answered and things are told without a name.

What is asked there is answered here, and nothing of the product sits between. Which addresses there are, `settings.SURVEY_URLCONF` says.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import get_resolver, resolve, set_urlconf
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])
LONGEST_POST = 64 * 1024  # a free text of 4,000 characters, each written as %F0%9F%98%80, is 48 kB
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SurveyHostMiddleware:
    """A request to the survey's host goes no further: no session, sign-in, history or message is read or written there.

    It comes after what serves static files and demands https, which read no cookie, and before everything that does.
    The code in the address is the authority, so there is no cookie to forge a request with and none is set.
    """

    def __init__(self, get_response: Handler) -> None:
        self.product = get_response
        self.survey = convert_exception_to_response(_answered)
        import_module(settings.SURVEY_URLCONF)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The survey's answer on its host, the product's on every other."""
        if not _is_for_survey(request):
            return self.product(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        request.urlconf = settings.SURVEY_URLCONF
        set_urlconf(settings.SURVEY_URLCONF)
        with translation.override(settings.LANGUAGE_CODE):
            response = cast("HttpResponse", self.survey(request))
        response.cookies.clear()
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


def _is_for_survey(request: HttpRequest) -> bool:
    try:
        host, _port = split_domain_port(request.get_host())
    except DisallowedHost:  # the product refuses it
        return False
    return host == settings.SURVEY.host


def takes_up_to(size: int) -> Callable[[View], View]:
    """The view takes more than a text holds: so many bytes, a picture."""

    def decorate(view: View) -> View:
        view.longest_post = size  # type: ignore[attr-defined]
        return view

    return decorate


def _answered(request: HttpRequest) -> HttpResponse:
    """Errors leave here and become pages by the handlers of the URLconf, 413 too."""
    request.resolver_match = match = resolve(request.path_info, settings.SURVEY_URLCONF)
    longest = getattr(match.func, "longest_post", LONGEST_POST)
    if _length_of(request, longest) > longest:
        too_long: Handler = get_resolver(settings.SURVEY_URLCONF).resolve_error_handler(413)
        return too_long(request)
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _length_of(request: HttpRequest, longest: int) -> int:
    """How much the sender says it sends; nonsense, and a body that does not say its length, is more than anybody may."""
    if "HTTP_TRANSFER_ENCODING" in request.META:
        return longest + 1
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return longest + 1
