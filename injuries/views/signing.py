"""The manager's pages: sign and comment, answer an observation, write to the one who reported it."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from injuries import rights
from injuries.case_page import case_page
from injuries.errors import IllegalMoveError, RefusedError
from injuries.forms.flow import AnswerForm, FeedbackForm, SignForm
from injuries.models import Case, Purpose
from injuries.reading import Read
from injuries.usecases import answering, signing
from injuries.views.cases import case_or_404, must
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

TO_ANSWER = Read(purpose=Purpose.FEEDBACK)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_sign(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Two questions, and one tick that leads on to a plan; the event stands above them."""
    case = case_or_404(request, public_id)
    must(rights.signs(case))
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            signing.sign(case, form.answer(), by=request.user, now=clock.now())
        except (RefusedError, IllegalMoveError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Signed. Thank you."))
            return _on_to_plan(case, form.cleaned_data["makes_plan"])
    elif not form.is_bound and not rights.may_sign_now(case):
        messages.info(request, _("This case does not wait for a signature."))
        return redirect(case)
    return _shown(request, "injuries/sign.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_answer(request: AppRequest, public_id: UUID) -> HttpResponse:
    """An observation is answered and closed in one step."""
    case = case_or_404(request, public_id)
    must(case.kind == "observation" and (rights.may_lead(case) or case.may_follow_up) and not case.is_mine)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            signing.answer(case, given["text"], submission_id=given["submission_id"], by=request.user, now=clock.now())
        except IllegalMoveError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Answered and closed. Thank you."))
            return _on_to_plan(case, given["outcome"] == AnswerForm.PLAN)
    elif not form.is_bound and not rights.may_answer_now(case):
        messages.info(request, _("This observation is answered already."))
        return redirect(case)
    return _shown(request, "injuries/answer.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_feedback(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Two lines to the one who reported it, within 24 hours at best."""
    case = case_or_404(request, public_id, TO_ANSWER)
    must(rights.may_tell_reporter(case))
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answering.tell(case, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, _("Your answer stands on the case, and the one who reported it gets a mail."))
        return redirect(f"{case.get_absolute_url()}#feedback")
    return _shown(request, "injuries/feedback.html", case, form)


def _on_to_plan(case: Case, makes_plan: bool) -> HttpResponse:  # noqa: FBT001  a tick
    """To the plan without identity, where it was asked for."""
    try:
        return redirect(reverse("injury-plan", args=[case.public_id]) if makes_plan else case.get_absolute_url())
    except NoReverseMatch:
        return redirect(case)


def _shown(request: AppRequest, template: str, case: Case, form: object) -> HttpResponse:
    page = {"case": case, "form": form, "page": case_page(case, now=clock.now())}
    return render(request, template, page, status=422 if getattr(form, "errors", None) else 200)
