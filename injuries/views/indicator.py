"""The regional goal for one level: page and picture."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from injuries.figure_places import Places
from injuries.indicator_page import IndicatorPage
from injuries.indicators import Indicator
from injuries.views.figures import unit_or_403
from orgstructure.access import may, needs
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest


@require_safe
@never_cache
@needs(Perm.RUN_REPORTS)
def injury_indicator(request: AppRequest, pk: int) -> HttpResponse:
    """Accidents with absence among new employees, year by year against the line to 2030."""
    unit = unit_or_403(request, pk)
    indicator = _indicator(request, unit)
    context = {
        "unit": unit,
        "indicator": indicator,
        "page": IndicatorPage(indicator),
        "places": Places.around(unit, request.user, today=clock.today()),
        "may_type": may(request.user, Perm.CONFIGURE, unit.pk, unit.path)
        or may(request.user, Perm.ADMINISTER_INJURIES, unit.pk, unit.path),
    }
    return render(request, "injuries/indicator.html", context)


@require_safe
@never_cache
@needs(Perm.RUN_REPORTS)
def injury_indicator_picture(request: AppRequest, pk: int) -> HttpResponse:
    """Its picture."""
    drawn = IndicatorPage(_indicator(request, unit_or_403(request, pk))).picture()
    if not drawn:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


def _indicator(request: AppRequest, unit: Unit) -> Indicator:
    return Indicator.of(unit, now=clock.now(), today=clock.today(), user=request.user)
