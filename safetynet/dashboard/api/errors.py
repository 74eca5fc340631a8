"""What is refused, said to programs and to the people who run them: application/problem+json in English and Danish."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from ninja.errors import ValidationError

PROBLEM = "application/problem+json; charset=utf-8"
SAID = {
    HTTPStatus.UNAUTHORIZED: gettext_noop(
        "The token is missing, wrong, not yet or no longer valid, or revoked. Send it as Authorization: Bearer TOKEN."
    ),
    HTTPStatus.NOT_FOUND: gettext_noop("There is nothing at this address, or it lies outside what the token reads."),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_noop("Nothing is written here: use GET."),
    HTTPStatus.NOT_ACCEPTABLE: gettext_noop("The answer is JSON: accept application/json."),
    HTTPStatus.UNPROCESSABLE_ENTITY: gettext_noop("A parameter cannot be understood."),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_noop("Too many calls in this minute. Try again when the time in Retry-After has passed."),
}
NOT_KNOWN = gettext_noop("This parameter is not known here.")
EXPECTED = {
    "on": gettext_noop("Write a day that has been, in the last ten years, such as 2026-11-22."),
    "limit": gettext_noop("Write a whole number from 1 to 500."),
    "first": gettext_noop("Write a day that lies before the last one and not after “on”, at most five years back from it."),
    "last": gettext_noop("Write a day that is not after the one the figures are known on."),
    "against": gettext_noop("Write year or before."),
    "after": gettext_noop("Write the value of “next” in the answer before."),
}


class FaultError(Exception):
    """Parameters that cannot be, with a sentence for each, still to be translated."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def problem(status: HTTPStatus, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """One refusal; which parameter, where it is one."""
    body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status.value, **in_both("detail", SAID[status])}
    if errors:
        body["errors"] = errors
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def in_both(name: str, text: str) -> dict[str, str]:
    """The sentence in English and in Danish."""
    with translation.override("en"):
        english = gettext(text)
    with translation.override("da"):
        return {name: english, f"{name}_da": gettext(text)}


def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001  ninja's signature
    """422: what ninja found, in our words."""
    names = [str(one["loc"][-1]) for one in error.errors]
    return said([(name, EXPECTED.get(name, NOT_KNOWN)) for name in names])


def faulty(request: HttpRequest, error: FaultError) -> HttpResponse:  # noqa: ARG001
    """422: what we found."""
    return said(error.faults)


def said(faults: Iterable[tuple[str, str]]) -> HttpResponse:
    """422 with the parameters' sentences."""
    errors = [{"parameter": name, **in_both("detail", text)} for name, text in faults]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors)
