"""Choosing the order of a level's open plans: with buttons, by keyboard, or by dragging where JavaScript runs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplans.errors import StaleError
from actionplans.usecases.ordering import ORDERED_AT_ONCE, plans_to_order, put_in_order
from orgstructure.access import may, needs
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.forms.order import OrderForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.PRIORITISE_PLANS)
def plan_order(request: AppRequest, pk: int) -> HttpResponse:
    """The open plans of a unit and below, to be put in order."""
    unit = get_object_or_404(Unit, pk=pk)
    if not may(request.user, Perm.PRIORITISE_PLANS, unit.pk, unit.path):
        raise PermissionDenied
    if request.method == "POST":
        return _saved(request, unit)
    plans = plans_to_order(unit, by=request.user)
    return render(request, "dashboard/plan_order.html", {"unit": unit, "plans": plans, "limit": ORDERED_AT_ONCE})


def _saved(request: AppRequest, unit: Unit) -> HttpResponse:
    form = OrderForm(request.POST)
    here = reverse("plan-order", args=[unit.pk])
    if not form.is_valid():
        messages.error(request, _("The order could not be read. Load the page again and try once more."))
        return redirect(here)
    said = form.cleaned_data
    try:
        put_in_order(unit, said["order"], seen=said["seen"], by=request.user, now=clock.now())
    except StaleError:
        messages.error(
            request,
            _("Somebody has changed the order or the plans in the meantime. This is how they stand now; nothing of yours was saved."),
        )
        return redirect(here)
    messages.success(request, _("The order is saved."))
    return redirect(f"{here}#plan-{said['move'].partition(':')[2]}" if ":" in said["move"] else here)
