"""Addresses under /api/v1/: ninja's own, each answered with our headers and our refusals."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from orgstructure.access import public
from safetynet.dashboard.api.errors import problem
from safetynet.dashboard.api.views import api, document

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")


def machine(view: View) -> View:
    """Answer a program: GET only, JSON only, kept by nobody, and 304 where the caller has it already. No cookie is read."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = _answer(view, request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        patch_vary_headers(answer, ["Authorization", "Accept"])
        return answer

    return answered


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    if request.method not in READING:
        answer = problem(HTTPStatus.METHOD_NOT_ALLOWED)
        answer.headers["Allow"] = ", ".join(READING)
        return answer
    if not request.accepts("application/json"):
        return problem(HTTPStatus.NOT_ACCEPTABLE)
    request.method = "GET"  # a HEAD is answered by the same operation; the server leaves the body out
    answer = view(request, *args, **kwargs)
    if answer.status_code != HTTPStatus.OK:
        return answer
    mark = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"] = mark
    return get_conditional_response(request, etag=mark, response=answer) or answer


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """Any other address below /api/v1/."""
    return problem(HTTPStatus.NOT_FOUND)


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The OpenAPI document: addresses and shapes, no data."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


def operations() -> list[URLPattern]:
    """Ninja's addresses, each with the policy that its operation declares."""
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name and pattern.name != "api-root":
            view = public("a token is asked for, and its unit decides")(machine(pattern.callback))
            found.append(URLPattern(pattern.pattern, view, pattern.default_args, pattern.name))
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    *operations(),
    path("openapi.json", public("describes addresses and holds no data")(machine(openapi)), name="api-openapi"),
    path("<path:rest>", public("nothing is here")(machine(nowhere)), name="api-nowhere"),
]
