"""How far the units of a level are with their APV."""

from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apv.reports.coverage import Coverage, Stop, table_head, table_rows
from orgstructure.access import scope_of, signed_in_only
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from orgstructure.reports import home_unit_of
from safetynet.common import clock
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.tablefiles import safe_file_name, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 50


@require_safe
@signed_in_only
def apv_coverage(request: AppRequest) -> HttpResponse:
    """To the topmost unit the reader answers for, else the home unit, else the region."""
    existing = Unit.objects.existing(clock.today())
    own = existing.within(scope_of(request.user, Perm.RUN_REPORTS).where("")).first()
    top = own or home_unit_of(request.user, clock.today()) or existing.filter(parent=None).order_by("pk").first()
    return redirect("apv-coverage-unit", top.pk) if top else render(request, "dashboard/overview_nowhere.html")


@require_safe
@signed_in_only
def apv_coverage_unit(request: AppRequest, pk: int) -> HttpResponse:
    """One chain a unit; `?stop=` and `?late=1` show the rows that a figure counted."""
    unit = get_object_or_404(Unit, pk=pk)
    coverage = Coverage.of(unit, clock.today())
    stop, is_late = _asked(request)
    page = Paginator(coverage.those(stop=stop, is_late=is_late), ON_A_PAGE).get_page(request.GET.get("page"))
    words = {**({} if stop is None else {"stop": stop}), **({"late": 1} if is_late else {})}
    context = {
        "unit": unit, "above": Unit.objects.above(unit), "coverage": coverage, "page": page, "stop": stop, "is_late": is_late,
        "words": urlencode(words),
    }  # fmt: skip
    return render(request, "apv/coverage.html", context)


@require_safe
@signed_in_only
def apv_coverage_table(request: AppRequest, pk: int) -> FileResponse:
    """The same rows for a spreadsheet."""
    unit = get_object_or_404(Unit, pk=pk)
    stop, is_late = _asked(request)
    chains = Coverage.of(unit, clock.today()).those(stop=stop, is_late=is_late)
    name = safe_file_name(f"{_('APV')}-{unit.name}-{clock.today().isoformat()}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_file(unit.name, table_head(), table_rows(chains)), content_type=XLSX, headers=headers)


def _asked(request: AppRequest) -> tuple[int | None, bool]:
    given = read_id(request.GET.get("stop", ""))
    return (given if given in set(Stop) else None), request.GET.get("late") == "1"
