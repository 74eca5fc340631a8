"""Counts of events shown where another room speaks of the same thing."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionplans.models import Theme
from apv.models import Risk
from injuries import recurrence
from orgstructure.access import signed_in_only
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@never_cache
@signed_in_only
def risk_events(request: AppRequest, pk: int) -> HttpResponse:
    """How often what a risk is about has happened in its unit: events of the themes of its topic, as counts (R50)."""
    risk = get_object_or_404(Risk.objects.select_related("unit"), pk=pk)
    seen = recurrence.of_themes(Theme.codes_of(risk.topic), risk.unit, request.user, clock.today())
    template = "injuries/_seen_before.html" if request.htmx else "injuries/seen_before.html"
    return render(request, template, {"seen": seen, "months": recurrence.MONTHS_BACK})
