"""Figures of injuries on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.views.figures import figures_asked_for, unit_or_403
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common.http import AppRequest
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.views.documents import asked


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_REPORTS)
def injury_figures_report(request: AppRequest, pk: int) -> HttpResponse:
    """GET shows what it is, POST makes it."""
    unit = unit_or_403(request, pk)
    year = figures_asked_for(request, unit).year
    if request.method == "POST":
        return asked(request, DocumentJob.Kind.INJURIES, {"unit": unit.pk, "year": year})
    words = {"name": unit.name, "year": year}
    back = f"{reverse('injury-figures-unit', args=[unit.pk])}?year={year}"
    context = {"title": _("Figures of injuries %(year)s: %(name)s") % words, "back": back, "injuries_in": str(year)}
    return render(request, "dashboard/document_ask.html", context)
