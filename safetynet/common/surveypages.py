"""Pages of the host without cookies: drawn from their context alone, in a language of their own."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

FORGET = '"cache", "storage"'  # Clear-Site-Data of a receipt: the browser keeps no copy of what was written before it


def speaking(language: str) -> Any:
    """Our own words in that language where we have them, else in English."""
    return translation.override(language if language in dict(settings.LANGUAGES) else "en")


def page(template: str, context: Mapping[str, Any], *, language: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A page without a request has no user, session or token in it."""
    shared = {
        "language": language or translation.get_language(),
        "region_name": settings.REGION_NAME,
        "support_name": settings.SUPPORT_NAME,
        "support_phone": settings.SUPPORT_PHONE,
        "support_dial": "".join(sign for sign in settings.SUPPORT_PHONE if sign in "+0123456789"),
    }
    return HttpResponse(render_to_string(template, {**shared, **context}), status=status)
