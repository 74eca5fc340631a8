"""The statutory plan of a unit or committee as of any day: page, PDF and spreadsheet, open to every employee (R9)."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from orgstructure.access import signed_in_only
from orgstructure.forms.as_of import AsOfForm
from orgstructure.models import Committee, Unit
from orgstructure.statutory import NotThereError, StatutoryPlan, successions_of
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_file
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.statutory_files import TABLE_HEAD, table_rows
from safetynet.dashboard.views.documents import asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 60


@require_safe
@signed_in_only
def statutory_unit(request: AppRequest, pk: int) -> HttpResponse:
    """Of a unit and all below it."""
    return _page(request, get_object_or_404(Unit, pk=pk))


@require_safe
@signed_in_only
def statutory_committee(request: AppRequest, pk: int) -> HttpResponse:
    """Of a committee or group and those below it."""
    return _page(request, get_object_or_404(Committee, pk=pk))


@require_safe
@signed_in_only
def statutory_unit_table(request: AppRequest, pk: int) -> HttpResponse | FileResponse:
    """Of a unit, as a spreadsheet."""
    return _table(request, get_object_or_404(Unit, pk=pk))


@require_safe
@signed_in_only
def statutory_committee_table(request: AppRequest, pk: int) -> HttpResponse | FileResponse:
    """Of a committee, as a spreadsheet."""
    return _table(request, get_object_or_404(Committee, pk=pk))


@require_POST
@signed_in_only
def statutory_unit_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """Of a unit, on paper."""
    return _paper(request, get_object_or_404(Unit, pk=pk), "unit")


@require_POST
@signed_in_only
def statutory_committee_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """Of a committee, on paper."""
    return _paper(request, get_object_or_404(Committee, pk=pk), "committee")


def _page(request: AppRequest, place: Unit | Committee) -> HttpResponse:
    today = clock.today()
    form = AsOfForm(request.GET, today=today)
    try:
        plan = StatutoryPlan.of(place, form.day)
    except NotThereError:
        plan = None
    context = form.context | {"place": place, "plan": plan, "most": SHOWN, "is_of_unit": isinstance(place, Unit)}
    context["successions"] = plan.successions if plan else successions_of(place, form.day)
    return render(request, "dashboard/statutory.html", context, status=form.status)


def _table(request: AppRequest, place: Unit | Committee) -> HttpResponse | FileResponse:
    form = AsOfForm(request.GET, today=clock.today())
    if not form.is_valid():
        return _page(request, place)
    try:
        plan = StatutoryPlan.of(place, form.day)
    except NotThereError as error:
        raise Http404 from error
    name = safe_file_name(f"{_('work-environment-organisation')}-{form.day.isoformat()}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_file(plan.name, TABLE_HEAD, table_rows(plan)), content_type=XLSX, headers=headers)


def _paper(request: AppRequest, place: Unit | Committee, kind: str) -> HttpResponse:
    form = AsOfForm(request.GET, today=clock.today())
    if not form.is_valid():
        return _page(request, place)
    return asked(request, DocumentJob.Kind.STATUTORY, {kind: place.pk, "on": form.day.isoformat()})
