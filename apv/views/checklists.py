"""Checklists for safety rounds: the region's, and those of a unit."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apv.errors import StaleError
from apv.forms.walking import ChecklistForm
from apv.models import Checklist
from apv.usecases import walking
from orgstructure.access import may, rows_decide, scope_of, signed_in_only
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@signed_in_only
def checklist_list(request: AppRequest, pk: int) -> HttpResponse:
    """Those that rounds in this unit may use."""
    unit = get_object_or_404(Unit, pk=pk)
    rows = [(one, may_change(request.user, one.unit)) for one in Checklist.objects.for_unit(unit).select_related("unit")]
    page = {"unit": unit, "rows": rows, "may_add": may_change(request.user, unit)}
    return render(request, "apv/checklist_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def checklist_new(request: AppRequest, pk: int) -> HttpResponse:
    """A checklist of the unit's own, for it and those below."""
    unit = get_object_or_404(Unit.objects.existing(clock.today()), pk=pk)
    if not may_change(request.user, unit):
        raise PermissionDenied
    copied = Checklist.objects.for_unit(unit).filter(pk=read_id(request.GET.get("copy", "")) or 0).first()
    return _write(request, unit, None, copied)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def checklist_edit(request: AppRequest, pk: int) -> HttpResponse:
    """The next version; rounds that were walked keep theirs."""
    rows = Checklist.objects.select_related("unit")
    family = get_object_or_404(rows, pk=pk).family
    checklist = rows.filter(family=family).latest("version")
    if not may_change(request.user, checklist.unit):
        raise PermissionDenied
    return _write(request, checklist.unit, checklist, checklist)


def may_change(user: User, unit: Unit | None) -> bool:
    """The unit's by who decides there; the region's by who configures."""
    return may(user, Perm.EDIT_PLANS, unit.pk, unit.path) if unit else bool(scope_of(user, Perm.CONFIGURE))


def _write(request: AppRequest, unit: Unit | None, checklist: Checklist | None, start: Checklist | None) -> HttpResponse:
    form = ChecklistForm(request.POST if request.method == "POST" else None, checklist=start)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        shown = checklist and checklist_shown(checklist, given["shown"])
        what: dict[str, Any] = {"unit": unit, "name": form.name(given), "items": form.items(given)}
        try:
            walking.save_checklist(shown, is_retired="retire" in request.POST, by=request.user, now=clock.now(), **what)
        except StaleError:
            form.add_error(None, _("Somebody has just changed the checklist. Your words stand here still: open it anew, and compare."))
        else:
            messages.success(request, _("Saved. The next round uses it; rounds that were walked keep theirs."))
            return redirect("checklist-list", unit.pk) if unit else redirect("start")
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "apv/checklist_form.html", {"unit": unit, "checklist": checklist, "form": form}, status=status)


def checklist_shown(checklist: Checklist, pk: str) -> Checklist:
    """The version that the form was opened with."""
    return Checklist.objects.filter(family=checklist.family, pk=read_id(pk) or 0).first() or checklist
