"""Who has answered a year of self-audit, level by level: for who runs it, and for managers above."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apv.audit_words import STATES
from apv.models import AuditYear, YearStatus
from apv.reports.audit_coverage import REASONS, AuditCoverage, first_level, level_of, may_follow, places_of, table_head, table_rows
from apv.reports.audit_start import reviews_of
from apv.usecases.audit_places import Foreseen
from apv.usecases.audit_years import why_not_open
from orgstructure.access import may, rows_decide
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import csv_lines, safe_file_name, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ON_A_PAGE = 50
RELATED = ("question_set", "top", "follows__question_set", "follows__top", "opened_by", "closed_by")


@require_safe
@rows_decide
def audit_year_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Before it opens what would come of it; then the coverage of the whole, or the way to the reader's own part."""
    year = _year_or_404(request, pk)
    if year.status == YearStatus.DRAFT:
        today = clock.today()
        context = {"year": year, "foreseen": Foreseen.of(year.top, today), "why_not": why_not_open(year, today)}
        return render(request, "apv/audit/year_draft.html", context)
    level = first_level(request.user, year)
    if level is None:
        raise PermissionDenied
    return _level_page(request, year, level) if level == year.top else redirect("audit-year-level", year.pk, level.pk)


@require_safe
@rows_decide
def audit_year_level(request: AppRequest, pk: int, level_pk: int) -> HttpResponse:
    """One level: itself, and the units right below."""
    return _level_page(request, *_level_or_403(request, pk, level_pk))


@require_safe
@rows_decide
def audit_year_table(request: AppRequest, pk: int, level_pk: int, ending: str) -> FileResponse | StreamingHttpResponse:
    """The same rows for a spreadsheet, as XLSX or CSV."""
    year, level = _level_or_403(request, pk, level_pk)
    rows = table_rows(places_of(year, level_of(year, level), **_asked(request)))
    name = safe_file_name(f"{_('Self-audit')}-{year.year}-{level.name}", ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    if ending == "csv":
        return StreamingHttpResponse(csv_lines(table_head(), list(rows)), content_type=CSV, headers=headers)
    return FileResponse(xlsx_file(level.name, table_head(), rows), content_type=XLSX, headers=headers)


def _level_page(request: AppRequest, year: AuditYear, level: Unit) -> HttpResponse:
    coverage, asked = AuditCoverage.of(year, level), _asked(request)
    rows = places_of(year, coverage.path, **asked)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    words = {name: value for name, value in asked.items() if value}
    context = {
        "year": year, "level": level, "coverage": coverage, "page": page, "asked": asked, "words": urlencode(words),
        "trail": _trail(request, year, level), "runs": may(request.user, Perm.RUN_AUDITS, level.pk, level.path),
        "runs_year": may(request.user, Perm.RUN_AUDITS, year.top_id, year.top.path),
        "states": STATES, "reasons": REASONS, "to_review": reviews_of(request.user).get(year.pk, 0), "today": clock.today(),
    }  # fmt: skip
    return render(request, "apv/audit/year_detail.html", context)


def _trail(request: AppRequest, year: AuditYear, level: Unit) -> list[Unit]:
    """The units above within the year that the reader sees as well."""
    above = Unit.objects.above(level)
    return [unit for unit in above if unit.path.startswith(year.top.path) and may_follow(request.user, unit)]


def _level_or_403(request: AppRequest, pk: int, level_pk: int) -> tuple[AuditYear, Unit]:
    year = _year_or_404(request, pk)
    level = get_object_or_404(Unit.objects.below(year.top.path), pk=level_pk)
    if year.status == YearStatus.DRAFT or not may_follow(request.user, level):
        raise PermissionDenied
    return year, level


def _year_or_404(request: AppRequest, pk: int) -> AuditYear:
    return get_object_or_404(AuditYear.objects.seen_by(request.user).select_related(*RELATED), pk=pk)


def _asked(request: AppRequest) -> Mapping[str, Any]:
    """What the address asks for, words that mean nothing left out."""
    state, reason = request.GET.get("state", ""), request.GET.get("reason", "")
    return {
        "state": state if state in STATES else "",
        "reason": reason if reason in REASONS else "",
        "text": request.GET.get("q", "").replace("\x00", "").strip()[:80],
    }
