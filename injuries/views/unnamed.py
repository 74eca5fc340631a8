"""The three-metre rule: whoever sees something tells it, without a name, on the host that knows nobody's session."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from injuries.errors import RefusedError
from injuries.forms.unnamed import UnnamedForm
from injuries.usecases.unnamed import receiver_of, tell
from orgstructure.access import public
from orgstructure.models import Unit
from orgstructure.unit_search import units_called
from safetynet.common import clock
from safetynet.common.memoryuploads import in_memory
from safetynet.common.opentext import tidy
from safetynet.common.senders import sent_from
from safetynet.common.surveyhost import takes_up_to
from safetynet.common.surveypages import FORGET, page, speaking
from safetynet.common.uploads import LARGEST

NOBODY = "nobody is to be known here: it is told without a name"
LONGEST = LARGEST + 64 * 1024  # a picture and the words with it
SENT = 120  # reports from one address in ten minutes, in one process: a hospital may be behind one address


@require_safe
@public(NOBODY)
def where(request: HttpRequest, language: str = "") -> HttpResponse:
    """Find the unit by its name; no list of units or people is there to be copied."""
    text = tidy(request.GET.get("unit", ""))[:100].strip()
    with _in(language):
        found = units_called(text, today=clock.today()) if len(text) > 1 else None
        return page("injuries/unnamed/where.html", {**_shared(language), "text": text, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@takes_up_to(LONGEST)
@public(NOBODY)
def what(request: HttpRequest, code: UUID, language: str = "") -> HttpResponse:
    """One page: the kind, what was seen, a picture if there is one."""
    unit, today = _unit_or_404(code), clock.today()
    with _in(language):
        if request.method != "POST":
            return _asked(unit, UnnamedForm(today=today), language)
        if sent_from(request.META.get("REMOTE_ADDR", ""), what="told") > SENT:
            return page("injuries/unnamed/later.html", _shared(language), status=HTTPStatus.TOO_MANY_REQUESTS)
        in_memory(request)
        form = UnnamedForm(request.POST, request.FILES, today=today)
        if not form.is_valid():
            return _asked(unit, form, language)
        try:
            tell(unit, form.told(), now=clock.now())
        except RefusedError as error:
            form.add_error(None, str(error))
            return _asked(unit, form, language)
    return HttpResponseRedirect("receipt/" if language else f"{settings.LANGUAGE_CODE}/receipt/")


@require_safe
@public(NOBODY)
def receipt(request: HttpRequest, code: UUID, language: str) -> HttpResponse:  # noqa: ARG001  every view's signature
    """Where it goes, who reads it, and that nobody can answer; the same for everybody."""
    receiver = receiver_of(_unit_or_404(code), today=clock.today())
    with _in(language):
        response = page("injuries/unnamed/receipt.html", {**_shared(language), "receiver": receiver})
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _asked(unit: Unit, form: UnnamedForm, language: str) -> HttpResponse:
    context = {**_shared(language), "receiver": receiver_of(unit, today=form.today), "form": form, "today": form.today}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return page("injuries/unnamed/what.html", context, status=status)


def _unit_or_404(code: UUID) -> Unit:
    return get_object_or_404(Unit.objects.existing(clock.today()), source_key=code)


def _in(language: str) -> Any:
    if language and language not in dict(settings.LANGUAGES):
        raise Http404
    return speaking(language or settings.LANGUAGE_CODE)


def _shared(language: str) -> Mapping[str, Any]:
    return {"languages": settings.LANGUAGES, "product": settings.BASE_URL, "is_default": not language}
