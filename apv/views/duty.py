"""The APV of a unit on one page, and what is registered there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apv.errors import RefusedError
from apv.forms.duty import ChangeForm, EarlierForm, WithdrawForm
from apv.models import WorkChange
from apv.reports.unit import UnitDuty
from apv.usecases import duty
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@signed_in_only
def apv_unit(request: AppRequest, pk: int) -> HttpResponse:
    """Clocks, elements, changes, risks, rounds and findings of one unit; every employee may read it."""
    unit = get_object_or_404(Unit.objects.select_related("manager"), pk=pk)
    page = UnitDuty.of(unit, today=clock.today())
    may_edit = may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path)
    return render(request, "apv/unit.html", {"page": page, "unit": unit, "may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def apv_earlier(request: AppRequest, pk: int) -> HttpResponse:
    """An APV that is kept elsewhere starts the clocks."""
    unit = unit_to_edit(request, pk)
    form = EarlierForm(request.POST if request.method == "POST" else None, today=clock.today())
    if form.is_bound and form.is_valid():
        duty.register_earlier(unit=unit, by=request.user, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Registered. The clocks of these topics run from that day."))
        return redirect("apv-unit", unit.pk)
    return render(request, "apv/earlier.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def work_change_new(request: AppRequest, pk: int) -> HttpResponse:
    """A change of work, premises or technology opens its task."""
    unit = unit_to_edit(request, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        change = WorkChange(unit=unit, by=request.user, registered_on=clock.today(), **form.cleaned_data)
        try:
            kept = duty.register_change(change, now=clock.now())
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Registered. It stands here until its topics are gone through."))
            return redirect(kept)
    return render(request, "apv/change_new.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def work_change_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """It was registered by mistake, or does not come after all."""
    change = get_object_or_404(WorkChange.objects.select_related("unit"), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, change.unit_id, change.unit.path):
        raise PermissionDenied
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            duty.withdraw_change(change, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data)
        except RefusedError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The change is taken back."))
        return redirect("apv-unit", change.unit_id)
    page = {"unit": change.unit, "change": change, "form": form}
    return render(request, "apv/change_withdraw.html", page, status=422 if form.errors else 200)


def unit_to_edit(request: AppRequest, pk: int) -> Unit:
    """The unit, existing, for those who decide there; every employee knows that it is there, so others get 403."""
    unit = get_object_or_404(Unit.objects.existing(clock.today()).select_related("manager"), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path):
        raise PermissionDenied
    return unit
