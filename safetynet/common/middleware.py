"""What every answer carries."""

import time
from collections.abc import Callable
from typing import Any

import pghistory.middleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from safetynet.common import clock

Handler = Callable[[HttpRequest], HttpResponse]


class OneClockMiddleware:
    """One reading of the demo's clock a request; outside the demo there is nothing to read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under one clock."""
        with clock.reading_once():
            return self.get_response(request)


class IdleSessionMiddleware:
    """Where SESSION_IDLE_MINUTES is set, a session in which nothing was asked for that long ends. Noted once a minute at most."""

    NOTED_EVERY = 60

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End it before anybody is read from it."""
        from django.conf import settings  # noqa: PLC0415  settings may be patched in tests

        if settings.SESSION_IDLE_MINUTES and "_auth_user_id" in request.session:
            now = time.time()
            idle = now - request.session.setdefault("seen_at", now)
            if idle > settings.SESSION_IDLE_MINUTES * 60:
                request.session.flush()
            elif idle > self.NOTED_EVERY:
                request.session["seen_at"] = now
        return self.get_response(request)


class ReaderLanguageMiddleware:
    """The signed-in person's language, else the one chosen by cookie, else Danish (never the browser's)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request."""
        from django.conf import settings  # noqa: PLC0415  settings may be patched in tests

        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        chosen = getattr(request.user, "language", "") or cookie
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class PrivateByDefaultMiddleware:
    """No answer is kept by a cache outside the reader's browser, and fragments never pass for pages."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that the view did not set itself."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        patch_vary_headers(response, ["HX-Request"])
        return response


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Every change carries who made it and when by the product's clock; never the address, which may hold a mail link's secret."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """The signed-in person's id and the time."""
        return {"user": getattr(request.user, "pk", None), "at": clock.now().isoformat()}
