"""The status with the staff on the host without cookies: one page on a phone, no name, no time."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from annualcycle.errors import NotNowError, RefusedError
from annualcycle.forms.talks import AnswerForm
from annualcycle.models import StatusTalk
from annualcycle.usecases import talks
from orgstructure.access import public
from safetynet.common import clock
from safetynet.common.senders import sent_from
from safetynet.common.surveyhost import takes_up_to
from safetynet.common.surveypages import FORGET, page, speaking

NOBODY = "nobody is to be known here: the staff say how it goes without a name"
LONGEST = 256 * 1024  # three texts for each of twelve plans and six more, every sign written as %F0%9F%98%80
SENT = 120  # from one address in ten minutes, in one process: a hospital may be behind one address
SENT_ONCE = 600


@require_http_methods(["GET", "HEAD", "POST"])
@takes_up_to(LONGEST)
@public(NOBODY)
def answer(request: HttpRequest, code: UUID, language: str = "") -> HttpResponse:
    """Three questions for each plan and six more; all can be left out."""
    talk, today = _talk_or_404(code), clock.today()
    with _in(language):
        if not talks.is_open(talk, today):
            return _shown("closed", talk, language, status=HTTPStatus.OK if request.method != "POST" else HTTPStatus.GONE)
        form = AnswerForm(request.POST if request.method == "POST" else None, plans=talks.plans_of(talk))
        if form.is_bound:
            if sent_from(request.META.get("REMOTE_ADDR", ""), what="status") > SENT:
                return page("injuries/unnamed/later.html", _shared(talk, language), status=HTTPStatus.TOO_MANY_REQUESTS)
            if form.is_valid() and _is_kept(form, talk):
                return HttpResponseRedirect("receipt/" if language else f"{settings.LANGUAGE_CODE}/receipt/")
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _shown("say", talk, language, form=form, status=status)


@require_safe
@public(NOBODY)
def receipt(request: HttpRequest, code: UUID, language: str) -> HttpResponse:  # noqa: ARG001  every view's signature
    """Who reads it and what comes of it; the same for everybody."""
    talk = _talk_or_404(code)
    with _in(language):
        response = _shown("thanks", talk, language)
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _is_kept(form: AnswerForm, talk: StatusTalk) -> bool:
    """Kept, or kept already: sent twice in ten minutes it is once, known to this process's memory alone."""
    name = f"status-sent:{form.cleaned_data['submission_id']}"
    if form.cleaned_data["submission_id"] and not caches["process"].add(name, 1, SENT_ONCE):
        return True
    try:
        talks.answer(talk=talk, voice=form.voice(), today=clock.today())
    except (NotNowError, RefusedError) as error:
        caches["process"].delete(name)
        form.add_error(None, str(error))
        return False
    return True


def _talk_or_404(code: UUID) -> StatusTalk:
    return get_object_or_404(StatusTalk.objects.select_related("unit"), public_id=code)


def _shown(
    name: str, talk: StatusTalk, language: str, *, form: AnswerForm | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return page(f"annualcycle/status/phone_{name}.html", {**_shared(talk, language), "form": form}, status=status)


def _in(language: str) -> Any:
    if language and language not in dict(settings.LANGUAGES):
        raise Http404
    return speaking(language or settings.LANGUAGE_CODE)


def _shared(talk: StatusTalk, language: str) -> Mapping[str, Any]:
    return {"languages": settings.LANGUAGES, "talk": talk, "is_default": not language}
