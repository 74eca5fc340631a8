"""The product, and beside it the floor: a bare Django view with one indexed query and a template, no middleware."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("SAFETYNET_PROCESS", "web")

from django.core.handlers.wsgi import WSGIRequest
from django.template import Context, Engine

from safetynet.common.http import HttpResponse
from safetynet.wsgi import application as product

CELLS = 6
ROW_BYTES = 250
PAGE = Engine().from_string(
    "<!doctype html><html lang=da><title>{{ unit.name }}</title><table>"
    "{% for row in rows %}<tr>"
    '{% for cell in row %}<td class="cell-{{ forloop.counter }}">{{ cell }}</td>{% endfor %}'
    "</tr>{% endfor %}</table>"
)


def floor(request: WSGIRequest) -> HttpResponse:
    """One unit by key, and as many table rows as make the asked number of bytes."""
    from orgstructure.models import Unit  # noqa: PLC0415  needs the app registry

    unit = Unit.objects.values("name", "path", "depth").get(pk=request.GET["unit"])
    rows = [[unit["name"][:10]] * CELLS] * max(1, int(request.GET["bytes"]) // ROW_BYTES)
    return HttpResponse(PAGE.render(Context({"unit": unit, "rows": rows})))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send /floor/ past the middleware, everything else to the product."""
    if environ["PATH_INFO"] != "/floor/":
        return product(environ, start_response)  # type: ignore[no-any-return]
    response = floor(WSGIRequest(environ))
    start_response("200 OK", [(name, value) for name, value in response.items()])
    return response
