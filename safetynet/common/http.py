"""The request as our middleware leaves it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from orgstructure.models import User


class AppRequest(HttpRequest):
    """A request by a signed-in person."""

    user: "User"  # type: ignore[assignment]
    htmx: "HtmxDetails"
