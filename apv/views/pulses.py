"""Asking a unit the same questions again because of a plan: what will happen, and the one button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.models import ActionPlan
from apv import worker
from apv.errors import RefusedError
from apv.usecases import pulsing
from orgstructure.access import may, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_pulse(request: AppRequest, pk: int) -> HttpResponse:
    """Ask the unit; GET shows the questions, who gets them, and when the answer comes. For who may edit the unit's plans."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).published().select_related("unit"), pk=pk)
    if not may(request.user, Perm.EDIT_PLANS, plan.unit_id, plan.unit.path):
        raise PermissionDenied
    refused, today = "", clock.today()
    if request.method == "POST":
        try:
            pulse = pulsing.ask_again(plan, by=request.user, today=today, now=clock.now())
        except RefusedError as error:
            refused = str(error)
        else:
            worker.send("invite", pulse.pk)
            messages.success(request, _("The unit is asked now. The answers are shown here when it has closed."))
            return redirect(f"{plan.get_absolute_url()}#pulse")
    page = pulsing.preview(plan, today=today)
    context = {"plan": plan, "page": page, "refused": refused or (page.why_not if page else pulsing.no_figures())}
    return render(request, "apv/pulse_new.html", context, status=409 if refused else 200)
