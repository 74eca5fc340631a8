"""The report of a level's self-audit: page, spreadsheet, and the answers behind a figure."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apv.audit_figure_page import AuditFigurePage
from apv.audit_report_page import ReportWords
from apv.audit_sheets import sheets
from apv.models import Answer, AuditYear
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_levels import Levels, is_of, may_open
from apv.reports.audit_rows import Asked, answers_behind
from orgstructure.access import may, rows_decide
from orgstructure.models import Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 25


@require_safe
@rows_decide
def audit_report(request: AppRequest, year_pk: int, unit_pk: int) -> HttpResponse:
    """Figures of one level and year, with what people wrote beside them."""
    year, unit = level_or_404(request, year_pk, unit_pk)
    figures = figures_for(request, year, unit)
    rows_url = reverse("audit-report-answers", args=[year.pk, unit.pk]) if reads_answers(request, unit) else ""
    context = {
        "year": year,
        "unit": unit,
        "figures": figures,
        "page": AuditFigurePage(figures, rows_url=rows_url),
        "words": ReportWords(year, unit, request.user),
        "levels": Levels.around(year, unit, figures.parts, request.user),
    }
    return render(request, "apv/audit/report.html", context)


@require_safe
@never_cache
@rows_decide
def audit_report_table(request: AppRequest, year_pk: int, unit_pk: int) -> FileResponse:
    """The same figures as a spreadsheet."""
    year, unit = level_or_404(request, year_pk, unit_pk)
    name = safe_file_name(f"{_('self-audit')}-{year.year}-{unit.name}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    book = xlsx_book(sheets(figures_for(request, year, unit), ReportWords(year, unit, request.user)))
    return FileResponse(book, content_type=XLSX, headers=headers)


@require_safe
@never_cache
@rows_decide
def audit_report_answers(request: AppRequest, year_pk: int, unit_pk: int) -> HttpResponse:
    """The answers that a figure counted, with comments, for those who run the self-audit there."""
    year, unit = level_or_404(request, year_pk, unit_pk)
    if not reads_answers(request, unit):
        raise PermissionDenied
    asked = Asked.of(request.GET)
    page = Paginator(answers_behind(year, unit, asked, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "unit": unit,
        "asked": asked,
        "page": page,
        "questions": year.question_set.questions.all(),
        "answers": Answer.choices,
    }
    return render(request, "apv/audit/report_answers.html", context)


def level_or_404(request: AppRequest, year_pk: int, unit_pk: int) -> tuple[AuditYear, Unit]:
    """A year that was opened and a level in it whose report the person may read."""
    year = get_object_or_404(AuditYear.objects.opened().select_related("question_set", "top"), pk=year_pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    if not (may_open(year, unit, request.user) and is_of(year, unit)):
        raise Http404
    return year, unit


def reads_answers(request: AppRequest, unit: Unit) -> bool:
    """The person runs self-audits there."""
    return may(request.user, Perm.RUN_AUDITS, unit.pk, unit.path)


def figures_for(request: AppRequest, year: AuditYear, unit: Unit) -> AuditFigures:
    """As this reader may see them."""
    return AuditFigures.of(year, unit, today=clock.today()).for_reader(reads_answers=reads_answers(request, unit))
