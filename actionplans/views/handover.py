"""Hand-over cards: all that one may see, one card, and what its receiver does with it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actionplans.errors import RefusedError
from actionplans.hand_overs import CardPage, card_page
from actionplans.models import ActionPlan, HandOver
from actionplans.usecases import handing_over
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest

PER_PAGE = 25


@require_safe
@rows_decide
def hand_over_list(request: AppRequest) -> HttpResponse:
    """The cards that wait, oldest first, and the plans for which nobody could be found."""
    cards = HandOver.objects.visible_to(request.user).waiting().for_rows()
    page = Paginator(cards, PER_PAGE).get_page(request.GET.get("page"))
    orphans = ActionPlan.objects.visible_to(request.user).looked_after_by(request.user).orphaned(clock.today())
    context = {"page": page, "orphans": orphans.for_rows().with_rights_of(request.user).order_by("pk")[:PER_PAGE]}
    return render(request, "actionplans/hand_over_list.html", context)


@require_safe
@rows_decide
def hand_over_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What was left behind, plan by plan; `?find=` looks for people elsewhere."""
    card = _card_or_404(request, pk)
    page = card_page(card, request.user, today=clock.today(), looked_for=request.GET.get("find", ""))
    return render(request, "actionplans/hand_over_detail.html", {"page": page, "card": card})


@require_POST
@rows_decide
def hand_over_take(request: AppRequest, pk: int) -> HttpResponse:
    """Everything that still waits is the receiver's."""
    card = _card_or_404(request, pk)
    if not card.may_take:
        raise PermissionDenied
    number = handing_over.take_over(card, by=request.user, now=clock.now())
    text = ngettext("You have taken %(number)d thing over.", "You have taken %(number)d things over.", number)
    messages.success(request, text % {"number": number} if number else _("There was nothing left to take over."))
    return redirect(card)


@require_POST
@rows_decide
def hand_over_give(request: AppRequest, pk: int) -> HttpResponse:
    """One thing goes to somebody else."""
    card = _card_or_404(request, pk)
    if not card.may_give:
        raise PermissionDenied
    given, today = read_id(request.POST.get("give", "")) or 0, clock.today()
    page = card_page(card, request.user, today=today, looked_for=request.POST.get("find", ""), data=request.POST, given=given)
    thing = next((thing for plan in page.plans for thing in plan.things if thing.item.pk == given), None)
    if thing is None:
        messages.warning(request, _("This is no longer on the card: somebody may have been before you."))
        return redirect(card)
    if not thing.form.is_valid():
        return _refused(request, page)
    try:
        person = thing.form.chosen()
        is_done = handing_over.give(thing.item, to=person, by=request.user, now=clock.now(), today=today)
    except RefusedError as error:
        thing.form.add_error("person", error.faults["person"])
        return _refused(request, page)
    if is_done:
        messages.success(request, _("%(person)s has it now and is told.") % {"person": person})
    return redirect(card)


def _refused(request: AppRequest, page: CardPage) -> HttpResponse:
    context = {"page": page, "card": page.card}
    return render(request, "actionplans/hand_over_detail.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _card_or_404(request: AppRequest, pk: int) -> HandOver:
    cards = HandOver.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit", "left", "to")
    return get_object_or_404(cards, pk=pk)
