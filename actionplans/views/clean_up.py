"""Clean-up mode: the old plans of those who may edit them, one a screen, worked by keyboard."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.evidence import Evidence
from actionplans.forms.clean_up import form_of
from actionplans.models import ActionPlan
from actionplans.models.choices import ASKED_VERDICTS
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.usecases import clean_up, faults
from actionplans.usecases.clean_up import Act, Round
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest

KEPT = "clean-up"
ACTS = ("judge", "leave", "time", "unknown", "skip")
CANNOT = (IllegalMoveError, RefusedError, StaleError, UndoTooLateError)
VERDICTS = [verdict.value for verdict in ASKED_VERDICTS]
SHOWN_PASSED = 50


@dataclass(frozen=True)
class Progress:
    """How far one is."""

    done: int
    left: int
    passed: int
    may_undo: bool

    @property
    def total(self) -> int:
        """Both together."""
        return self.done + self.left

    @classmethod
    def of(cls, walk: Round, waiting: ActionPlanQuerySet) -> "Progress":
        """From what is kept and what waits, which the database counts: of a whole region it is thousands."""
        passed = waiting.filter(pk__in=walk.skipped).count() if walk.skipped else 0
        return cls(len(walk.done), waiting.count(), passed, walk.last is not None)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_clean_up(request: AppRequest) -> HttpResponse:
    """How many old plans wait, and what was done with them today; POST takes those passed over again."""
    today = clock.today()
    walk, waiting = _walk(request, today), clean_up.waiting(request.user, today)
    if request.method == "POST":
        walk.skipped = []
        _keep(request, walk)
    following = clean_up.next_of(waiting, walk)
    if request.method == "POST" and following:
        return redirect("plan-clean-up-plan", following)
    dealt = ActionPlan.objects.visible_to(request.user).filter(pk__in=walk.done).for_rows("ended_reason").order_by("-touched_at", "-pk")
    passed = waiting.filter(pk__in=walk.skipped).select_related("unit")[:SHOWN_PASSED]
    page = {"progress": Progress.of(walk, waiting), "following": following, "dealt": dealt, "passed": passed}
    return render(request, "actionplans/clean_up.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_clean_up_plan(request: AppRequest, pk: int) -> HttpResponse:
    """One old plan; `open` shows the few fields of an act, a POST does it and goes on to the next."""
    plan, today = _plan_or_404(request, pk), clock.today()
    is_post = request.method == "POST"
    act = request.POST.get("act", "") if is_post else request.GET.get("open", "")
    if act not in ACTS or not faults.is_old(plan, today=today):
        if is_post:
            messages.warning(request, _("Somebody has dealt with this plan already."))
            return _on(request, today)
        act = ""
    if is_post and act == "skip":
        walk = _walk(request, today)
        walk.skip(plan.pk)
        _keep(request, walk)
        return _on(request, today)
    verdict = request.GET.get("verdict", "")
    form = form_of(act, request.POST if is_post else None, plan=plan, by=request.user, today=today, verdict=verdict) if act else None
    if is_post and form is not None and form.is_valid():
        try:
            done = _perform(request, plan, act, form, today)
        except CANNOT as error:
            _add(form, error)
        else:
            return _after(request, plan, done, today)
    return _screen(request, plan, act, form, today)


@require_POST
@rows_decide
def plan_clean_up_undo(request: AppRequest) -> HttpResponse:
    """Take the last act back."""
    today = clock.today()
    walk = _walk(request, today)
    if walk.last is None:
        return redirect("plan-clean-up")
    plan = _plan_or_404(request, walk.last.plan_id)
    try:
        clean_up.take_back(plan, walk.last, by=request.user, now=clock.now())
    except CANNOT as error:
        messages.warning(request, str(error) or _("Somebody has just changed the plan. Look at it again."))
        return redirect(plan)
    walk.undid()
    _keep(request, walk)
    messages.success(request, _("Undone. The plan is back where it was."))
    return redirect("plan-clean-up-plan", plan.pk)


def _screen(request: AppRequest, plan: ActionPlan, act: str, form: Form | None, today: date) -> HttpResponse:
    asked = request.POST.get("verdict", "") or request.GET.get("verdict", "")
    judge = form if act == "judge" else form_of("judge", None, plan=plan, by=request.user, today=today, verdict="")
    walk, waiting = _walk(request, today), clean_up.waiting(request.user, today)
    page = {
        "plan": plan, "act": act, "form": form, "judge": judge, "verdict": asked if asked in VERDICTS else "",
        "evidence": Evidence.of(plan), "is_old": faults.is_old(plan, today=today), "progress": Progress.of(walk, waiting),
        "days": (today - plan.expected_closing_on).days if plan.expected_closing_on else 0,
    }  # fmt: skip
    return render(request, "actionplans/clean_up_plan.html", page, status=422 if form and form.errors else 200)


def _perform(request: AppRequest, plan: ActionPlan, act: str, form: Any, today: date) -> Act:
    by, now = request.user, clock.now()
    if act == "leave":
        return clean_up.leave(plan, **form.cleaned_data, by=by, now=now)
    if act == "time":
        return clean_up.go_on(plan, form.answer(), by=by, now=now, today=today)
    return clean_up.judge(plan, form.answer(), by=by, now=now, today=today)


def _after(request: AppRequest, plan: ActionPlan, act: Act, today: date) -> HttpResponse:
    walk = _walk(request, today)
    walk.did(act)
    _keep(request, walk)
    plan.refresh_from_db(fields=["status", "closing_evaluation"])
    came_to = plan.closing_evaluation.get_verdict_display() if plan.closing_evaluation else plan.get_status_display()
    messages.success(request, _("“%(title)s”: %(state)s") % {"title": plan.title, "state": came_to})
    return _on(request, today)


def _on(request: AppRequest, today: date) -> HttpResponse:
    following = clean_up.next_of(clean_up.waiting(request.user, today), _walk(request, today))
    return redirect("plan-clean-up-plan", following) if following else redirect("plan-clean-up")


def _add(form: Form, error: Exception) -> None:
    """At the field it is about, where the form has one."""
    if isinstance(error, RefusedError):
        for name, text in error.faults.items():
            form.add_error(name if name in form.fields else None, text)
    else:
        form.add_error(None, str(error) or _("Somebody has just changed the plan. Look at it again."))


def _plan_or_404(request: AppRequest, pk: int) -> ActionPlan:
    """A published plan that the person may edit; 403 for one that he or she may only read."""
    rows = ActionPlan.objects.visible_to(request.user).published().with_rights_of(request.user)
    plan: ActionPlan = get_object_or_404(rows.select_related("unit", "owner", "theme"), pk=pk)
    if not plan.may_edit:
        raise PermissionDenied
    return plan


def _walk(request: AppRequest, today: date) -> Round:
    return Round.read(request.session.get(KEPT), today)


def _keep(request: AppRequest, walk: Round) -> None:
    request.session[KEPT] = walk.written()
