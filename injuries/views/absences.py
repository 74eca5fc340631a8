"""Absence and what else decides the law's clock: noted by manager, administrator, and the injured."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from injuries import rights
from injuries.clock_words import clock_of
from injuries.errors import NotReadyError, StaleError
from injuries.forms.flow import AbsenceForm, FactsForm
from injuries.models import Absence, Case, CaseState, Purpose
from injuries.reading import Read
from injuries.usecases import absences
from injuries.views.cases import case_or_404, must
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse

FOR_ABSENCE = Read(purpose=Purpose.ABSENCE)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_absence(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Add a stretch of absence; the clock is reckoned anew at once."""
    case = _to_keep(request, public_id)
    form = AbsenceForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_bound and form.is_valid():
        try:
            absences.add(case, form.told(), by=request.user, now=clock.now(), today=clock.today())
        except NotReadyError as error:
            form.say(error.missing)
        else:
            return _kept(request, case)
    return _shown(request, case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_absence_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Give it its last day, or other days."""
    absence = _absence_or_404(request, pk)
    case = absence.case
    form = AbsenceForm(request.POST if request.method == "POST" else None, case=case, absence=absence)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            absences.change(absence, form.told(), version=version, by=request.user, now=clock.now(), today=clock.today())
        except NotReadyError as error:
            form.say(error.missing)
        except StaleError:
            _say_stale(form, case)
        else:
            return _kept(request, case)
    return _shown(request, case, form, absence)


@require_POST
@rows_decide
def injury_absence_remove(request: AppRequest, pk: int) -> HttpResponse:
    """It was noted by mistake."""
    absence = _absence_or_404(request, pk)
    absences.remove(absence, by=request.user, now=clock.now())
    return _kept(request, absence.case)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rows_decide
def injury_facts(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Claim, serious injury, death: manager and administrator."""
    case = case_or_404(request, public_id)
    must(rights.may_note_facts(case))
    form = FactsForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_bound and form.is_valid():
        try:
            absences.note_facts(case, form.facts(), version=form.cleaned_data["version"], by=request.user, now=clock.now())
        except NotReadyError as error:
            form.say(error.missing)
        except StaleError:
            _say_stale(form, case)
        else:
            return _kept(request, case)
    return render(request, "injuries/facts.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def _to_keep(request: AppRequest, public_id: UUID) -> Case:
    case = case_or_404(request, public_id, FOR_ABSENCE)
    must(rights.may_keep_absence(case) and case.state != CaseState.WITHDRAWN)
    return case


def _absence_or_404(request: AppRequest, pk: int) -> Absence:
    """A stretch of a case that the reader may keep absence of; its case comes logged, with its rights."""
    public_id = Case.objects.public_id_of_absence(request.user, pk)
    if public_id is None:
        raise Http404
    case = _to_keep(request, public_id)
    absence = get_object_or_404(case.absences, pk=pk)
    absence.case = case
    return absence


def _kept(request: AppRequest, case: Case) -> HttpResponse:
    """Say at once what it means for the clock."""
    days = list(case.absences.values_list("starts_on", flat=True))
    line = clock_of(case, list(case.reports.order_by("-sent_at")), days, now=clock.now())
    until = _("Noted. The authority must be told: %(left)s.") % {"left": line.left} if line.is_running else _("Noted.")
    messages.success(request, until)
    return redirect(f"{case.get_absolute_url()}#absence")


def _say_stale(form: AbsenceForm | FactsForm, case: Case) -> None:
    """Keep what was typed; saving again means it."""
    case.refresh_from_db(fields=["version"])
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["version"] = str(case.version)
    form.data = data
    form.add_error(None, _("Somebody else has saved meanwhile. What you typed stands below; save again to keep yours."))


def _shown(request: AppRequest, case: Case, form: AbsenceForm, absence: Absence | None = None) -> HttpResponse:
    page = {"case": case, "form": form, "absence": absence}
    return render(request, "injuries/absence.html", page, status=422 if form.errors else 200)
