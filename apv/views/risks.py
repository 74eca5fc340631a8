"""The risk assessment of a unit: read by every employee, written by manager and representative."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.errors import RefusedError, StaleError
from apv.forms.risks import EndRiskForm, RevisionForm, RiskForm
from apv.models import Risk, RiskAssessmentVersion
from apv.reports.risks import RiskPage, VersionPage
from apv.usecases import risks as usecases
from apv.views.duty import unit_to_edit
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from orgstructure.reports import group_of
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@signed_in_only
def risk_assessment(request: AppRequest, pk: int) -> HttpResponse:
    """The unit's risks, worst first, and the versions that were stood by."""
    unit = get_object_or_404(Unit.objects.select_related("manager"), pk=pk)
    may_edit = may(request.user, Perm.EDIT_PLANS, unit.pk, unit.path)
    page = RiskPage.of(unit, reader=request.user, may_edit=may_edit, today=clock.today())
    return render(request, "apv/risk_assessment.html", {"page": page, "unit": unit, "may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def risk_new(request: AppRequest, pk: int) -> HttpResponse:
    """A risk more."""
    unit = unit_to_edit(request, pk)
    form = RiskForm(request.POST if request.method == "POST" else None, unit=unit, reader=request.user)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["submission_id"]
        try:
            risk = usecases.add_risk(unit, form.said(), form.chosen(), submission_id=number, by=request.user, now=clock.now())
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The risk stands in the assessment."))
            return redirect(risk)
    return render(request, "apv/risk_form.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def risk_edit(request: AppRequest, pk: int) -> HttpResponse:
    """What is written about a risk."""
    risk = _risk_to_edit(request, pk)
    form = RiskForm(request.POST if request.method == "POST" else None, unit=risk.unit, reader=request.user, risk=risk)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            usecases.change_risk(risk, form.said(), form.chosen(), version=version, by=request.user, now=clock.now())
        except RefusedError as error:
            form.add_error("accepted_because", str(error))
        except StaleError:
            form.add_error(None, _("Somebody else has changed the risk. Your words stand here still: open it anew, and compare."))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(risk)
    return render(request, "apv/risk_form.html", {"unit": risk.unit, "risk": risk, "form": form}, status=422 if form.errors else 200)


@require_POST
@rows_decide
def risk_act(request: AppRequest, pk: int) -> HttpResponse:
    """The risk becomes a finding, and its page asks what is done about it."""
    risk = _risk_to_edit(request, pk)
    finding = usecases.act_on(risk, by=request.user, now=clock.now())
    messages.success(request, _("It is a finding now. Say what is to be done about it."))
    return redirect(finding)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def risk_end(request: AppRequest, pk: int) -> HttpResponse:
    """The risk is gone."""
    risk = _risk_to_edit(request, pk)
    form = EndRiskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            usecases.end_risk(risk, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data)
        except RefusedError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The risk is taken off the list. It still stands in the earlier versions."))
        return redirect("risk-assessment", risk.unit_id)
    return render(request, "apv/risk_end.html", {"unit": risk.unit, "risk": risk, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def risk_revise(request: AppRequest, pk: int) -> HttpResponse:
    """Manager or representative stands by the assessment as it is today: a dated version."""
    unit = unit_to_edit(request, pk)
    part = _part_or_403(request, unit)
    amrs = group_of(unit, clock.today()).amrs
    is_first = not RiskAssessmentVersion.objects.filter(unit=unit).exists()
    form = RevisionForm(request.POST if request.method == "POST" else None, needs_both=bool(amrs), is_first=is_first)
    if form.is_bound and form.is_valid():
        try:
            version = usecases.revise(unit, form.revision(), part=part, by=request.user, now=clock.now(), today=clock.today())
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Version %(number)s is kept.") % {"number": version.number})
            return redirect(version)
    page = {"unit": unit, "form": form, "amrs": amrs, "part": part}
    return render(request, "apv/risk_revise.html", page, status=422 if form.errors else 200)


@require_safe
@signed_in_only
def risk_version(request: AppRequest, pk: int) -> HttpResponse:
    """The assessment as it was stood by that day."""
    version = get_object_or_404(RiskAssessmentVersion.objects.select_related("unit__manager", "by"), pk=pk)
    page = VersionPage.of(version, reader=request.user, today=clock.today())
    return render(request, "apv/risk_version.html", {"page": page, "version": version, "unit": version.unit})


@require_POST
@rows_decide
def risk_confirm(request: AppRequest, pk: int) -> HttpResponse:
    """The other of the two stands by the version."""
    version = get_object_or_404(RiskAssessmentVersion.objects.select_related("unit"), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, version.unit_id, version.unit.path):
        raise PermissionDenied
    part = _part_or_403(request, version.unit)
    if usecases.confirm(version, part=part, by=request.user, now=clock.now()):
        messages.success(request, _("You stand by the version."))
    return HttpResponseRedirect(reverse("risk-version", args=[version.pk]))


def _part_or_403(request: AppRequest, unit: Unit) -> str:
    if not (part := usecases.part_of(request.user, unit, clock.today())):
        raise PermissionDenied
    return part


def _risk_to_edit(request: AppRequest, pk: int) -> Risk:
    risk = get_object_or_404(Risk.objects.standing().select_related("unit", "finding"), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, risk.unit_id, risk.unit.path):
        raise PermissionDenied
    return risk
