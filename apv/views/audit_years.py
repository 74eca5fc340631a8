"""A year of self-audit for who runs it: prepare, change, open, move the last day, close."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.errors import NotReadyError, RefusedError, StaleError
from apv.forms.audit_years import AuditYearChoices, AuditYearForm, DueForm, as_it_is
from apv.models import AuditYear, YearStatus
from apv.reports.audit_coverage import AuditCoverage
from apv.usecases import audit_years
from orgstructure.access import may, needs, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@needs(Perm.RUN_AUDITS)
def audit_year_new(request: AppRequest) -> HttpResponse:
    """Prepare a year; nobody is asked before it is opened."""
    today = clock.today()
    choices = AuditYearChoices(request.user, today, looked_for=_looked_for(request))
    form = AuditYearForm(_posted(request), choices=choices, initial=choices.first(today))
    if _is_sent(request) and form.is_valid():
        number = form.cleaned_data["submission_id"]
        try:
            made = audit_years.prepare(form.prepared(), by=request.user, submission_id=number, now=clock.now(), today=today)
        except NotReadyError as error:
            form.show(error.missing)
        else:
            return redirect(made)
    return _form_page(request, form, choices)


@require_http_methods(FORM)
@rows_decide
def audit_year_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change a year in preparation."""
    year = run_or_403(request, pk)
    if year.status != YearStatus.DRAFT:
        messages.warning(request, _("The year is opened: only its last day can be moved."))
        return redirect(year)
    choices = AuditYearChoices(request.user, clock.today(), also=year, looked_for=_looked_for(request))
    form = AuditYearForm(_posted(request), choices=choices, initial=as_it_is(year))
    if _is_sent(request) and form.is_valid():
        try:
            audit_years.change(year, form.prepared(), version=form.cleaned_data["version"] or 0, today=clock.today())
        except NotReadyError as error:
            form.show(error.missing)
        except StaleError:
            form.add_error(None, _("Somebody has changed the year in the meantime. Open it again; what you wrote stands here."))
        else:
            messages.success(request, _("Saved."))
            return redirect(year)
    return _form_page(request, form, choices, year)


@require_POST
@rows_decide
def audit_year_open(request: AppRequest, pk: int) -> HttpResponse:
    """From now on it takes answers."""
    year = run_or_403(request, pk)
    said = _("The year is open. Those who are to answer get a mail on the next working day between 7 and 18.")
    return _moved(request, year, said, lambda: audit_years.open_year(year=year, by=request.user, now=clock.now(), today=clock.today()))


@require_http_methods(FORM)
@rows_decide
def audit_year_due(request: AppRequest, pk: int) -> HttpResponse:
    """Another last day while it is open."""
    year = run_or_403(request, pk)
    form = DueForm(_posted(request), initial={"due_on": year.due_on})
    if form.is_valid():
        try:
            audit_years.move_due(year=year, due_on=form.cleaned_data["due_on"], today=clock.today())
        except RefusedError as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("The last day is moved. Reminders follow it."))
            return redirect(year)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "apv/audit/year_due.html", {"year": year, "form": form}, status=status)


@require_http_methods(FORM)
@rows_decide
def audit_year_close(request: AppRequest, pk: int) -> HttpResponse:
    """No more answers; asked first, with how many have not answered."""
    year = run_or_403(request, pk)
    if request.method != "POST":
        return render(request, "apv/audit/year_close.html", {"year": year, "coverage": AuditCoverage.of(year, year.top)})
    return _moved(request, year, _("The year is closed."), lambda: audit_years.close_year(year=year, by=request.user, now=clock.now()))


def run_or_403(request: AppRequest, pk: int) -> AuditYear:
    """One that the reader runs; 403 to who only follows it."""
    rows = AuditYear.objects.seen_by(request.user).select_related("question_set", "top", "follows__question_set", "opened_by", "closed_by")
    year = get_object_or_404(rows, pk=pk)
    if not may(request.user, Perm.RUN_AUDITS, year.top_id, year.top.path):
        raise PermissionDenied
    return year


def _form_page(request: AppRequest, form: AuditYearForm, choices: AuditYearChoices, year: AuditYear | None = None) -> HttpResponse:
    """Searching within the form keeps what was typed, and refuses nothing yet."""
    is_refused = _is_sent(request) and bool(form.errors)
    if form.is_bound and not _is_sent(request):
        form.errors.clear()
    context = {"form": form, "choices": choices, "year": year}
    return render(request, "apv/audit/year_form.html", context, status=422 if is_refused else 200)


def _moved(request: AppRequest, year: AuditYear, said: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, said)
    return redirect(year)


def _posted(request: AppRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _is_sent(request: AppRequest) -> bool:
    return request.method == "POST" and request.POST.get("intent") != "find"


def _looked_for(request: AppRequest) -> str:
    return request.POST.get("find", "").replace("\x00", "")[:80]
