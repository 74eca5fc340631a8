"""Pages and buttons of a published plan's life. Each fetches the plan through `visible_to` and makes one call."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans import patterns
from actionplans.errors import IllegalMoveError, RefusedError, StaleError, UndoTooLateError
from actionplans.forms.life import EvaluationForm, ExtendForm, LeaveForm, NoteForm, PostponeForm, ReopenForm, ReviewDateForm, ReviewForm
from actionplans.history import history_of, last_move_sentence
from actionplans.models import ActionPlan, EffectEvaluation, NextStep, Status
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.proportion import needs_of
from actionplans.sentences import follow_up_sentence
from actionplans.usecases import life
from actionplans.usecases.delays import may_give_more
from orgstructure.access import may, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest

CANNOT = (IllegalMoveError, RefusedError, StaleError, UndoTooLateError)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_evaluate(request: AppRequest, pk: int) -> HttpResponse:
    """The verdict: one choice, perhaps a sentence, and the plan is closed."""
    plan = _plan_or_404(request, pk, "may_evaluate")
    today = clock.today()
    form = EvaluationForm(request.POST or None, plan=plan, today=today, verdict=request.GET.get("verdict", ""))
    page = {"plan": plan, "form": form, "sentence": follow_up_sentence(plan), "may_leave": getattr(plan, "may_edit", False)}
    page |= {"needs": needs_of(plan)}
    if request.method == "POST" and form.is_valid():
        if note := _note_before_saving(request, plan, form):
            return render(request, "actionplans/evaluate.html", page | {"notes": [note], "is_noted": True})
        try:
            evaluation = life.evaluate(plan, form.answer(), by=request.user, now=clock.now(), today=today)
        except CANNOT as error:
            return render(request, "actionplans/evaluate.html", page | {"refused": _too_late(plan, error)}, status=409)
        return _after_verdict(request, plan, evaluation)
    if request.method == "GET" and plan.status not in (Status.ACTIVE, Status.AWAITING):
        return _not_now(request, plan)
    page |= {"notes": patterns.notes_for(request.user, today=today, now=clock.now())}
    return render(request, "actionplans/evaluate.html", page, status=422 if form.errors else 200)


def _note_before_saving(request: AppRequest, plan: ActionPlan, form: EvaluationForm) -> str:
    """Shown once: the second press saves."""
    return "" if "noted" in request.POST else patterns.note_on_words(request.user, plan, form.cleaned_data["wanted_effects"])


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_carry_out(request: AppRequest, pk: int) -> HttpResponse:
    """“Yes, it is carried out”; when the effect is due, straight on to the verdict. GET asks first."""
    plan = _plan_or_404(request, pk, "may_edit")
    today = clock.today()
    if request.method != "POST":
        return _not_now(request, plan) if not plan.can("carry_out") else render(request, "actionplans/moves/carry_out.html", {"plan": plan})
    if not _done(request, plan, lambda: life.carry_out(plan, by=request.user, now=clock.now(), today=today)):
        return redirect(plan)
    if plan.evaluate_on and plan.evaluate_on <= today:
        return redirect("plan-evaluate", pk)
    day = date_format(plan.evaluate_on or today, "DATE_FORMAT")
    messages.success(request, _("Well done. The plan now waits for %(day)s, when you look at whether it helped.") % {"day": day})
    return redirect(plan)


@require_POST
@rows_decide
def plan_adjust(request: AppRequest, pk: int) -> HttpResponse:
    """“Not carried out after all”: back into progress."""
    plan = _plan_or_404(request, pk, "may_edit")
    if _done(request, plan, lambda: life.adjust(plan, by=request.user, now=clock.now())):
        messages.success(request, _("The plan is in progress again."))
    return redirect(plan)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_leave(request: AppRequest, pk: int) -> HttpResponse:
    """End the plan without carrying it out: a reason, and no shame."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = LeaveForm(request.POST or None, code=request.GET.get("code", ""))
    return _form_page(
        request, plan, form, "leave",
        lambda: life.leave(plan, by=request.user, now=clock.now(), **form.cleaned_data),
        _("The plan is ended as not carried out. You can undo it for seven days."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_extend(request: AppRequest, pk: int) -> HttpResponse:
    """More time, with a reason: who may edit the plan, within limits, and who decides above its unit."""
    plan = _plan_or_404(request, pk)
    if not (getattr(plan, "may_edit", False) or may_give_more(plan, request.user, today=clock.today())):
        raise PermissionDenied
    form = ExtendForm(request.POST or None, plan=plan, by=request.user, today=clock.today())

    def act() -> None:
        give = life.snooze if form.is_snooze else life.extend
        give(plan, by=request.user, now=clock.now(), today=clock.today(), **form.answer())

    return _form_page(request, plan, form, "extend", act, _("The plan has got more time."))


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_postpone(request: AppRequest, pk: int) -> HttpResponse:
    """“Not yet”: a new date for the measures; the plan's own date stays."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = PostponeForm(request.POST or None, plan=plan, today=clock.today())
    return _form_page(
        request, plan, form, "postpone",
        lambda: life.postpone(plan, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data),
        _("You will be asked again then."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_standing(request: AppRequest, pk: int) -> HttpResponse:
    """A condition that does not end: looked at every year instead."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = ReviewDateForm(request.POST or None, today=clock.today())
    return _form_page(
        request, plan, form, "make_standing",
        lambda: life.make_standing(plan, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data),
        _("The plan is standing now, and you are asked to look at it once a year."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_review(request: AppRequest, pk: int) -> HttpResponse:
    """The yearly look at a standing plan."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = ReviewForm(request.POST or None, today=clock.today())

    def act() -> None:
        note, day = form.cleaned_data["reason"], form.cleaned_data["review_on"]
        life.review(plan, note=note, next_review_on=day, by=request.user, now=clock.now(), today=clock.today())

    return _form_page(request, plan, form, "review", act, _("Noted. The plan goes on."))


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_reopen(request: AppRequest, pk: int) -> HttpResponse:
    """Take an ended plan up again."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = ReopenForm(request.POST or None, plan=plan, today=clock.today())
    return _form_page(
        request, plan, form, "reopen",
        lambda: life.reopen(plan, by=request.user, now=clock.now(), today=clock.today(), **form.cleaned_data),
        _("The plan is in progress again."),
    )  # fmt: skip


@require_POST
@rows_decide
def plan_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Take an ending back within seven days; who evaluated may take the verdict back."""
    plan = _plan_or_404(request, pk, "may_evaluate")
    if plan.status != Status.CLOSED and not getattr(plan, "may_edit", False):
        raise PermissionDenied
    if _done(request, plan, lambda: life.undo(plan, by=request.user, now=clock.now())):
        messages.success(request, _("Undone. The plan is back where it was."))
    return redirect(plan)


@require_POST
@rows_decide
def plan_follow(request: AppRequest, pk: int) -> HttpResponse:
    """Follow the plan, or stop; any reader may."""
    plan = _plan_or_404(request, pk)
    if "stop" in request.POST:
        life.unfollow(plan, by=request.user)
        messages.info(request, _("You no longer follow the plan."))
    elif _done(request, plan, lambda: life.follow(plan, by=request.user, now=clock.now())):
        messages.success(request, _("You follow the plan: you hear of new dates and of whether it helped, in your weekly mail."))
    return redirect(plan)


@require_POST
@rows_decide
def plan_note(request: AppRequest, pk: int) -> HttpResponse:
    """Add a note; what is refused is shown again with its error."""
    plan = _plan_or_404(request, pk, "may_edit")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "actionplans/note.html", {"plan": plan, "form": form}, status=422)
    given = form.cleaned_data
    if _done(request, plan, lambda: life.add_note(plan, by=request.user, now=clock.now(), **given)):
        messages.success(request, _("The note is saved."))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#notes")


@require_POST
@rows_decide
def measure_done(request: AppRequest, pk: int) -> HttpResponse:
    """One measure is done, or not after all; the person responsible for it may say so, too."""
    plan = get_object_or_404(_plans(request), measures=pk)
    measure = plan.measures.get(pk=pk)
    if not (getattr(plan, "may_edit", False) or measure.responsible_id == request.user.pk):
        raise PermissionDenied
    if "undo" in request.POST:
        _done(request, plan, lambda: life.mark_measure_undone(measure, by=request.user, now=clock.now()))
    elif _done(request, plan, lambda: life.mark_measure_done(measure, by=request.user, now=clock.now(), today=clock.today())):
        messages.success(request, _("Noted: “%(measure)s” is done.") % {"measure": measure})
    return redirect(plan)


@require_safe
@rows_decide
def plan_history(request: AppRequest, pk: int) -> HttpResponse:
    """Everything that has happened to the plan, in plain words."""
    plan = _plan_or_404(request, pk)
    return render(request, "actionplans/history.html", {"plan": plan, "entries": history_of(plan)})


def _plans(request: AppRequest) -> ActionPlanQuerySet:
    return (
        ActionPlan.objects.visible_to(request.user).with_rights_of(request.user).select_related("unit", "owner", "evaluator", "created_by")
    )


def _plan_or_404(request: AppRequest, pk: int, right: str = "") -> ActionPlan:
    """The plan the reader may see, or 404; 403 when it may not be changed by this person."""
    plan: ActionPlan = get_object_or_404(_plans(request), pk=pk)
    if right and not getattr(plan, right):
        raise PermissionDenied
    return plan


def _form_page(request: AppRequest, plan: ActionPlan, form: forms.Form, verb: str, act: Callable[[], None], said: str) -> HttpResponse:
    """Show the form of a move; on a good answer act and go to the plan, else show what was typed again."""
    template, page = f"actionplans/moves/{verb}.html", {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except CANNOT as error:
            return render(request, template, page | {"refused": _too_late(plan, error)}, status=409)
        messages.success(request, said)
        return redirect(plan)
    if request.method == "GET" and not _possible(plan, verb):
        return _not_now(request, plan)
    return render(request, template, page, status=422 if form.errors else 200)


def _possible(plan: ActionPlan, verb: str) -> bool:
    if verb in ActionPlan.MOVES:
        return plan.can(verb)
    return plan.status in {"extend": (Status.ACTIVE, Status.AWAITING), "postpone": (Status.ACTIVE,)}[verb]


def _done(request: AppRequest, plan: ActionPlan, act: Callable[[], object]) -> bool:
    """Act; when somebody was before, say so and leave the plan as it is."""
    try:
        act()
    except CANNOT as error:
        messages.warning(request, _too_late(plan, error))
        return False
    return True


def _too_late(plan: ActionPlan, error: Exception) -> str:
    """What went wrong, and who was there before."""
    said = str(error) or _("Somebody has just changed the plan. Look at it again.")
    return f"{said} {last_move_sentence(plan)}".strip()


def _not_now(request: AppRequest, plan: ActionPlan) -> HttpResponse:
    messages.info(request, _("That is not possible where the plan is now. %(last)s") % {"last": last_move_sentence(plan)})
    return redirect(plan)


def _after_verdict(request: AppRequest, plan: ActionPlan, evaluation: EffectEvaluation) -> HttpResponse:
    """Say what happened, and lead on to what comes next where this person may do it."""
    if evaluation.next_step == NextStep.NEW_PLAN and may(request.user, Perm.EDIT_PLANS, plan.unit_id, plan.unit.path):
        messages.success(request, _("The plan is closed. Here is a new one that carries on from it."))
        return HttpResponseRedirect(f"{reverse('plan-new')}?unit={plan.unit_id}&follows={plan.pk}")
    if evaluation.next_step == NextStep.ADJUST:
        messages.success(request, _("Your evaluation is saved, and the plan is in progress again. Now change the measures."))
        return redirect("plan-edit", plan.pk) if getattr(plan, "may_edit", False) else redirect(plan)
    if plan.status == Status.CLOSED:
        messages.success(request, _("Thank you! The effect is evaluated and the plan is closed."))
    else:
        day = date_format(plan.evaluate_on or clock.today(), "DATE_FORMAT")
        messages.success(request, _("Saved. You evaluate again on %(day)s.") % {"day": day})
    return redirect(plan)
