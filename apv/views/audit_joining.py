"""Which managers and units answer a self-audit together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apv.audit_joinable import MOST, joinable
from apv.audit_opened import Opened
from apv.errors import RefusedError
from apv.models import AuditPlace, SelfAudit
from apv.usecases import auditing
from apv.views.audit_answering import opened_or_404
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse

LONGEST_SEARCH = 100


@require_safe
@rows_decide
def audit_places(request: AppRequest, pk: int) -> HttpResponse:
    """Those who answer together, and a search for more."""
    opened = opened_or_404(request, pk)
    if not opened.answers:
        raise PermissionDenied
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    found = joinable(opened, text) if opened.audit.may_submit else []
    page = {"opened": opened, "audit": opened.audit, "q": text, "found": found[:MOST], "has_more": len(found) > MOST}
    return render(request, "apv/audit/answer_places.html", page)


@require_POST
@rows_decide
def audit_join(request: AppRequest, pk: int) -> HttpResponse:
    """One more place answers together with these."""
    opened, place = _opened_and_place(request, pk)
    try:
        auditing.join(audit=opened.audit, place=place, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("%(place)s answers together with you.") % {"place": auditing.name_of(place)})
    return redirect("audit-places", pk)


@require_POST
@rows_decide
def audit_leave(request: AppRequest, pk: int) -> HttpResponse:
    """One place answers alone again."""
    opened, place = _opened_and_place(request, pk)
    try:
        auditing.leave(audit=opened.audit, place=place, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect("audit-places", pk)
    messages.success(request, _("%(place)s does not answer together with the others any more.") % {"place": auditing.name_of(place)})
    is_seen = SelfAudit.objects.visible_to(request.user).contains(opened.audit)
    return redirect("audit-places", pk) if is_seen else redirect(place.unit)


def _opened_and_place(request: AppRequest, pk: int) -> tuple[Opened, AuditPlace]:
    """Of the same year; only who may send in adds and takes out."""
    opened = opened_or_404(request, pk)
    if not opened.submits:
        raise PermissionDenied
    places = AuditPlace.objects.select_related("unit", "manager")
    return opened, get_object_or_404(places, pk=read_id(request.POST.get("place", "")) or 0, year=opened.audit.year_id)
