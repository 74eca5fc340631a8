"""A self-audit is sent in, taken back, read, sent back, closed and opened again. Of two people at once one gets a sentence."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apv.audit_opened import Opened
from apv.audit_page import AuditPage
from apv.errors import RefusedError, UnansweredError
from apv.forms.audit_answers import RemarkForm
from apv.usecases import auditing
from apv.views.audit_answering import opened_or_404
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_send_in(request: AppRequest, pk: int) -> HttpResponse:
    """What is left, what is worth a second look, and who may send in; then it is sent in."""
    opened = opened_or_404(request, pk)
    if not opened.answers and not opened.submits:
        raise PermissionDenied
    if request.method != "POST":
        if not opened.audit.is_open:
            return redirect(opened.audit)
        page = AuditPage.of(opened, request.user)
        return render(request, "apv/audit/answer_send_in.html", {"page": page, "opened": opened, "audit": opened.audit})
    if not opened.submits:
        raise PermissionDenied
    _as_read(request, opened)
    try:
        auditing.send_in(audit=opened.audit, by=request.user, now=clock.now())
    except UnansweredError as error:
        said = ngettext("A question has no answer yet: %(numbers)s.", "Questions have no answer yet: %(numbers)s.", len(error.numbers))
        messages.warning(request, said % {"numbers": str(error)})
        return redirect("audit-send-in", pk)
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The self-audit is sent in. Thank you."))
    return redirect(opened.audit)


@require_POST
@rows_decide
def audit_take_back(request: AppRequest, pk: int) -> HttpResponse:
    """Those who answer go on with it."""
    opened = opened_or_404(request, pk)
    if not opened.submits:
        raise PermissionDenied
    return _move(request, opened, auditing.take_back, _("You have taken it back. Send it in again once you are done."))


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_send_back(request: AppRequest, pk: int) -> HttpResponse:
    """With a remark."""
    opened = _reviewing(request, pk)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        act = partial(auditing.send_back, remark=form.cleaned_data["remark"])
        return _move(request, opened, act, _("It is sent back, and those who answer get a mail."))
    page = {"opened": opened, "audit": opened.audit, "form": form}
    return render(request, "apv/audit/answer_send_back.html", page, status=422 if form.errors else 200)


@require_POST
@rows_decide
def audit_close(request: AppRequest, pk: int) -> HttpResponse:
    """Read, and good as it is."""
    return _move(request, _reviewing(request, pk), auditing.close, _("The self-audit is closed."))


@require_POST
@rows_decide
def audit_reopen(request: AppRequest, pk: int) -> HttpResponse:
    """It can be sent back or taken back again."""
    return _move(request, _reviewing(request, pk), auditing.reopen, _("The self-audit is open again: it can be sent back."))


def _reviewing(request: AppRequest, pk: int) -> Opened:
    opened = opened_or_404(request, pk)
    if not opened.audit.may_review:
        raise PermissionDenied
    return opened


def _move(request: AppRequest, opened: Opened, act: Callable[..., None], told: str) -> HttpResponse:
    _as_read(request, opened)
    try:
        act(audit=opened.audit, by=request.user, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, told)
    return redirect(opened.audit)


def _as_read(request: AppRequest, opened: Opened) -> None:
    """The version that the page showed, where it says so: a move made from an old page is refused."""
    version = read_id(request.POST.get("version", ""))
    if version is not None:
        opened.audit.version = version
