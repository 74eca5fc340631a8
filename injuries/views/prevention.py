"""What the work-environment group reads: the events of its units, and what has been seen before."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionplans.models import Theme
from injuries import following_up, recurrence
from injuries.forms.events import EventFilterForm
from injuries.likeness import Like
from orgstructure.access import needs, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse

PAGE_SIZE = 25


@require_safe
@never_cache
@needs(Perm.VIEW_EVENTS)
def injury_events(request: AppRequest) -> HttpResponse:
    """The events of the reader's units without identity: to follow up first, those that waited longest at the top."""
    events = following_up.events_of(request.user)
    form = EventFilterForm(request.GET, years=following_up.years_of(events))
    wanted = form.wanted()
    chosen = following_up.narrowed(events, **wanted)
    page = Paginator(following_up.in_turn(chosen), PAGE_SIZE).get_page(request.GET.get("page", "1")[:9])
    context = {
        "form": form,
        "page": page,
        "rows": following_up.rows_of(request.user, page.object_list, now=clock.now()),
        "waiting": following_up.waiting(chosen).count(),
        "is_narrowed": any(wanted.values()),
    }
    return render(request, "injuries/events.html", context)


@require_safe
@never_cache
@signed_in_only
def injury_similar(request: AppRequest) -> HttpResponse:
    """What has been seen before of an event that is being reported: `?unit=`, `?kind=`, `?place_kind=`, `?phrase=`."""
    unit = _unit_of(request)
    words = {name: request.GET.get(name, "") for name in ("kind", "place_kind", "phrase")}
    like = Like.given(**words)
    if like is None:
        raise Http404
    seen = recurrence.similar(like, unit, request.user, clock.today())
    return _seen(request, seen)


@require_safe
@never_cache
@signed_in_only
def injury_beside(request: AppRequest) -> HttpResponse:
    """The same beside a plan that is being written: `?unit=` and `?theme=` (its number); without a theme nothing is told."""
    unit = _unit_of(request)
    said = next((text for text in reversed(request.GET.getlist("theme")) if text), "")  # the chosen one stands behind the proposed
    number = read_id(said) or 0
    theme = Theme.objects.in_bulk([number]).get(number)
    seen = recurrence.of_themes([theme.code], unit, request.user, clock.today()) if theme else None
    return _seen(request, seen or recurrence.Seen.hidden(unit), asks_for_theme=theme is None)


def _unit_of(request: AppRequest) -> Unit:
    return get_object_or_404(Unit.objects.existing(clock.today()), pk=read_id(request.GET.get("unit", "")) or 0)


def _seen(request: AppRequest, seen: recurrence.Seen, **more: object) -> HttpResponse:
    """A part of another page, or a page of its own where there is no JavaScript."""
    template = "injuries/_seen_before.html" if request.htmx else "injuries/seen_before.html"
    return render(request, template, {"seen": seen, "months": recurrence.MONTHS_BACK, **more})
