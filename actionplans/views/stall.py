"""A plan that has stopped: say why, see what helps, ask for help."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.errors import IllegalMoveError, StaleError
from actionplans.forms.stall import HelpForm, ReadyForm, StallForm
from actionplans.models import ActionPlan, EndedCode, ReadyCause, StallCheck, StallChecklist, Status
from actionplans.stalls import StallPage
from actionplans.usecases import helping, stalling
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest

CAN_END = (Status.ACTIVE, Status.AWAITING)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_stall(request: AppRequest, pk: int) -> HttpResponse:
    """The two ready causes with their endings, then the checklist."""
    plan = _plan_or_404(request, pk)
    if not stalling.may_be_checked(plan):
        messages.info(request, str(stalling.NOT_STOPPED))
        return redirect(plan)
    checklist, last = StallChecklist.objects.current(clock.today()), plan.stall_checks.first()
    ready = ReadyForm(request.POST) if "ready" in request.POST and plan.status in CAN_END else None
    if ready and ready.is_valid():
        return _say(request, plan, ready.said(checklist))
    form = StallForm(request.POST if request.method == "POST" else None, plan=plan, checklist=checklist, last=last)
    if form.is_bound and form.is_valid():
        return _say(request, plan, form.said())
    page = {"plan": plan, "form": form, "last": last, "ready": ReadyCause.choices if plan.status in CAN_END else [], "number": uuid.uuid4()}
    return render(request, "actionplans/stall.html", page, status=422 if form.errors else 200)


@require_safe
@rows_decide
def stall_check(request: AppRequest, pk: int) -> HttpResponse:
    """What is in the way, what helps, and how it was the last time."""
    related = StallCheck.objects.with_cause_name().select_related("by", "measure", "checklist")
    check = get_object_or_404(related.filter(plan__in=ActionPlan.objects.visible_to(request.user)), pk=pk)
    plan = _plan_or_404(request, check.plan_id)
    check.plan = plan
    page = {"plan": plan, "page": StallPage.of(check), "help_form": HelpForm(), "may_be_checked": stalling.may_be_checked(plan)}
    return render(request, "actionplans/stall_check.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_help(request: AppRequest, pk: int) -> HttpResponse:
    """Ask the work-environment staff to call."""
    plan = _plan_or_404(request, pk)
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            helping.ask_for_help(plan, by=request.user, now=clock.now(), **form.cleaned_data)
        except IllegalMoveError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("You have asked for help. A colleague from the work-environment staff gets in touch."))
        return redirect(plan)
    return render(request, "actionplans/stall_help.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


def _say(request: AppRequest, plan: ActionPlan, said: stalling.StallSaid) -> HttpResponse:
    """Write it down, and lead on: a ready cause to its ending, any other to what helps."""
    try:
        check = stalling.check(plan, said, by=request.user, now=clock.now())
    except (IllegalMoveError, StaleError) as error:
        messages.warning(request, str(error) or _("Somebody has just changed the plan. Look at it again."))
        return redirect(plan)
    if check.cause == ReadyCause.EVALUATION_PUT_ASIDE:
        return redirect("plan-evaluate", plan.pk)
    if check.cause == ReadyCause.DECIDED_AGAINST:
        return HttpResponseRedirect(f"{reverse('plan-leave', args=[plan.pk])}?code={EndedCode.DECIDED_AGAINST}")
    return redirect("stall-check", check.pk)


def _plan_or_404(request: AppRequest, pk: int) -> ActionPlan:
    """The plan the reader may see, or 404; 403 when it may not be changed by this person."""
    plans = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit", "owner")
    plan: ActionPlan = get_object_or_404(plans, pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan
