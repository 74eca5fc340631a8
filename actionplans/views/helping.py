"""Pages of the ladder by help: offers that wait for the staff, what a committee has said, and the ladder itself."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.errors import IllegalMoveError, StaleError
from actionplans.forms.help import AskCommitteeForm, HelpAnswerForm, HelpStepsForm, TakenUpForm
from actionplans.models import ActionPlan, HelpRequest, HelpStep
from actionplans.usecases import helping
from actionplans.usecases.delays import may_give_more
from actionplans.usecases.settings import change_ladder
from orgstructure.access import needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

ON_A_PAGE = 25


@require_safe
@needs(Perm.OFFER_HELP)
def help_offer_list(request: AppRequest) -> HttpResponse:
    """Where help is asked for or offered and nobody has called yet, the longest waiting first."""
    waiting = HelpRequest.objects.open().visible_to(request.user).for_page().order_by("at", "pk")
    return render(request, "actionplans/help_offers.html", {"page": Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page"))})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.OFFER_HELP)
def help_offer_answer(request: AppRequest, pk: int) -> HttpResponse:
    """“I have called, we talk on…”: a note on the plan, and the request is off the list."""
    asked = get_object_or_404(HelpRequest.objects.visible_to(request.user).for_page(), pk=pk)
    if asked.answered_at is not None:
        messages.info(request, _("%(person)s has answered this already.") % {"person": asked.answered_by})
        return redirect("help-offer-list")
    form = HelpAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if _done(request, lambda: helping.answer_help(asked, by=request.user, now=clock.now(), **form.cleaned_data)):
            messages.success(request, _("Your note stands on the plan, and its owner can read it."))
        return redirect("help-offer-list")
    page = {"asked": asked, "plan": asked.plan, "form": form}
    return render(request, "actionplans/help_answer.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_taken_up(request: AppRequest, pk: int) -> HttpResponse:
    """The committee has talked about the plan: what it said becomes a note, and the plan leaves the list."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not may_give_more(plan, request.user, today=clock.today()):
        raise PermissionDenied
    form = TakenUpForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and plan.is_open:
        if _done(request, lambda: helping.take_up(plan, by=request.user, now=clock.now(), **form.cleaned_data)):
            messages.success(request, _("Noted. The plan is no longer on the committee's list."))
        return redirect(plan)
    if not plan.is_open:
        messages.info(request, _("The plan has ended, so it is no longer on the list."))
        return redirect(plan)
    return render(request, "actionplans/taken_up.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_ask_committee(request: AppRequest, pk: int) -> HttpResponse:
    """Who works with the plan asks the committee to talk about it."""
    plans = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit")
    plan = get_object_or_404(plans, pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    form = AskCommitteeForm(request.POST if request.method == "POST" else None)
    if not plan.is_open:
        messages.info(request, _("The plan has ended, so it is no longer on the list."))
        return redirect(plan)
    if form.is_bound and form.is_valid():
        if _done(request, lambda: helping.ask_committee(plan, by=request.user, now=clock.now(), **form.cleaned_data)):
            messages.success(request, _("The plan is on the committee's list."))
        return redirect(plan)
    return render(request, "actionplans/ask_committee.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def help_steps(request: AppRequest) -> HttpResponse:
    """The ladder: its days, its steps, its words."""
    form = HelpStepsForm(request.POST if request.method == "POST" else None, steps=HelpStep.objects.all().in_order())
    if form.is_bound and form.is_valid():
        change_ladder(form.ladder())
        messages.success(request, _("The changes are saved."))
        return redirect("help-steps")
    return render(request, "actionplans/help_steps.html", {"form": form}, status=422 if form.errors else 200)


def _done(request: AppRequest, act: Callable[[], bool | None]) -> bool:
    """Act; when somebody was before, say so and leave the plan as it is."""
    try:
        return act() is not False
    except (IllegalMoveError, StaleError) as error:
        messages.warning(request, str(error) or _("Somebody has just changed the plan. Look at it again."))
        return False
