"""What waits for a decision after units closed and people left: where it goes, and whose it is."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actionplans.errors import RefusedError
from orgstructure.access import rows_decide
from orgstructure.models import Unit, User
from orgstructure.usecases.units import ReorganiseError
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.opentext import tidy
from safetynet.dashboard.waiting_page import WaitingPage, waiting_page
from safetynet.operations import ownerless, reorganise

LONGEST_SEARCH = 100
TEMPLATE = "dashboard/reorganisation_waiting.html"


@require_safe
@rows_decide
def reorganisation_waiting(request: AppRequest) -> HttpResponse:
    """What this person is to decide, or may."""
    looked_for = _looked_for(request.GET.get("find", ""))
    page = waiting_page(request.user, today=clock.today(), looked_for=looked_for)
    return render(request, TEMPLATE, {"page": page, "looked_for": looked_for})


@require_POST
@rows_decide
def reorganisation_decide(request: AppRequest, pk: int) -> HttpResponse:
    """All that hangs on that closed unit goes to the chosen one."""
    today = clock.today()
    page = waiting_page(request.user, today=today, data=request.POST, sent=f"into-{pk}")
    found = next((one for one in page.units if one.unit.pk == pk), None)
    if found is None:
        raise Http404
    if not found.form.is_valid():
        return _refused(request, page, found.form)
    new = get_object_or_404(Unit, pk=found.form.cleaned_data["into"])
    try:
        number = reorganise.decide_unit(old=found.unit, new=new, by=request.user, today=today, now=clock.now())
    except ReorganiseError as error:
        messages.warning(request, str(error))
        return redirect("reorganisation-waiting")
    text = ngettext("%(number)d plan now belongs to “%(unit)s”.", "%(number)d plans now belong to “%(unit)s”.", number)
    messages.success(request, text % {"number": number, "unit": new})
    return redirect("reorganisation-waiting")


@require_POST
@rows_decide
def reorganisation_owner(request: AppRequest, pk: int) -> HttpResponse:
    """The plans of that unit which nobody has are the chosen person's."""
    today, looked_for = clock.today(), _looked_for(request.POST.get("find", ""))
    page = waiting_page(request.user, today=today, looked_for=looked_for, data=request.POST, sent=f"owner-{pk}")
    found = next((one for one in page.ownerless if one.unit.pk == pk), None)
    if found is None:
        raise Http404
    if not found.form.is_valid():
        return _refused(request, page, found.form, looked_for)
    person = get_object_or_404(User, pk=found.form.cleaned_data["person"])
    try:
        number = ownerless.decide_owner(unit=found.unit, to=person, by=request.user, today=today, now=clock.now())
    except RefusedError as error:
        found.form.add_error("person", error.faults["person"])
        return _refused(request, page, found.form, looked_for)
    text = ngettext(
        "%(number)d plan is now with %(person)s, who is told.", "%(number)d plans are now with %(person)s, who is told.", number
    )
    messages.success(request, text % {"number": number, "person": person})
    return redirect("reorganisation-waiting")


def _looked_for(text: str) -> str:
    return tidy(text)[:LONGEST_SEARCH].strip()


def _refused(request: AppRequest, page: WaitingPage, form: object, looked_for: str = "") -> HttpResponse:
    context = {"page": page, "refused": form, "looked_for": looked_for}
    return render(request, TEMPLATE, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
