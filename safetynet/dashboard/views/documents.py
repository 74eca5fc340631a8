"""Asking for a PDF, waiting for it, fetching it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan
from apv.models import Round, RoundUnit, UnitAssessment
from injuries.models import Reaction
from orgstructure.access import needs, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name
from safetynet.dashboard import audit_papers, documents, papers, year_papers
from safetynet.dashboard.forms.overview import PeriodForm
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.overview import period_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def plan_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """One plan on paper; GET shows what it is, POST makes it."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).published(), pk=pk)
    if request.method == "POST":
        return asked(request, DocumentJob.Kind.PLAN, {"plan": plan.pk})
    return render(request, "dashboard/document_ask.html", {"title": plan.title, "plan": plan, "back": plan.get_absolute_url()})


@require_POST
@signed_in_only
def assessment_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """A unit's written APV on paper; open to every employee."""
    assessment = get_object_or_404(UnitAssessment.objects.visible_to(request.user), pk=pk)
    return asked(request, DocumentJob.Kind.ASSESSMENT, {"assessment": assessment.pk})


@require_POST
@signed_in_only
def unit_poster(request: AppRequest, pk: int) -> HttpResponse:
    """The sheet for the wall that leads to what was said and done in the unit."""
    unit = get_object_or_404(Unit, pk=pk)
    return asked(request, DocumentJob.Kind.POSTER, {"unit": unit.pk})


@require_POST
@signed_in_only
def unit_unnamed_poster(request: AppRequest, pk: int) -> HttpResponse:
    """The sheet for the staff room that leads to telling something without a name."""
    unit = get_object_or_404(Unit, pk=pk)
    return asked(request, DocumentJob.Kind.UNNAMED, {"unit": unit.pk})


@require_POST
@signed_in_only
def reaction_letter(request: AppRequest, pk: int) -> HttpResponse:
    """Our answer to the labour inspectorate on paper; open to every employee, as the reaction is."""
    reaction = get_object_or_404(Reaction.objects.visible_to(request.user).answered(), pk=pk)
    return asked(request, DocumentJob.Kind.REACTION, {"reaction": reaction.pk})


@require_POST
@signed_in_only
def unit_folder(request: AppRequest, pk: int) -> HttpResponse:
    """Everything about the unit's APV for the labour inspectorate, in one click."""
    unit = get_object_or_404(Unit, pk=pk)
    return asked(request, DocumentJob.Kind.FOLDER, {"unit": unit.pk})


@require_POST
@signed_in_only
def unit_report_pdf(request: AppRequest, pk: int, unit_pk: int) -> HttpResponse:
    """A unit's report of a released survey on paper."""
    place = get_object_or_404(RoundUnit.objects.filter(round__in=Round.objects.released()), round=pk, pk=unit_pk)
    return asked(request, DocumentJob.Kind.RESULTS, {"round": pk, "place": place.pk})


@require_POST
@rows_decide
def audit_report_pdf(request: AppRequest, year_pk: int, unit_pk: int) -> HttpResponse:
    """The report of a level's self-audit on paper, for whoever may read its page."""
    words = {"year": year_pk, "unit": unit_pk}
    try:
        audit_papers.level_for(words, request.user)
    except audit_papers.NotThereError as error:
        raise Http404 from error
    return asked(request, DocumentJob.Kind.AUDIT, words)


@require_POST
@rows_decide
def year_paper(request: AppRequest, kind: DocumentJob.Kind, pk: int, year: int = 0) -> HttpResponse:
    """A paper of the year, for whoever may read what it shows."""
    words = {"pk": pk} | ({"year": year} if year else {})
    try:
        year_papers.PAPERS[kind].find(words, request.user, clock.today())
    except year_papers.NotThereError as error:
        raise Http404 from error
    return asked(request, kind, words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_REPORTS)
def level_report(request: AppRequest, pk: int) -> HttpResponse:
    """The report of a unit and all below it."""
    get_object_or_404(Unit, pk=pk)
    return _report(request, {"unit": pk})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_REPORTS)
