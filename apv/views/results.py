"""Results of a round: open to every employee from its release on, and to nobody before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apv.models import Round, RoundUnit, UnitAssessment
from apv.newest import newest_place_of
from apv.reports.comments import comments_in, may_read, named_in
from apv.reports.heat_map import HeatMap
from apv.reports.unit_report import UnitReport
from apv.usecases.releasing import mark_read
from orgstructure.access import may, rows_decide, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from orgstructure.reports import home_unit_of
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RESULTS_A_PAGE = 20


@require_safe
@rows_decide
def unit_report(request: AppRequest, pk: int, unit_pk: int) -> HttpResponse:
    """One unit's report; before the release a note to who runs the round, and 404 to everybody else."""
    survey_round = round_or_404(request, pk)
    place = get_object_or_404(RoundUnit.objects.filter(round=survey_round).select_related("unit"), pk=unit_pk)
    if not survey_round.is_released:
        return render(request, "apv/results_waiting.html", {"survey_round": survey_round, "place": place})
    context = {
        "assessment": UnitAssessment.objects.filter(round_unit=place).first(),
        "may_mark": may_read(place, request.user),
        "comments": comments_in(place, request.user),
        "named": named_in(place, request.user),
        "survey_round": survey_round,
        "place": place,
        "report": UnitReport(survey_round, place),
        "may_propose": may(request.user, Perm.EDIT_PLANS, place.unit_id, place.unit.path),
    }
    return render(request, "apv/unit_report.html", context)


@require_POST
@rows_decide
def unit_report_read(request: AppRequest, pk: int, unit_pk: int) -> HttpResponse:
    """“We have read it”: said by the unit's manager or representative."""
    place = get_object_or_404(RoundUnit.objects.filter(round__in=Round.objects.released()), round=pk, pk=unit_pk)
    if not may_read(place, request.user):
        raise PermissionDenied
    mark_read(place, today=clock.today())
    messages.success(request, _("Good. Now talk about it with the staff."))
    return redirect("unit-report", pk, unit_pk)


def round_or_404(request: AppRequest, pk: int) -> Round:
    """A round with results that the person may know of."""
    rounds = Round.objects.with_results_for(request.user).select_related("questionnaire", "split_by")
    return get_object_or_404(rounds, pk=pk)


@require_safe
@signed_in_only
def round_heatmap(request: AppRequest, pk: int) -> HttpResponse:
    """Units × themes below one unit of the round (`?unit=`), worst first."""
    survey_round, heat = _heat_map(request, pk)
    context = {"survey_round": survey_round, "heat": heat, "page": heat.page(request.GET.get("page"))}
    return render(request, "apv/heat_map.html", context)


@require_safe
@signed_in_only
def round_heatmap_table(request: AppRequest, pk: int) -> FileResponse:
    """The same figures as a spreadsheet."""
    survey_round, heat = _heat_map(request, pk)
    name = safe_file_name(f"{survey_round}-{heat.place.name}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_file(_("Heat map"), heat.table_head, heat.table_rows()), content_type=XLSX, headers=headers)


def _heat_map(request: AppRequest, pk: int) -> tuple[Round, HeatMap]:
    survey_round = get_object_or_404(Round.objects.released().select_related("questionnaire"), pk=pk)
    places = RoundUnit.objects.filter(round=survey_round)
    asked = read_id(request.GET["unit"]) if "unit" in request.GET else None
    place = get_object_or_404(places, pk=asked or 0) if "unit" in request.GET else get_object_or_404(places, parent=None)
    return survey_round, HeatMap(survey_round, place)


@require_safe
@signed_in_only
def result_list(request: AppRequest) -> HttpResponse:
    """Released rounds, the newest first, each with the way to one's own unit's report."""
    unit = home_unit_of(request.user, clock.today())
    page = Paginator(Round.objects.released().select_related("top"), RESULTS_A_PAGE).get_page(request.GET.get("page"))
    own = {place.round_id: place for place in RoundUnit.objects.filter(round__in=list(page), unit=unit)} if unit else {}
    rows = [(one, own.get(one.pk)) for one in page]
    return render(request, "apv/result_list.html", {"rows": rows, "page": page, "unit": unit})


@require_safe
@signed_in_only
def unit_results(_request: AppRequest, pk: int) -> HttpResponse:
    """The unit's newest released report; a list of all results where there is none."""
    place = newest_place_of(get_object_or_404(Unit, pk=pk))
    return redirect("unit-report", place.round_id, place.pk) if place else redirect("result-list")
