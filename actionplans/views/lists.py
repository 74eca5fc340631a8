"""The list of plans, and the same list as a file."""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplans.columns import Cells, cells_of
from actionplans.filters import PlanFilter
from actionplans.listing import Bar, Place, PlanList, begin_at, every_row, export_head, export_row
from actionplans.models import ActionPlan
from actionplans.models.search import read_reference
from actionplans.shelf import Shelf
from orgstructure.access import rows_decide
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import Cell, csv_lines, safe_file_name, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@rows_decide
def plan_list(request: AppRequest) -> HttpResponse:
    """Plans by what the address says; a bare address leads to the reader's own units."""
    if not request.GET:
        return redirect(begin_at(request.user, clock.today()))
    found = _asked_for(request)
    if not found.is_understood:
        return _not_understood(request, found)
    is_page = not request.htmx or request.htmx.history_restore_request
    reference = read_reference(request.GET.get("q", "")) if is_page else None
    if reference and (plan := found.qs.filter(pk=reference).first()):
        return redirect(plan)
    shown = {"form": found.form, "list": PlanList.of(found, _shelf(found))}
    if is_page:
        return render(request, "actionplans/plan_list.html", shown | {"place": Place.of(found), "bar": Bar.of(found)})
    response = render(request, "actionplans/_plan_results.html", shown)
    response.headers["HX-Push-Url"] = shown["list"].url
    return response


@require_safe
@rows_decide
def plan_export_csv(request: AppRequest) -> HttpResponse | StreamingHttpResponse:
    """Exactly the rows, order and columns of the list, all pages, as they are read."""
    found = _asked_for(request)
    if not found.is_understood:
        return _not_understood(request, found)
    cells = cells_of(_shelf(found).codes)
    lines = csv_lines(export_head(cells), _rows(found, cells))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=_attachment("csv"))


@require_safe
@rows_decide
def plan_export_xlsx(request: AppRequest) -> HttpResponse | FileResponse:
    """The same as a spreadsheet."""
    found = _asked_for(request)
    if not found.is_understood:
        return _not_understood(request, found)
    cells = cells_of(_shelf(found).codes)
    file = xlsx_file(_("Plans"), export_head(cells), _rows(found, cells))
    return FileResponse(file, content_type=XLSX, headers=_attachment("xlsx"))


def _asked_for(request: AppRequest) -> PlanFilter:
    plans = ActionPlan.objects.visible_to(request.user)
    return PlanFilter(request.GET, plans, user=request.user, today=clock.today())


def _not_understood(request: AppRequest, found: PlanFilter) -> HttpResponse:
    """Says what was not understood, at its field where it has one; no plan is shown, so that nothing passes for the answer."""
    is_page = not request.htmx or request.htmx.history_restore_request
    template = "actionplans/plan_list_refused.html" if is_page else "actionplans/_plan_refused.html"
    return render(request, template, {"form": found.form, "filter": found, "bar": Bar.of(found)}, status=HTTPStatus.BAD_REQUEST)


def _shelf(found: PlanFilter) -> Shelf:
    return Shelf.of(found.user, found.today, found.asked, found.form.cleaned_data["view"])


def _rows(found: PlanFilter, cells: Cells) -> Iterator[list[Cell]]:
    return (export_row(row, cells) for row in every_row(found.qs, found.today))


def _attachment(ending: str) -> dict[str, str]:
    name = safe_file_name("-".join((_("plans"), clock.today().isoformat())), ending)
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
