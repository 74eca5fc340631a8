"""Pages where the administrator sends a case, records the receipt and the decision."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from injuries.completeness import missing_in
from injuries.errors import IllegalMoveError, NotReadyError, RefusedError
from injuries.forms.sending import DecisionForm, ReceiptForm, SendForm
from injuries.models import Case, Decision, Report
from injuries.queue import Line
from injuries.reading import health_of
from injuries.receivers import in_words, is_urgent, receivers_of, still_to_tell
from injuries.sealing import Health, Identity
from injuries.usecases import telling
from injuries.views.administering import administered
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.law.injuries import injury_law


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_send(request: AppRequest, public_id: UUID) -> HttpResponse:
    """What is missing, the files, and the note that it was sent."""
    case = administered(request, public_id)
    form = SendForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_bound and form.is_valid() and _sent(request, case, form):
        return redirect("injury-send" if still_to_tell(case) else "injury-receipt", public_id)
    missing = missing_in(case, *(health_of(case) or (Identity(), Health())))
    context = {
        "case": case,
        "line": Line(case, clock.now()),
        "form": form,
        "missing": missing,
        "may_send": not missing or is_urgent(case),
        "waiting": [in_words(one) for one in still_to_tell(case)],
        "reports": list(case.reports.order_by("-sent_at")),
        "portal": injury_law().portal,
        "law": injury_law(),
        "has_several": len(receivers_of(case)) > 1,
    }
    return render(request, "injuries/send.html", context, status=422 if form.errors else 200)


def _sent(request: AppRequest, case: Case, form: SendForm) -> bool:
    given = form.cleaned_data
    try:
        report = telling.send(
            case,
            Report.How(given["how"]),
            receiver=given.get("receiver", receivers_of(case)[0]),
            submission_id=given["submission_id"],
            by=request.user,
            now=clock.now(),
        )
    except NotReadyError as error:
        for text in error.missing.values():
            form.add_error(None, text)
        return False
    except (RefusedError, IllegalMoveError) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("It is noted as sent to %(receiver)s.") % {"receiver": in_words(report.receiver)})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_receipt(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Number and day of the receipt; a wrong one is put right on the same page."""
    case = administered(request, public_id)
    report = _report_of(request, case)
    form = ReceiptForm(request.POST if request.method == "POST" else None, report=report, today=clock.today())
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if _noted(form, partial(telling.note_receipt, report, number=given["number"], on=given["on"]), request):
            messages.success(request, _("The receipt is recorded."))
            return redirect("injury-queue")
    page = {"case": case, "form": form, "report": report, "receiver": in_words(report.receiver), "title": _("Record the receipt")}
    return render(request, "injuries/receipt.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_decision(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Recognised or rejected, nothing more of it (R49)."""
    case = administered(request, public_id)
    report = _report_of(request, case)
    form = DecisionForm(request.POST if request.method == "POST" else None, report=report, today=clock.today())
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if _noted(form, partial(telling.note_decision, report, Decision(given["decision"]), on=given["on"]), request):
            messages.success(request, _("The decision is recorded."))
            return redirect(case)
    page = {"case": case, "form": form, "report": report, "receiver": in_words(report.receiver), "title": _("Record the decision")}
    return render(request, "injuries/receipt.html", page, status=422 if form.errors else 200)


def _noted(form: ReceiptForm | DecisionForm, note: Callable[..., None], request: AppRequest) -> bool:
    try:
        note(by=request.user, now=clock.now(), today=clock.today())
    except NotReadyError as error:
        form.say(error.missing)
        return False
    except (RefusedError, IllegalMoveError) as error:
        form.add_error(None, str(error))
        return False
    return True


def _report_of(request: AppRequest, case: Case) -> Report:
    """The telling that `?report=` names, else the oldest that waits for its receipt, else the newest; 404 where nothing was sent."""
    reports = list(case.reports.exclude(how=Report.How.PHONE).order_by("sent_at"))
    if not reports:
        raise Http404
    named = read_id(request.POST.get("report", request.GET.get("report", "")))
    waiting = [report for report in reports if not report.receipt_number]
    found = [report for report in reports if report.pk == named]
    return (found or waiting or reports[-1:])[0]
