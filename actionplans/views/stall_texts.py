"""Settings: the words of the stall checklist."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.errors import StaleError
from actionplans.forms.stall_texts import StallPointForm
from actionplans.models import StallChecklist, StallPoint
from actionplans.usecases.stall_texts import reword
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@needs(Perm.CONFIGURE)
def stall_checklist(request: AppRequest) -> HttpResponse:
    """The eleven points as they stand, each with the way to its words."""
    checklist = StallChecklist.objects.select_related("made_by").latest("version")
    return render(request, "actionplans/stall_checklist.html", {"checklist": checklist, "points": checklist.points.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.CONFIGURE)
def stall_point_edit(request: AppRequest, pk: int) -> HttpResponse:
    """The words of one point; an address of an older version leads to the point as it is now."""
    point = _as_it_is_now(pk)
    form = StallPointForm(request.POST if request.method == "POST" else None, point=point)
    refused = ""
    if form.is_bound and form.is_valid():
        try:
            reword(form.shown, form.texts, by=request.user, now=clock.now(), today=clock.today())
        except StaleError:
            refused = _("Somebody has just changed the checklist. Your words stand here still: open the point anew, and compare.")
        else:
            messages.success(request, _("Saved. From now on the checklist asks like this; what was answered before keeps its question."))
            return redirect("stall-point-list")
    page = {"point": point, "form": form, "refused": refused}
    return render(request, "actionplans/stall_point_edit.html", page, status=409 if refused else 422 if form.errors else 200)


def _as_it_is_now(pk: int) -> StallPoint:
    named = StallPoint.objects.filter(pk=pk).first()
    latest = StallChecklist.objects.latest("version")
    point = latest.points.filter(code=named.code).first() if named else None
    if point is None:
        raise Http404
    return point
