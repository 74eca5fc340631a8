"""What the figures are reckoned with: limits, hours and full-time equivalents, the first number of the goal."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from injuries.figure_places import Places
from injuries.forms.figure_settings import BaselineForm, HoursFileForm, HoursForm, PolicyForm
from injuries.hours_file import HoursFile
from injuries.models import InjuryPolicy, WorkedHours
from injuries.usecases import deciding
from orgstructure.access import Scope, needs, rows_decide, scope_of
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.common.sheets import SheetError, read_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.CONFIGURE)
def injury_policy(request: AppRequest) -> HttpResponse:
    """The region's limits."""
    if not scope_of(request.user, Perm.CONFIGURE).reaches_all:
        raise PermissionDenied
    form = PolicyForm(request.POST if request.method == "POST" else None, policy=InjuryPolicy.in_force())
    if form.is_bound and form.is_valid():
        deciding.decide_limits(columns=form.columns(), by=request.user, now=clock.now())
        messages.success(request, _("The limits hold from now on. Figures that were hidden or shown by them follow tonight."))
        return redirect("injury-policy")
    context = {"form": form, "earlier": InjuryPolicy.earlier()}
    return render(request, "injuries/policy.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def injury_hours(request: AppRequest) -> HttpResponse:
    """Hours of one unit as a form, or of many as a file; below it what is noted."""
    scope = _scope_or_403(request)
    unit = _unit_asked_for(request, scope)
    is_file = "file" in request.FILES or request.POST.get("what") == "file"
    form = HoursForm(request.POST if request.method == "POST" and not is_file else None, initial={"year": clock.today().year - 1})
    file_form = HoursFileForm(request.POST, request.FILES) if is_file else HoursFileForm()
    if is_file:
        return _take_file(request, scope, unit, form, file_form)
    if form.is_bound and form.is_valid():
        deciding.note_hours([deciding.Hours(unit, **form.cleaned_data)], by=request.user, now=clock.now())
        messages.success(request, _("Noted. The rates are reckoned with it at once."))
        return redirect(f"{request.path}?unit={unit.pk}")
    return _hours_page(request, unit, form, file_form)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def injury_baseline(request: AppRequest, pk: int) -> HttpResponse:
    """The number of 2018 of one level."""
    unit = get_object_or_404(Unit, pk=pk)
    if not _scope_or_403(request).covers(unit.pk, unit.path):
        raise PermissionDenied
    form = BaselineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        deciding.note_baseline(unit=unit, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, _("Noted. It is used where there are no cases of 2018."))
        return redirect("injury-indicator", unit.pk)
    return render(request, "injuries/baseline.html", {"form": form, "unit": unit}, status=_status(form))


def _take_file(request: AppRequest, scope: Scope, unit: Unit, form: HoursForm, file_form: HoursFileForm) -> HttpResponse:
    """Everything in the file is kept, or nothing and every line that is wrong is told."""
    if not file_form.is_valid():
        return _hours_page(request, unit, form, file_form)
    try:
        lines = read_sheet(file_form.cleaned_data["file"].read())
    except SheetError as error:
        file_form.add_error("file", str(error))
        return _hours_page(request, unit, form, file_form)
    found = HoursFile.read(lines, scope)
    if found.problems:
        file_form.add_error("file", _("Nothing was kept. Put the lines below right and choose the file again."))
        return _hours_page(request, unit, form, file_form, problems=found.problems)
    number = deciding.note_hours(found.rows, by=request.user, now=clock.now())
    messages.success(request, ngettext("%(n)s line was noted.", "%(n)s lines were noted.", number) % {"n": number})
    return redirect("injury-hours")


def _hours_page(request: AppRequest, unit: Unit, form: HoursForm, file_form: HoursFileForm, problems: Any = ()) -> HttpResponse:
    places = Places.around(unit, request.user, today=clock.today())
    context = {"form": form, "file_form": file_form, "unit": unit, "places": places, "problems": problems, "noted": WorkedHours.of(unit)}
    return render(request, "injuries/hours.html", context, status=_status(form, file_form))


def _scope_or_403(request: AppRequest) -> Scope:
    """Where the reader may note hours: as injury administrator, or as who configures."""
    scope = scope_of(request.user, Perm.ADMINISTER_INJURIES) | scope_of(request.user, Perm.CONFIGURE)
    if not scope:
        raise PermissionDenied
    return scope


def _unit_asked_for(request: AppRequest, scope: Scope) -> Unit:
    """The unit in the address, or the highest the reader may note hours for."""
    pk = read_id(request.GET.get("unit", ""))
    if pk is None:
        return Places.highest(scope)
    unit = get_object_or_404(Unit, pk=pk)
    if not scope.covers(unit.pk, unit.path):
        raise PermissionDenied
    return unit


def _status(*forms: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if any(form.errors for form in forms) else HTTPStatus.OK
