"""Figures of injuries of a unit and all below it: choosing the level, page, pictures, spreadsheet."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from injuries.figure_page import InjuryPage
from injuries.figure_places import Places
from injuries.reports.figures import InjuryFigures, Sight, year_choices
from orgstructure.access import may, needs, scope_of
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Perm.RUN_REPORTS)
def injury_figures(request: AppRequest) -> HttpResponse:
    """The levels one may see figures of; with one only, that one at once."""
    tops = Places.tops(request.user, today=clock.today())
    if len(tops) == 1:
        return redirect("injury-figures-unit", tops[0].pk)
    return render(request, "injuries/figures_choose.html", {"tops": tops})


@require_safe
@never_cache
@needs(Perm.RUN_REPORTS)
def injury_figures_unit(request: AppRequest, pk: int) -> HttpResponse:
    """One unit and year."""
    unit = unit_or_403(request, pk)
    figures = figures_asked_for(request, unit)
    places = Places.around(unit, request.user, today=clock.today())
    context = {
        "figures": figures,
        "page": InjuryPage(figures),
        "places": places,
        "years": year_choices(clock.today(), is_exact=figures.is_exact),
        "may_administer": may(request.user, Perm.ADMINISTER_INJURIES, unit.pk, unit.path),
        "rows_url": f"{reverse('injury-events')}?year={figures.year}"
        if figures.is_exact and scope_of(request.user, Perm.VIEW_EVENTS)
        else "",
        "may_configure": bool(scope_of(request.user, Perm.CONFIGURE)),
    }
    return render(request, "injuries/figures.html", context)


@require_safe
@never_cache
@needs(Perm.RUN_REPORTS)
def injury_figures_picture(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """The trend or the causes; never kept by anybody's browser, since it holds what this reader may see."""
    drawn = InjuryPage(figures_asked_for(request, unit_or_403(request, pk))).picture(name)
    if not drawn:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_safe
@never_cache
@needs(Perm.RUN_REPORTS)
def injury_figures_table(request: AppRequest, pk: int) -> FileResponse:
    """The same figures as a spreadsheet."""
    figures = figures_asked_for(request, unit_or_403(request, pk))
    name = safe_file_name(f"{_('figures')}-{figures.year}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_book(InjuryPage(figures).sheets()), content_type=XLSX, headers=headers)


def unit_or_403(request: AppRequest, pk: int) -> Unit:
    """The unit, where the reader may make reports for it."""
    unit = get_object_or_404(Unit, pk=pk)
    if not may(request.user, Perm.RUN_REPORTS, unit.pk, unit.path):
        raise PermissionDenied
    return unit


def figures_asked_for(request: AppRequest, unit: Unit) -> InjuryFigures:
    """Of the year in the address, where this reader may choose it; else of the newest."""
    today = clock.today()
    choices = year_choices(today, is_exact=Sight.of(request.user, unit).is_exact)
    year = read_id(request.GET.get("year", "")) or choices[0]
    return InjuryFigures.of(unit, year if year in choices else choices[0], request.user, now=clock.now(), today=today)
