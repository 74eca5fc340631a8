"""Where help is needed, at every level."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.kept_pages import PageShelf
from actionplans.reports.need import NeedMap, UnitInNeed, units_in_need
from orgstructure.access import signed_in_only
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.need_page import KINDS, SORTS, NeedPage

ON_A_PAGE = 25


@require_safe
@signed_in_only
def overview_unit_need(request: AppRequest, pk: int) -> HttpResponse:
    """In a unit and all below it."""
    return _page(request, Level.of_unit(get_object_or_404(Unit, pk=pk), clock.today()))


@require_safe
@signed_in_only
def overview_committee_need(request: AppRequest, pk: int) -> HttpResponse:
    """In what a committee and those below it cover."""
    try:
        level = Level.of_committee(pk, clock.today())
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return _page(request, level)


def _page(request: AppRequest, level: Level) -> HttpResponse:
    """`show`, `sort`, `by` and `themes` of the address; a word not known is the usual one.

    A committee with none below has a line for each unit.
    """
    today = clock.today()
    kind, sort = (_one_of(request.GET.get(word), choices) for word, choices in (("show", KINDS), ("sort", SORTS)))
    page: Page[dict[str, Any]] | None = None
    by_units = request.GET.get("by") == "units" or (level.committee is not None and not level.parts)
    if by_units:
        page = Paginator(units_in_need(level.area, today, kind=kind, sort=sort), ON_A_PAGE).get_page(request.GET.get("page"))
        found = NeedMap.of_units(level, kind, [UnitInNeed.of(row) for row in page], today)
    else:
        found = NeedMap.of_parts(level, kind, sort, today)
    context = {
        "level": level,
        "shelf": PageShelf.of(request.user, clock.today(), request.get_full_path()),
        "page": page,
        "need": NeedPage(found, today=today, all_themes=request.GET.get("themes") == "all"),
        "kind": kind,
        "sort": sort,
        "kinds": KINDS,
        "sorts": SORTS,
    }
    return render(request, "dashboard/need.html", context)


def _one_of(said: str | None, choices: tuple[tuple[str, object], ...]) -> str:
    return next((code for code, _label in choices if code == said), choices[0][0])
