"""The injury administrator's queue, and the page where a case is completed."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from injuries import queue
from injuries.advice import advice
from injuries.codes.choosing import fields_of, phrase_of
from injuries.codes.everyday import found
from injuries.completeness import missing_in
from injuries.errors import RefusedError, StaleError
from injuries.forms.completing import CompleteForm
from injuries.models import Case, Channel, Purpose
from injuries.reading import Read, health_of, listed, opened
from injuries.usecases import completing
from orgstructure import cpr
from orgstructure.access import needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.texts import in_language


@require_safe
@never_cache
@needs(Perm.ADMINISTER_INJURIES)
def injury_queue(request: AppRequest) -> HttpResponse:
    """Open cases by the law's clock; `?show=` narrows, `?q=` finds one by number, person or unit."""
    now, asked = clock.now(), queue.Asked.of(request.GET)
    page = queue.page_of(queue.asked_for(request.user, asked, now=now), asked.page)
    read = Read(Channel.SEARCH, Purpose.REPORTING, cpr.masked_in(asked.text)) if asked.text else Read(Channel.LIST)
    cases = listed(request.user, page.object_list, now=now, read=read)  # type: ignore[arg-type]  # a page of a queryset
    context = {
        "page": page,
        "lines": queue.lines(cases, now),
        "numbers": queue.numbers(request.user, now=now),
        "filters": queue.FILTERS.items(),
        "asked": asked,
    }
    return render(request, "injuries/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_complete(request: AppRequest, public_id: UUID) -> HttpResponse:
    """The whole case on one page; it may be saved half done. Words may be looked up, and filled in, without saving."""
    case = administered(request, public_id)
    form, is_saving = _form_of(request, case), request.method == "POST" and not request.POST.keys() & {"find", "use"}
    if is_saving and form.is_valid() and _completed(request, case, form):
        return redirect("injury-send" if "on" in request.POST else "injury-complete", public_id)
    identity, health = form.identity, form.health
    missing = missing_in(case, identity, health)
    context = {
        "case": case,
        "line": queue.Line(case, clock.now()),
        "form": form,
        "missing": {name: text for name, text in missing.items() if name not in form.suggested},
        "advice": advice(case, health),
        "phrases": [(one.key, in_language(one.texts)) for one in found(request.POST.get("words", ""))] if "find" in request.POST else [],
        "words": request.POST.get("words", "")[:100],
        "absences": list(case.absences.all()),
        "phrase": phrase_of(case.phrase),
    }
    return render(request, "injuries/complete.html", context, status=422 if is_saving else 200)


def administered(
    request: AppRequest, public_id: UUID, channel: Channel = Channel.PAGE, *, rights: tuple[str, ...] = ("may_administer",)
) -> Case:
    """The case, for who administers it; for everybody else it is not there."""
    try:
        return opened(request.user, public_id, now=clock.now(), read=Read(channel), rights=rights)
    except Case.DoesNotExist as error:
        raise Http404 from error


def _form_of(request: AppRequest, case: Case) -> CompleteForm:
    absent_from = case.absences.values_list("starts_on", flat=True)
    fresh = partial(CompleteForm, case=case, sealed=health_of(case), absent_from=absent_from, today=clock.today())
    if request.method != "POST":
        return fresh()
    if not request.POST.keys() & {"find", "use"}:
        return fresh(request.POST)
    form = fresh()  # nothing is saved or judged: what was typed stands, and the words' codes with it
    form.initial = _typed(request.POST, form)
    return form


def _typed(posted: QueryDict, form: CompleteForm) -> dict[str, object]:
    kept: dict[str, object] = {name: posted.get(name, "") for name in form.fields}
    if phrase := phrase_of(posted.get("use", "")):
        kept |= fields_of(phrase)
    return kept


def _completed(request: AppRequest, case: Case, form: CompleteForm) -> bool:
    try:
        completing.complete(case, form.said(), version=form.cleaned_data["version"], by=request.user, now=clock.now())
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    except StaleError:
        form.say_it_moved_on()
        return False
    if case.missing_fields:
        messages.info(request, _("Saved. What is missing stands at the top."))
    else:
        messages.success(request, _("Saved. Nothing is missing."))
    return True
