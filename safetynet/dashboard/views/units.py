"""A unit's page, and the way to it by name."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annualcycle.usecases.talks import may_run
from injuries.reports.reactions import ReactionsOf
from orgstructure.access import may, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from orgstructure.rights import may_read_rights_in
from orgstructure.unit_search import units_called
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.apv_waits import waiting_at
from safetynet.dashboard.audit_waits import audit_line
from safetynet.dashboard.said_page import said_page
from safetynet.dashboard.unit_page import unit_page


@require_safe
@signed_in_only
def unit_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Who is who here, what is open, and what came of it."""
    unit = get_object_or_404(Unit.objects.select_related("manager"), pk=pk)
    today = clock.today()
    page = unit_page(unit, request.user, today=today)
    context = {
        "page": page,
        "unit": unit,
        "sees_rights": may_read_rights_in(unit, request.user),
        "runs_status": not page.is_closed and may_run(request.user, unit, today),
        "lifted": waiting_at(unit, request.user, today=today),
        "audit": audit_line(unit, request.user),
        "reactions": ReactionsOf.below(unit, today),
        "may_keep_reactions": may(request.user, Perm.KEEP_REACTIONS, unit.pk, unit.path),
    }
    return render(request, "dashboard/unit_detail.html", context)


@require_safe
@signed_in_only
def unit_said(request: AppRequest, pk: int) -> HttpResponse:
    """What was said, what was done, whether it helped: for everybody who works here."""
    unit = get_object_or_404(Unit, pk=pk)
    today = clock.today()
    page = said_page(unit, request.user, today=today)
    trail = [(one.name, one.get_absolute_url()) for one in (*page.above, unit)]
    return render(request, "dashboard/unit_said.html", {"page": page, "unit": unit, "trail": trail, "today": today})


@require_safe
@signed_in_only
def unit_search(request: AppRequest) -> HttpResponse:
    """Units by name; a fragment for a field that asks as one types, a page otherwise."""
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    is_page = not request.htmx or request.htmx.history_restore_request
    found = units_called(text, today=clock.today())
    return render(request, "dashboard/unit_search.html" if is_page else "dashboard/_unit_results.html", {"q": text, "found": found})
