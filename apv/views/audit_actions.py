"""What an answer of the self-audit leads to: a short action, or a wish for help. Parts of the question's card, pages without JavaScript."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import reswap, retarget

from actionplans.errors import NotPublishableError
from actionplans.models import ActionPlan
from actionplans.requirements import demanded
from apv.errors import RefusedError
from apv.forms.audit_actions import HelpForm, ShortActionForm
from apv.models import AuditAnswer, AuditHelp
from apv.usecases import audit_helping
from apv.usecases.audit_actions import actions_of_answers, begin_short
from apv.usecases.audit_planning import answers_seen_by, units_to_plan_in
from apv.views.assessments import not_seen
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

FULL_FORM, WITHDRAW, CANCEL = "full", "withdraw", "cancel"


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@rows_decide
def audit_action_new(request: AppRequest, pk: int) -> HttpResponse:
    """A short action of the answer: what, who, by when; or the same kept as a draft and finished in the full form."""
    answer = answer_or_404(request, pk)
    units = units_to_plan_in(answer.audit, request.user)
    if not units:
        raise PermissionDenied
    if CANCEL in request.GET:
        return _actions(request, answer)
    form = ShortActionForm(request.POST if request.method == "POST" else None, answer=answer, units=units, today=clock.today())
    names, is_full = [], request.POST.get("intent") == FULL_FORM
    is_whole = form.is_bound and form.is_valid()
    if is_whole and (is_full or not (names := not_seen(request, form.chosen, form.texts()))):
        try:
            return _made(request, answer, _begin(request, answer, form, is_to_publish=not is_full))
        except NotPublishableError as error:
            form.say(error.missing)
    page = {"answer": answer, "form": form, "names": names, "asks_more": demanded(), "back": back_to(answer)}
    return _asked(request, "action", page)


def _begin(request: AppRequest, answer: AuditAnswer, form: ShortActionForm, *, is_to_publish: bool) -> ActionPlan:
    manner, now = form.manner(is_to_publish=is_to_publish), clock.now()
    return begin_short(answer=answer, **form.given(), by=request.user, now=now, today=clock.today(), manner=manner)


def _made(request: AppRequest, answer: AuditAnswer, plan: ActionPlan) -> HttpResponse:
    """Back in the question's card with the new action; a draft goes on in the full form."""
    if not plan.published_at:
        messages.info(request, _("Kept as a draft. Fill in what the region asks for, and publish it."))
        return redirect("plan-edit", plan.pk)
    if request.htmx:
        return _actions(request, answer, told=_("The action is a plan now: it is reminded of and its effect is evaluated."))
    messages.success(request, _("The action is a plan now: it is reminded of and its effect is evaluated."))
    return redirect(back_to(answer))


def _actions(request: AppRequest, answer: AuditAnswer, *, told: str = "") -> HttpResponse:
    """The actions of one question anew; without JavaScript the question itself."""
    if not request.htmx:
        return redirect(back_to(answer))
    actions = actions_of_answers([answer.pk], request.user).get(answer.pk, [])
    page = {"answer": answer, "audit": answer.audit, "actions": actions, "may_answer": True, "told": told}
    return render(request, "apv/audit/_actions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@rows_decide
def audit_help(request: AppRequest, pk: int) -> HttpResponse:
    """“I want help with this”: ask, change or withdraw, by those who answer, until somebody has taken it."""
    answer = answer_or_404(request, pk)
    if not audit_helping.may_ask(answer.audit, request.user):
        raise PermissionDenied
    wish = AuditHelp.objects.select_related("taken_by").filter(answer=answer).first()
    if CANCEL in request.GET or (wish and wish.is_taken and request.method != "POST"):
        return _help(request, answer)
    if request.POST.get("intent") == WITHDRAW:
        return _helped(request, answer, None)
    form = HelpForm(request.POST if request.method == "POST" else None, answer=answer, wish=wish)
    if form.is_bound and form.is_valid():
        return _helped(request, answer, form)
    page = {"answer": answer, "form": form, "wish": wish, "back": back_to(answer)}
    return _asked(request, "help", page)


def _helped(request: AppRequest, answer: AuditAnswer, form: HelpForm | None) -> HttpResponse:
    """Asked with the form, or withdrawn; somebody who took it meanwhile is told of."""
    try:
        if form is None:
            audit_helping.withdraw(answer=answer, by=request.user, now=clock.now())
        else:
            audit_helping.ask(answer=answer, **form.cleaned_data, by=request.user, now=clock.now())
    except RefusedError as error:
        return _help(request, answer, told=str(error), is_refused=True)
    return _help(request, answer, told=_("The wish is withdrawn.") if form is None else _("The staff can see that you want help."))


def _help(request: AppRequest, answer: AuditAnswer, *, told: str = "", is_refused: bool = False) -> HttpResponse:
    """The wish of one question anew; without JavaScript the question itself."""
    if request.htmx:
        answer.help_wish = AuditHelp.objects.select_related("taken_by").filter(answer=answer).first()  # type: ignore[attr-defined]
        page = {"answer": answer, "audit": answer.audit, "may_answer": True, "told": told}
        return render(request, "apv/audit/_help.html", page)
    if told:
        messages.add_message(request, messages.WARNING if is_refused else messages.SUCCESS, told)
    return redirect(back_to(answer))


def answer_or_404(request: AppRequest, pk: int) -> AuditAnswer:
    """An answer of an audit that the reader may see."""
    return get_object_or_404(answers_seen_by(request.user), pk=pk)


def back_to(answer: AuditAnswer) -> str:
    """The question's card on the audit's page."""
    return f"{answer.audit.get_absolute_url()}#q-{answer.question_id}"


def _asked(request: AppRequest, name: str, page: dict[str, Any]) -> HttpResponse:
    """The form, with what is wrong in it: in its own place in the question's card, so that it can be sent again."""
    status = 422 if page["form"].errors else 200
    if not request.htmx:
        return render(request, f"apv/audit/{name}_new.html", page, status=status)
    answer = render(request, f"apv/audit/_{name}_form.html", page, status=status)
    return reswap(retarget(answer, f"#{name}-form-{page['answer'].pk}"), "innerHTML")
