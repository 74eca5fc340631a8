"""The request as our middleware leaves it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from orgstructure.models import User


__all__ = ["AppRequest", "HttpRequest", "HttpResponse", "HttpResponseBase", "QueryDict"]


class AppRequest(HttpRequest):
    """A request by a signed-in person."""

    user: "User"
    htmx: "HtmxDetails"
