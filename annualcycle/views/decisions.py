"""One decision: what became of it, made a goal, put in the year wheel, handed to those below, and what they answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annualcycle.decision_page import DecisionPage
from annualcycle.errors import NotNowError, RefusedError
from annualcycle.forms.decisions import AnswerForm, HandForm
from annualcycle.goal_page import may_set_goals
from annualcycle.models import Decision, HandedDecision
from annualcycle.usecases import decisions as usecases
from annualcycle.usecases import handing
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

FORM = ["GET", "HEAD", "POST"]


@require_safe
@rows_decide
def decision_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Who does it by when, and what became of it."""
    return _page(request, _decision_or_404(request, pk))


@require_http_methods(FORM)
@rows_decide
def decision_hand(request: AppRequest, pk: int) -> HttpResponse:
    """Hand it to committees and groups below."""
    decision = _decision_to_run(request, pk)
    page = DecisionPage.of(decision, request.user, today=clock.today())
    form = HandForm(request.POST if request.method == "POST" else None, choices=[one.pk for one in page.to_hand])
    if form.is_bound and form.is_valid():
        try:
            count = handing.hand_down(decision=decision, committees=form.cleaned_data["committees"], by=request.user, now=clock.now())
        except NotNowError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("It is handed to %(count)s committee or group.", "It is handed to %(count)s committees and groups.", count)
            messages.success(request, said % {"count": count})
            return redirect("decision-detail", decision.pk)
    return _form_page(request, form, decision, title=_("Hand the decision on"), back=reverse("decision-detail", args=[pk]))


@require_POST
@rows_decide
def decision_goal(request: AppRequest, pk: int) -> HttpResponse:
    """Make it a proposed goal, to be written on."""
    goal = usecases.make_goal(decision=_decision_to_run(request, pk), by=request.user, now=clock.now())
    messages.success(request, _("The goal is proposed with the words of the decision. It counts once it is adopted."))
    return redirect(goal)


@require_POST
@rows_decide
def decision_wheel(request: AppRequest, pk: int) -> HttpResponse:
    """Put it in the year wheel."""
    decision = _decision_to_run(request, pk)
    try:
        activity = usecases.put_in_wheel(decision=decision, by=request.user, now=clock.now())
    except NotNowError as error:
        messages.warning(request, str(error))
        return redirect("decision-detail", decision.pk)
    messages.success(request, _("It stands in the year wheel on the day it is to be done."))
    return redirect("wheel-edit", activity.pk)


@require_http_methods(FORM)
@rows_decide
def handed_answer(request: AppRequest, pk: int) -> HttpResponse:
    """Why no plan is made of what was handed to us."""
    handed = get_object_or_404(HandedDecision.objects.filter(handing.OUT, handing.OPEN).select_related("committee"), pk=pk)
    if not may_set_goals(request.user, handed.committee, clock.today()):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = _("Your answer is kept; the committee that decided it reads it.")
        return _done(request, _answer(handed, request, form), said, "meeting-committee", handed.committee_id)
    decision, back = _decision_or_404(request, handed.decision_id), reverse("meeting-committee", args=[handed.committee_id])
    return _form_page(request, form, decision, title=_("No plan is made of it here"), back=back)


@require_POST
@rows_decide
def handed_take_back(request: AppRequest, pk: int) -> HttpResponse:
    """Not handed to them after all."""
    handed = get_object_or_404(HandedDecision, pk=pk)
    decision = _decision_to_run(request, handed.decision_id)
    return _done(request, lambda: handing.take_back(handed=handed), _("It is taken back."), "decision-detail", decision.pk)


def _answer(handed: HandedDecision, request: AppRequest, form: AnswerForm) -> Callable[[], None]:
    because = form.cleaned_data["because"]
    return lambda: handing.answer(handed=handed, because=because, by=request.user, now=clock.now())


def _done(request: AppRequest, perform: Callable[[], object], said: str, route: str, pk: int) -> HttpResponse:
    try:
        perform()
    except (NotNowError, RefusedError) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect(route, pk)


def _page(request: AppRequest, decision: Decision) -> HttpResponse:
    page = DecisionPage.of(decision, request.user, today=clock.today())
    return render(request, "annualcycle/decision_detail.html", {"page": page, "decision": decision})


def _form_page(request: AppRequest, form: Form, decision: Decision, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "decision": decision, "title": title, "back": back}
    return render(request, "annualcycle/decision_form.html", context, status=422 if form.errors else 200)


def _decision_or_404(request: AppRequest, pk: int) -> Decision:
    rows = usecases.with_places(usecases.seen_by(request.user, clock.today())).select_related("activity")
    return get_object_or_404(rows, pk=pk)


def _decision_to_run(request: AppRequest, pk: int) -> Decision:
    decision = _decision_or_404(request, pk)
    if not may_set_goals(request.user, usecases.place_of(decision), clock.today()):
        raise PermissionDenied
    return decision
