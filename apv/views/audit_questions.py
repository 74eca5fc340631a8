"""The questions of a set of the self-audit that is being written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.codes import code_of
from apv.errors import LockedError, RefusedError, StaleError
from apv.forms.audit_questions import AuditQuestionForm, HeadingForm
from apv.forms.questionnaires import MoveForm, StampForm
from apv.models import AuditQuestion, AuditSet
from apv.usecases import audit_editing
from apv.views.audit_sets import set_draft_or_403, set_said_of, with_new_set_stamp
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_question_new(request: AppRequest, pk: int) -> HttpResponse:
    """One more: behind the one the address names, else the last."""
    audit_set = set_draft_or_403(request, pk)
    named = request.GET.get("after", "")
    after = next((row for row in audit_set.questions.all() if str(row.pk) == named), None)
    form = AuditQuestionForm(request.POST if request.method == "POST" else None, audit_set=audit_set, after=after)
    return _write(request, audit_set, None, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_question_edit(request: AppRequest, pk: int) -> HttpResponse:
    """A question as it stands."""
    row = get_object_or_404(AuditQuestion, pk=pk)
    audit_set = set_draft_or_403(request, row.question_set_id)
    form = AuditQuestionForm(request.POST if request.method == "POST" else None, audit_set=audit_set, row=row)
    return _write(request, audit_set, row, form)


def _write(request: AppRequest, audit_set: AuditSet, row: AuditQuestion | None, form: AuditQuestionForm) -> HttpResponse:
    refused = ""
    if form.is_bound and form.is_valid():
        try:
            _save(request, audit_set, row, form)
        except RefusedError as error:
            form.add_error("code", str(error))
        except (StaleError, LockedError) as error:
            refused, form.data = set_said_of(error, audit_set.pk), with_new_set_stamp(request, audit_set.pk)
        else:
            messages.success(request, _("Saved."))
            return redirect(audit_set)
    page = {"audit_set": audit_set, "row": row, "form": form, "refused": refused}
    return render(request, "apv/audit/set_question.html", page, status=409 if refused else 422 if form.errors else 200)


def _save(request: AppRequest, audit_set: AuditSet, row: AuditQuestion | None, form: AuditQuestionForm) -> None:
    said = form.cleaned_data
    trace: dict[str, Any] = {"number": said["number"], "seen": said["seen"], "by": request.user, "now": clock.now()}
    if row is not None:
        audit_editing.change_question(row, form.columns(), **trace)
        return
    code = said["code"] or code_of(form.words("text"), [one.code for one in form.rows])
    audit_editing.add_question(audit_set, form.columns() | {"code": code}, **trace)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_question_heading(request: AppRequest, pk: int) -> HttpResponse:
    """The heading above a question, for all that stand under it."""
    row = get_object_or_404(AuditQuestion, pk=pk)
    audit_set = set_draft_or_403(request, row.question_set_id)
    form, refused = HeadingForm(request.POST if request.method == "POST" else None, audit_set=audit_set, heading=row.group), ""
    if form.is_bound and form.is_valid():
        try:
            audit_editing.rename_heading(row, form.words("group"), seen=form.cleaned_data["seen"], by=request.user, now=clock.now())
        except (StaleError, LockedError) as error:
            refused, form.data = set_said_of(error, audit_set.pk), with_new_set_stamp(request, audit_set.pk)
        else:
            messages.success(request, _("Saved."))
            return redirect(audit_set)
    page = {"audit_set": audit_set, "form": form, "refused": refused}
    return render(request, "apv/audit/set_heading.html", page, status=409 if refused else 422 if form.errors else 200)


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_question_move(request: AppRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    row, form = get_object_or_404(AuditQuestion, pk=pk), MoveForm(request.POST)
    audit_set = set_draft_or_403(request, row.question_set_id)
    if form.is_valid():
        _do(request, audit_set, form, lambda **trace: audit_editing.move_question(row, form.cleaned_data["step"], **trace))
    return redirect(audit_set)


@require_POST
@needs(Perm.RUN_AUDITS)
def audit_question_delete(request: AppRequest, pk: int) -> HttpResponse:
    """Out of the set."""
    row, form = get_object_or_404(AuditQuestion, pk=pk), StampForm(request.POST)
    audit_set = set_draft_or_403(request, row.question_set_id)
    if form.is_valid() and _do(request, audit_set, form, lambda **trace: audit_editing.delete_question(row, **trace)):
        messages.success(request, _("It is deleted."))
    return redirect(audit_set)


def _do(request: AppRequest, audit_set: AuditSet, form: Form, act: Callable[..., None]) -> bool:
    try:
        act(seen=form.cleaned_data["seen"], by=request.user, now=clock.now())
    except (StaleError, LockedError) as error:
        messages.warning(request, set_said_of(error, audit_set.pk))
        return False
    return True
