"""Pages about how a plan ended: confirmed by a second person, marked by the representative, looked at again later."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.forms.endings import ConfirmForm, EndingRuleForm, HoldCheckForm, MarkForm
from actionplans.history import last_move_sentence
from actionplans.models import ActionPlan, EndingRule, HoldCheck, HoldStep, MarkAnswer
from actionplans.usecases import endings
from orgstructure.access import may, needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest

CANNOT = (IllegalMoveError, RefusedError, StaleError, UndoTooLateError)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_confirm(request: AppRequest, pk: int) -> HttpResponse:
    """The second person says whether the verdict of a serious plan stands."""
    plan = _plan_or_404(request, pk)
    if plan.confirm_by_id and plan.confirmed_at is not None:
        return _not_now(request, plan)
    _require(plan, "may_confirm")
    form = ConfirmForm(request.POST or None, answer=request.GET.get("answer", ""))
    page = {"plan": plan, "form": form, "verdict": plan.closing_evaluation}
    if request.method == "POST" and form.is_valid():
        try:
            return _spoken(request, plan, form)
        except CANNOT as error:
            return render(request, "actionplans/confirm.html", page | {"refused": _too_late(plan, error)}, status=409)
    return render(request, "actionplans/confirm.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def plan_unconfirm(request: AppRequest, pk: int) -> HttpResponse:
    """Take one's own confirmation back within seven days."""
    plan = _plan_or_404(request, pk)
    if plan.confirmed_by_id != request.user.pk:
        raise PermissionDenied
    try:
        endings.unconfirm(plan, by=request.user, now=clock.now())
        messages.success(request, _("Taken back. The verdict awaits a confirmation again."))
    except CANNOT as error:
        messages.warning(request, _too_late(plan, error))
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_hold_check(request: AppRequest, pk: int) -> HttpResponse:
    """Some time after a serious plan was closed: whether it still works."""
    plan, today = _plan_or_404(request, pk), clock.today()
    _require(plan, "may_edit")
    form = HoldCheckForm(request.POST or None, plan=plan, today=today)
    page = {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            return _held(request, plan, endings.check_hold(plan, form.said(), by=request.user, now=clock.now(), today=today))
        except CANNOT as error:
            return render(request, "actionplans/hold_check.html", page | {"refused": _too_late(plan, error)}, status=409)
    if request.method != "POST" and (plan.hold_check_on is None or plan.hold_check_on > today + endings.ASKED_AHEAD):
        return _not_now(request, plan)
    return render(request, "actionplans/hold_check.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_mark(request: AppRequest, pk: int) -> HttpResponse:
    """The representative's own view, beside the verdict that closed the plan."""
    plan = _plan_or_404(request, pk)
    _require(plan, "may_mark")
    verdict = plan.closing_evaluation
    if verdict is None:
        return _not_now(request, plan)
    own = verdict.marks.filter(by=request.user).first()
    form = MarkForm(request.POST or None, initial={"answer": own.answer, "words": own.words} if own else None)
    if request.method == "POST" and form.is_valid():
        answer, words = MarkAnswer(form.cleaned_data["answer"]), form.cleaned_data["words"]
        endings.mark(verdict, answer=answer, words=words, by=request.user, now=clock.now())
        messages.success(request, _("Your own view stands beside the verdict now."))
        return HttpResponseRedirect(f"{plan.get_absolute_url()}#evaluations")
    page = {"plan": plan, "form": form, "verdict": verdict}
    return render(request, "actionplans/mark.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Perm.CONFIGURE)
def ending_settings(request: AppRequest) -> HttpResponse:
    """From which risk a plan is serious, and when it is looked at again."""
    rule = EndingRule.current()
    now = {"serious_from": rule.serious_from, "hold_check_months": rule.hold_check_months}
    form = EndingRuleForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        endings.set_rule(**form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect("ending-settings")
    return render(request, "actionplans/ending_settings.html", {"form": form})


def _plan_or_404(request: AppRequest, pk: int) -> ActionPlan:
    """The plan the reader may see, with what the reader has to do with its ending."""
    seen = ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).with_ending_for(request.user, clock.today())
    plan: ActionPlan = get_object_or_404(seen.select_related("unit", "owner", "closing_evaluation__by"), pk=pk)
    return plan


def _require(plan: ActionPlan, right: str) -> None:
    if not getattr(plan, right):
        raise PermissionDenied


def _spoken(request: AppRequest, plan: ActionPlan, form: ConfirmForm) -> HttpResponse:
    words = form.cleaned_data["words"]
    if form.agrees:
        endings.confirm(plan, words=words, by=request.user, now=clock.now())
        messages.success(request, _("Thank you. The verdict is confirmed, and the plan stays closed."))
    else:
        endings.disagree(plan, words=words, by=request.user, now=clock.now(), today=clock.today())
        messages.success(request, _("Noted. The plan awaits its evaluation again, and your words stand in its history. Talk about it."))
    return redirect(plan)


def _held(request: AppRequest, plan: ActionPlan, check: HoldCheck) -> HttpResponse:
    """Say what happened, and lead on to what comes next."""
    if check.next_step == HoldStep.NEW_PLAN and may(request.user, Perm.EDIT_PLANS, plan.unit_id, plan.unit.path):
        messages.success(request, _("Noted. Here is a new plan that carries on from this one."))
        return HttpResponseRedirect(f"{reverse('plan-new')}?unit={plan.unit_id}&follows={plan.pk}")
    if check.next_step == HoldStep.REOPEN:
        messages.success(request, _("The plan is in progress again. Now change the measures."))
        return redirect("plan-edit", plan.pk)
    messages.success(request, _("Noted. Thank you for looking again."))
    return redirect(plan)


def _too_late(plan: ActionPlan, error: Exception) -> str:
    """What went wrong, and who was there before."""
    said = str(error) or _("Somebody has just changed the plan. Look at it again.")
    return f"{said} {last_move_sentence(plan)}".strip()


def _not_now(request: AppRequest, plan: ActionPlan) -> HttpResponse:
    messages.info(request, _("That is not possible where the plan is now. %(last)s") % {"last": last_move_sentence(plan)})
    return redirect(plan)
