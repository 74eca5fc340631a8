"""Where else a plan is shown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.errors import RefusedError
from actionplans.models import ActionPlan
from actionplans.usecases import sharing
from orgstructure.access import rows_decide
from orgstructure.models import Unit
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest

FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_share(request: AppRequest, pk: int) -> HttpResponse:
    """Find a unit by its name and show the plan there as well, or stop showing it."""
    plan: Any = get_object_or_404(ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit"), pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    refused = _act(request, plan) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("plan-share", plan.pk)
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    units = Unit.objects.existing(clock.today()).called(text).named().select_related("parent")[:FOUND] if text.strip() else []
    page = {"plan": plan, "q": text, "found": units, "refused": refused, "shares": plan.shares.current().select_related("unit")}
    return render(request, "actionplans/plan_share.html", page, status=422 if refused else 200)


def _act(request: AppRequest, plan: ActionPlan) -> str:
    """Do what was pressed; a sentence when it cannot be done."""
    if (ending := read_id(request.POST.get("stop", ""))) is not None:
        sharing.stop_showing(plan, ending, by=request.user, now=clock.now())
        messages.success(request, _("The plan is no longer shown there."))
        return ""
    chosen = read_id(request.POST.get("unit", ""))
    unit = Unit.objects.existing(clock.today()).filter(pk=chosen).first() if chosen is not None else None
    if unit is None:
        return _("Find a unit by its name, and press the button beside it.")
    try:
        sharing.show_in(plan, unit, by=request.user, now=clock.now())
    except RefusedError as error:
        return error.faults["unit"]
    messages.success(request, _("The plan is now shown in %(unit)s as well.") % {"unit": unit.name})
    return ""
