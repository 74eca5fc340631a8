"""What a person is told when the log of reads could not be written."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from injuries.errors import ReadRefusedError

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]


class ReadRefusedMiddleware:
    """A read that could not be logged becomes a page that shows nothing of any case (R67), for pages, parts of pages and files alike."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as always."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503, drawn without database, session or context; an HTMX part is led to the whole page instead of swapping nothing in silence."""
        if not isinstance(exception, ReadRefusedError):
            return None
        route = getattr(request.resolver_match, "url_name", "-")
        logger.error("a read could not be logged and was refused at %s", route)
        sender = {"region_name": settings.REGION_NAME, "support_name": settings.SUPPORT_NAME, "support_phone": settings.SUPPORT_PHONE}
        page = render_to_string("errors/not_logged.html", sender)
        headers = {"Retry-After": "30", "Cache-Control": "no-store"}
        if request.headers.get("HX-Request"):
            headers |= {"HX-Retarget": "body", "HX-Reswap": "innerHTML"}
        return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
