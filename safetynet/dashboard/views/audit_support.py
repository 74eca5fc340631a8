"""Where the data point to help, apart from those who asked for it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplans.errors import IllegalMoveError
from actionplans.models import ActionPlan
from actionplans.usecases.helping import offer_help
from orgstructure.access import may, needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.dashboard.audit_support import SupportPage


@require_safe
@never_cache
@needs(Perm.RUN_AUDITS)
def audit_support(request: AppRequest) -> HttpResponse:
    """Gaps two years running, overdue actions, many injuries: by unit, in the order of the organisation."""
    page = SupportPage.of(request.user, request.GET.dict(), today=clock.today())
    return render(request, "dashboard/audit_support.html", {"support": page})


@require_POST
@needs(Perm.OFFER_HELP)
def audit_support_offer(request: AppRequest, pk: int) -> HttpResponse:
    """Help is offered for the plan, as the ladder by help does: the next page notes the call."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not may(request.user, Perm.OFFER_HELP, plan.unit_id, plan.unit.path):
        raise PermissionDenied
    try:
        offered = offer_help(plan, now=clock.now())
    except IllegalMoveError as error:
        messages.warning(request, str(error))
        return redirect("audit-support")
    return redirect("help-offer-answer", offered.pk)