def committee_report(request: AppRequest, pk: int) -> HttpResponse:
    """The report of what a committee and those below it cover."""
    return _report(request, {"committee": pk})


def _report(request: AppRequest, words: dict[str, Any]) -> HttpResponse:
    try:
        level = papers.level_for(words, request.user, clock.today())
    except papers.NoLongerAllowedError as error:
        raise PermissionDenied from error
    period = PeriodForm(request.GET, today=clock.today()).period
    if request.method == "POST":
        days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        return asked(request, DocumentJob.Kind.LEVEL, {**words, **days})
    context = {"title": level.name, "level": level, "back": level.url, "period_in_words": period_in_words(period)}
    return render(request, "dashboard/document_ask.html", context)


def asked(request: AppRequest, kind: DocumentJob.Kind, words: dict[str, Any]) -> HttpResponse:
    """Ask for the document, give a small one a moment, and go to where it is waited for."""
    job = documents.ask_for(kind, words, by=request.user, language=get_language() or "da", now=clock.now())
    ready = documents.wait_for(job).state == DocumentJob.State.DONE
    return redirect(job.get_absolute_url() + ("?fetch=1" if ready else ""))


@require_safe
@signed_in_only
def document_detail(request: AppRequest, public_id: str) -> HttpResponse:
    """How far the document is, and the way to it when it is ready."""
    job = _own_or_404(request, public_id)
    context = {"job": job, "fetches": job.state == DocumentJob.State.DONE and "fetch" in request.GET}
    return render(request, "dashboard/_document_state.html" if request.htmx else "dashboard/document_detail.html", context)


@require_safe
@signed_in_only
def document_file(request: AppRequest, public_id: str) -> HttpResponse | FileResponse:
    """The file, to the person who asked, as long as that person may see what is in it."""
    job = _own_or_404(request, public_id)
    if job.state != DocumentJob.State.DONE or not default_storage.exists(job.file) or not papers.may_fetch(job, clock.today()):
        raise Http404
    file_name = safe_file_name(f"{_name_of(job)}-{job.created_at.astimezone(clock.COPENHAGEN).date().isoformat()}", "pdf")
    response = FileResponse(default_storage.open(job.file), as_attachment=True, filename=file_name, content_type="application/pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@signed_in_only
def document_again(request: AppRequest, public_id: str) -> HttpResponse:
    """Try a failed document once more."""
    job = _own_or_404(request, public_id)
    documents.ask_again(job, now=clock.now())
    return redirect(documents.wait_for(job))


def _own_or_404(request: AppRequest, public_id: str) -> DocumentJob:
    return get_object_or_404(DocumentJob.objects.select_related("by"), public_id=public_id, by=request.user)


def _name_of(job: DocumentJob) -> str:
    if job.kind in year_papers.PAPERS:
        return str(year_papers.PAPERS[job.kind].file_name)
    if job.kind == DocumentJob.Kind.PLAN:
        return _("plan-HP-%(number)s") % {"number": job.words["plan"]}
    names = {DocumentJob.Kind.POSTER.value: _("poster"), DocumentJob.Kind.FIGURES.value: _("figures")}
    names[DocumentJob.Kind.ASSESSMENT.value] = _("apv")
    names[DocumentJob.Kind.FOLDER.value] = _("inspection-folder")
    names[DocumentJob.Kind.RESULTS.value] = _("survey-report")
    names[DocumentJob.Kind.STATUTORY.value] = _("work-environment-organisation")
    names[DocumentJob.Kind.AUDIT.value] = _("self-audit")
    names |= {DocumentJob.Kind.UNNAMED.value: _("poster"), DocumentJob.Kind.REACTION.value: _("answer")}
    names |= {DocumentJob.Kind.LETTERS.value: _("letters"), DocumentJob.Kind.CODE_PAGE.value: _("poster")}
    return names.get(job.kind, _("report"))
