"""Error pages: in the reader's language, saying what to do, never how the machine is built."""

import logging
import secrets
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

DATABASE_IS_GONE = (OperationalError, InterfaceError)
logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """400: what was sent could not be read."""
    return render(request, "errors/400.html", status=HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: may see, may not do."""
    return render(request, "errors/403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: not there, or not for this reader; the two look the same."""
    return render(request, "errors/404.html", status=HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 before the view: most often a page that stood open over a sign-out."""
    logger.info("csrf refused: %s", reason)
    return render(request, "errors/csrf.html", status=HTTPStatus.FORBIDDEN)


def too_many_requests(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """429: says when to try again."""
    response = render(request, "errors/429.html", {"minutes": -(-retry_after // 60)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without database, session or context; its number finds the trace in the log."""
    error_id = secrets.token_hex(4)
    kind = sys.exc_info()[0]
    if kind is not None and issubclass(kind, DATABASE_IS_GONE):
        return _unavailable()
    logger.error("error %s: %s at %s", error_id, kind.__name__ if kind else "unknown", getattr(request.resolver_match, "route", "-"))
    page = render_to_string("errors/500.html", {"error_id": error_id, **_sender()})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _unavailable() -> HttpResponse:
    """503: the database is restarting or cannot be reached; nothing was saved, and trying again is right."""
    logger.error("the database does not answer")
    page = render_to_string("errors/503.html", _sender())
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "30"})


def _sender() -> dict[str, str]:
    return {"region_name": settings.REGION_NAME, "support_name": settings.SUPPORT_NAME, "support_phone": settings.SUPPORT_PHONE}
