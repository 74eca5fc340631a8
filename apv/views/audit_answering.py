"""A self-audit is begun and answered: every answer saves itself, and without JavaScript the page is sent as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.audit_changes import as_told, changed_since, count_answered
from apv.audit_opened import Opened
from apv.audit_page import AuditPage
from apv.audit_sheet import Line, Sheet, Typed
from apv.errors import RefusedError, StaleAnswerError
from apv.forms.audit_answers import AnswerForm, forms_of
from apv.models import AuditAnswer, AuditPlace, AuditQuestion, SelfAudit
from apv.usecases import auditing
from orgstructure.access import may, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse, HttpResponseBase

RELATED = ("year__question_set", "year__follows__follows", "submitted_by", "started_by")


@require_POST
@rows_decide
def audit_begin(request: AppRequest, pk: int) -> HttpResponse:
    """The place's self-audit, at the first question without an answer; who may not answer there gets a 403."""
    place = get_object_or_404(AuditPlace.objects.select_related("unit", "year"), pk=pk)
    if not place.asks(request.user) and not may(request.user, Perm.ANSWER_AUDITS, place.unit_id, place.unit.path):
        raise PermissionDenied
    try:
        audit = auditing.begin(place=place, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
        return redirect(place.unit)
    left = auditing.unanswered(audit) if audit.is_open else []
    return HttpResponseRedirect(f"{audit.get_absolute_url()}{f'#q-{left[0].pk}' if left else ''}")


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Its questions while it is answered, afterwards what was answered; posted, the page is kept as a whole."""
    opened = opened_or_404(request, pk)
    if request.method != "POST":
        return _show(request, opened)
    if not opened.answers:
        raise PermissionDenied
    typed, refused = _keep(request, opened)
    if refused:
        messages.warning(request, refused)
    if typed:
        return _show(request, opened_or_404(request, pk), typed)
    if not refused:
        messages.success(request, _("Your answers are saved."))
    return redirect("audit-send-in", pk) if "send-in" in request.POST else redirect(opened.audit)


@require_POST
@rows_decide
def audit_answer(request: AppRequest, pk: int, question_pk: int) -> HttpResponseBase:
    """One question saves itself. 409 tells what somebody else wrote, or that nothing is answered any more; 422 which words cannot stay."""
    opened = opened_or_404(request, pk)
    if not opened.answers:
        raise PermissionDenied
    question = get_object_or_404(AuditQuestion, pk=question_pk, question_set=opened.audit.year.question_set_id)
    form = AnswerForm(request.POST, question.pk)
    if not form.is_valid():
        return JsonResponse({"errors": form.typed.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        answer = _save(request, opened.audit, question, form)
    except StaleAnswerError as error:
        return _conflict(request, opened, Line(question, error.row))
    except RefusedError as error:
        return JsonResponse({"stopped": str(error)}, status=HTTPStatus.CONFLICT)
    parts = _parts(request, opened, Line.of_one(answer, request.user))
    return JsonResponse(as_told(answer) | {"parts": parts} | _news(request, opened.audit))


@require_safe
@rows_decide
def audit_changes(request: AppRequest, pk: int) -> HttpResponseBase:
    """What others have answered since `?since=`, as data; 409 once nothing is answered any more."""
    opened = opened_or_404(request, pk)
    if not opened.answers:
        raise PermissionDenied
    if not opened.audit.may_answer:
        said = _("The self-audit was sent in or closed meanwhile, so nothing more is saved here. Load the page again.")
        return JsonResponse({"stopped": said}, status=HTTPStatus.CONFLICT)
    return JsonResponse(_news(request, opened.audit))


def opened_or_404(request: AppRequest, pk: int) -> Opened:
    """As the reader may see it."""
    rows = SelfAudit.objects.visible_to(request.user).with_rights_of(request.user)
    return Opened.of(get_object_or_404(rows.select_related(*RELATED), pk=pk), request.user)


def _show(request: AppRequest, opened: Opened, typed: Mapping[int, Typed] | None = None) -> HttpResponse:
    page = {"page": AuditPage.of(opened, request.user, typed), "opened": opened, "audit": opened.audit, "now": clock.now(), "form": None}
    has_errors = any(one.errors for one in (typed or {}).values())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.CONFLICT if typed else HTTPStatus.OK
    return render(request, "apv/audit/answer_page.html" if opened.audit.may_answer else "apv/audit/answer_read.html", page, status=status)


def _keep(request: AppRequest, opened: Opened) -> tuple[dict[int, Typed], str]:
    """Every question that was touched; what could not be kept comes back, with why where it is true of all of them."""
    typed: dict[int, Typed] = {}
    refused = ""
    for line, form in forms_of(request.POST, Sheet.of(opened.audit, request.user).lines):
        if not form.is_valid():
            typed[line.question.pk] = form.typed
        elif form.is_touched:
            try:
                _save(request, opened.audit, line.question, form)
            except StaleAnswerError as error:
                typed[line.question.pk] = replace(form.typed, theirs=error.row)
            except RefusedError as error:
                typed[line.question.pk], refused = form.typed, str(error)
    return typed, refused


def _save(request: AppRequest, audit: SelfAudit, question: AuditQuestion, form: AnswerForm) -> AuditAnswer:
    return auditing.save_answer(
        audit=audit, question=question, given=form.given, version=form.version_read, by=request.user, now=clock.now()
    )


def _conflict(request: AppRequest, opened: Opened, line: Line) -> JsonResponse:
    html = render_to_string("apv/audit/_answer_conflict.html", {"line": line}, request)
    return JsonResponse({"conflict": html} | _news(request, opened.audit), status=HTTPStatus.CONFLICT)


def _parts(request: AppRequest, opened: Opened, line: Line) -> str:
    return render_to_string("apv/audit/_answer_parts.html", {"line": line, "audit": opened.audit, "may_answer": True}, request)


def _news(request: AppRequest, audit: SelfAudit) -> dict[str, Any]:
    """How far it is, and what others have answered since the moment that the page names."""
    now = clock.now()
    since = _since(request) or now
    others = changed_since(audit, since, reader=request.user)
    return {"answered": count_answered(audit), "at": now.isoformat(), "others": others}


def _since(request: AppRequest) -> datetime | None:
    try:
        since = parse_datetime((request.POST if request.method == "POST" else request.GET).get("since", ""))
    except ValueError:
        return None
    return since if since and since.tzinfo else None
