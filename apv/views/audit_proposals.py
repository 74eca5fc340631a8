"""Pages of the proposals of a year's report: made, changed, carried on from last year, and what became of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.audit_choices import ProposalChoices
from apv.audit_report_page import carried, shown_for
from apv.errors import RefusedError, StaleError
from apv.forms.audit_reports import ProposalForm, ProposalStateForm, shown_of
from apv.models import AuditProposal, AuditReport
from apv.usecases import audit_proposals
from apv.views.assessments import not_seen
from apv.views.audit_written import proposal_or_404, writes
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.stale import say_what_stands_there

FIND = "find"


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
@writes
def audit_proposal_new(request: AppRequest, report: AuditReport) -> HttpResponse:
    """A proposal, of `?question=`, or carried on from last year's of `?from=`."""
    carries = _carried(request, report)
    shown = carried(carries, report) if carries else {"question": read_id(request.GET.get("question", ""))}
    form = _form(request, report, shown, kept=carries)
    names = []
    if _is_sent(request) and form.is_valid() and not (names := not_seen(request, report.unit, form.texts())):
        number = form.cleaned_data["submission_id"]
        try:
            made = audit_proposals.propose(report=report, columns=form.columns(), submission_id=number, by=request.user, now=clock.now())
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The proposal stands in the report."))
            return redirect(made)
    return _shown(request, form, {"report": report, "names": names, "carries": carries})


def _carried(request: AppRequest, report: AuditReport) -> AuditProposal | None:
    """One of last year's that stands on this level."""
    pk = read_id(request.GET.get("from", ""))
    return shown_for(report, request.user, pk) if pk else None


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_proposal_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Its words, as long as the report is being written."""
    proposal = _to_write(request, pk)
    form = _form(request, proposal.report, shown_of(proposal), kept=proposal)
    names = []
    is_whole = _is_sent(request) and form.is_valid() and not (names := not_seen(request, proposal.report.unit, form.texts()))
    if is_whole and _is_changed(form, proposal):
        messages.success(request, _("Saved."))
        return redirect(proposal)
    return _shown(request, form, {"report": proposal.report, "proposal": proposal, "names": names})


def _is_changed(form: ProposalForm, proposal: AuditProposal) -> bool:
    try:
        audit_proposals.change(proposal=proposal, columns=form.columns(), version=form.cleaned_data["version"])
    except StaleError:
        proposal.refresh_from_db()
        say_what_stands_there(form, proposal, version=proposal.version, names=["text"])
    except RefusedError as error:
        form.add_error(None, str(error))
    return form.is_valid()


@require_POST
@rows_decide
def audit_proposal_remove(request: AppRequest, pk: int) -> HttpResponse:
    """Taken out of the report."""
    proposal = _to_write(request, pk)
    try:
        audit_proposals.remove(proposal=proposal)
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The proposal is taken out of the report."))
    return redirect(proposal.report)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_proposal_state(request: AppRequest, pk: int) -> HttpResponse:
    """What became of it, also after the report is published."""
    proposal = proposal_or_404(request, pk)
    if not proposal.may_follow:
        raise PermissionDenied
    form = ProposalStateForm(request.POST if request.method == "POST" else None, proposal=proposal)
    names = []
    is_whole = form.is_bound and form.is_valid() and not (names := not_seen(request, proposal.unit, form.texts()))
    if is_whole and _is_said(request, form, proposal):
        return redirect(proposal)
    page = {"proposal": proposal, "report": proposal.report, "form": form, "names": names}
    return render(request, "apv/audit/proposal_state.html", page, status=422 if form.errors else 200)


def _is_said(request: AppRequest, form: ProposalStateForm, proposal: AuditProposal) -> bool:
    given = form.cleaned_data
    said = {"state": given["state"], "note": given["state_note"], "version": given["version"]}
    try:
        audit_proposals.say_state(proposal=proposal, by=request.user, today=clock.today(), **said)
    except StaleError:
        proposal.refresh_from_db()
        say_what_stands_there(form, proposal, version=proposal.version, names=["state_note"])
        return False
    messages.success(request, _("It is noted what became of the proposal."))
    return True


def _to_write(request: AppRequest, pk: int) -> AuditProposal:
    proposal = proposal_or_404(request, pk)
    if not proposal.may_write:
        raise PermissionDenied
    return proposal


def _form(request: AppRequest, report: AuditReport, shown: dict[str, Any], *, kept: AuditProposal | None) -> ProposalForm:
    data = request.POST if request.method == "POST" else None
    return ProposalForm(data, choices=ProposalChoices(report, clock.today(), kept=kept, data=data), shown=shown)


def _is_sent(request: AppRequest) -> bool:
    return request.method == "POST" and request.POST.get("intent") != FIND


def _shown(request: AppRequest, form: ProposalForm, page: dict[str, Any]) -> HttpResponse:
    """Searching within the form keeps what was typed, and refuses nothing yet."""
    is_refused = _is_sent(request) and bool(form.errors)
    if form.is_bound and not _is_sent(request):
        form.errors.clear()
    return render(request, "apv/audit/proposal_form.html", {"form": form, **page}, status=422 if is_refused else 200)
