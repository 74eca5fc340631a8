"""The gaps of a level: part of the statutory overview, so every employee reads them (R9). Acting is another page's right."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from orgstructure.access import may, scope_of, signed_in_only
from orgstructure.gap_facts import GapScope, everything, of_committee, of_unit
from orgstructure.gaps import GapKind, by_kind, count_gaps, gaps_of, gaps_of_actor
from orgstructure.models import Committee, Unit
from orgstructure.permissions import Perm
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


@require_safe
@signed_in_only
@vary_on_headers("HX-Request")
def gap_number_unit(request: AppRequest, pk: int) -> HttpResponse:
    """How many, for the unit's page and overview, which do not wait for it."""
    unit = get_object_or_404(Unit, pk=pk)
    return _number(request, of_unit(unit)) if request.htmx else redirect("gap-list-unit", unit.pk)


@require_safe
@signed_in_only
@vary_on_headers("HX-Request")
def gap_number_committee(request: AppRequest, pk: int) -> HttpResponse:
    """The same for a committee and those below it."""
    committee = get_object_or_404(Committee, pk=pk)
    return _number(request, of_committee(committee.path)) if request.htmx else redirect("gap-list-committee", committee.pk)


@require_safe
@signed_in_only
@vary_on_headers("HX-Request")
def gap_card(request: AppRequest) -> HttpResponse:
    """The start page's card for whoever keeps the whole region: read after the page, since it takes the whole organisation."""
    if not request.htmx:
        return redirect("gap-list")
    keeps_all = scope_of(request.user, Perm.KEEP_ORGANISATION).reaches_all
    gaps = gaps_of_actor(request.user, everything(), clock.today()) if keeps_all else []
    return render(request, "orgstructure/_gaps_card.html", {"gaps": gaps})


def _number(request: AppRequest, scope: GapScope) -> HttpResponse:
    number = sum(count_gaps(scope, clock.today()).values())
    return render(request, "orgstructure/_gap_number.html", {"number": number})


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
    user = request.user
    context["may_act"] = bool(mine) or any(scope_of(user, perm) for perm in (Perm.KEEP_ORGANISATION, Perm.CONFIGURE, Perm.APPOINT))
    context["keeps_unit"] = isinstance(place, Unit) and may(user, Perm.KEEP_ORGANISATION, place.pk, place.path)
    context |= {"total": len(gaps), "mine": len(mine), "most": SHOWN_OF_A_KIND}
    return render(request, "orgstructure/gap_list.html", context)
