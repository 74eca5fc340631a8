"""The survey's door: where a code is typed, from a letter, a poster or a shared screen."""

from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apv import sealing
from apv.errors import UnknownTokenError
from apv.usecases import answering
from apv.views.survey_pages import languages_of, page
from orgstructure.access import public
from safetynet.common.surveypages import speaking

GUESSES, WITHIN = 300, 600  # unknown codes from one address in ten minutes, in one process; a right code is never held back


@require_http_methods(["GET", "HEAD", "POST"])
@public("nobody is signed in here; a code is asked for")
def code_page(request: HttpRequest, language: str = "") -> HttpResponse:
    """Type the code; it leads to the part it belongs to."""
    if language and language not in dict(settings.LANGUAGES):
        raise Http404
    if request.method != "POST":
        with speaking(language or settings.LANGUAGE_CODE):
            return page("code", _context(language))
    token = sealing.read_token(request.POST.get("code", "")[:100])
    for is_named in (False, True):
        try:
            survey = answering.find(token, is_named=is_named).round
        except UnknownTokenError:
            continue
        languages = languages_of(survey)
        chosen = language if language in languages else languages[0]
        return HttpResponseRedirect(reverse("named-first" if is_named else "survey-first", args=[token, chosen]))
    return unknown_code(request, language, typed=request.POST.get("code", "")[:100])


def unknown_code(request: HttpRequest, language: str, *, typed: str = "") -> HttpResponse:
    """Friendly: what to look at. Counted by address in this process's memory, nowhere else."""
    with speaking(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        is_too_many = _guesses(request.META.get("REMOTE_ADDR", "")) > GUESSES
        context = _context(language) | {"is_unknown": True, "typed": typed, "is_too_many": is_too_many, "door": reverse("survey-code")}
        response = page("code", context, status=HTTPStatus.TOO_MANY_REQUESTS if is_too_many else HTTPStatus.NOT_FOUND)
    if is_too_many:
        response.headers["Retry-After"] = str(WITHIN)
    return response


def _context(language: str) -> dict[str, object]:
    return {"door": reverse("survey-code-in", args=[language]) if language else reverse("survey-code"), "doors": settings.LANGUAGES}


def _guesses(address: str) -> int:
    counted = caches["process"]
    counted.add(address, 0, WITHIN)
    return counted.incr(address)
