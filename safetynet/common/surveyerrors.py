"""Error pages of the host without cookies: calm, in the region's language, and never a word of what was written."""

import logging
import secrets
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from safetynet.common.surveypages import page

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """400: what was sent could not be read."""
    return page("survey/error.html", {"kind": "unreadable"}, status=HTTPStatus.BAD_REQUEST)


def too_long(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """413: more than any answer holds; Back in the browser has the text still."""
    return page("survey/error.html", {"kind": "too_long"}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: not an address of this host."""
    return page("survey/error.html", {"kind": "nowhere"}, status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: its number finds the trace in the log, which has neither address nor answers."""
    error_id = secrets.token_hex(4)
    kind = sys.exc_info()[0]
    logger.error("survey error %s: %s", error_id, kind.__name__ if kind else "unknown")
    return page("survey/error.html", {"kind": "broken", "error_id": error_id}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
