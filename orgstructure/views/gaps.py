"""The gaps of a level: part of the statutory overview, so every employee reads them (R9). Acting is another page's right."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from orgstructure.access import signed_in_only
from orgstructure.gap_facts import GapScope, everything, of_committee, of_unit
from orgstructure.gaps import GapKind, by_kind, gaps_of
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.http import AppRequest

SHOWN_OF_A_KIND = 100


@require_safe
@signed_in_only
def gap_list(request: AppRequest) -> HttpResponse:
    """Of the whole organisation."""
    return _page(request, everything(), None)


@require_safe
@signed_in_only
def gap_list_unit(request: AppRequest, pk: int) -> HttpResponse:
    """Of a unit and all below it."""
    unit = get_object_or_404(Unit, pk=pk)
    return _page(request, of_unit(unit), unit)


@require_safe
@signed_in_only
def gap_list_committee(request: AppRequest, pk: int) -> HttpResponse:
    """Of a committee and those below it."""
    committee = get_object_or_404(Committee, pk=pk)
    return _page(request, of_committee(committee.path), committee)


def _page(request: AppRequest, scope: GapScope, place: Unit | Committee | None) -> HttpResponse:
    gaps = gaps_of(scope, clock.today())
    is_mine = request.GET.get("mine") == "1"
    mine = [gap for gap in gaps if gap.actor_id == request.user.pk]
    counts = [(kind, len(some)) for kind, some in by_kind(mine if is_mine else gaps)]
    chosen = request.GET.get("kind", "")
    kinds = [chosen] if chosen in GapKind else list(GapKind)
    shown = [(kind, some[:SHOWN_OF_A_KIND], len(some)) for kind, some in by_kind(mine if is_mine else gaps) if kind in kinds]
    context: dict[str, object] = {
        "place": place,
        "counts": counts,
        "shown": shown,
        "chosen": chosen if chosen in GapKind else "",
        "is_mine": is_mine,
    }
    context |= {"total": len(gaps), "mine": len(mine), "most": SHOWN_OF_A_KIND}
    return render(request, "orgstructure/gap_list.html", context)
