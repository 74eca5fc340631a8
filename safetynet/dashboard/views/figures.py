"""Figures in depth of a unit or a committee: page, picture, PDF, spreadsheet, and JSON for other systems."""

import json
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.kept_pages import PageShelf
from actionplans.reports import Behind
from actionplans.reports.depth import DepthReport, standpoint, survival_of
from orgstructure.access import needs, scope_of, signed_in_only
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name, xlsx_file
from safetynet.dashboard.figures_files import TABLE_HEAD, as_data, table_rows
from safetynet.dashboard.figures_page import FiguresPage, curve_svg
from safetynet.dashboard.forms.figures import FiguresForm
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.overview import period_in_words
from safetynet.dashboard.unit_page import new_plan_url
from safetynet.dashboard.views.documents import asked
from safetynet.dashboard.views.overview import YEAR_IN_SECONDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NO_TAGS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@require_safe
@signed_in_only
def figures_unit(request: AppRequest, pk: int) -> HttpResponse:
    """Figures of a unit and all below it."""
    return _page(request, _unit_or_404(pk))


@require_safe
@signed_in_only
def figures_committee(request: AppRequest, pk: int) -> HttpResponse:
    """Figures of what a committee and those below it cover."""
    return _page(request, _committee_or_404(pk))


@require_safe
@signed_in_only
def figures_unit_picture(request: AppRequest, pk: int) -> HttpResponse:
    """The curve of a unit."""
    return _picture(request, _unit_or_404(pk))


@require_safe
@signed_in_only
def figures_committee_picture(request: AppRequest, pk: int) -> HttpResponse:
    """The curve of a committee."""
    return _picture(request, _committee_or_404(pk))


@require_safe
@signed_in_only
def figures_unit_table(request: AppRequest, pk: int) -> HttpResponse | FileResponse:
    """A unit's figures as a spreadsheet."""
    return _table(request, _unit_or_404(pk))


@require_safe
@signed_in_only
def figures_committee_table(request: AppRequest, pk: int) -> HttpResponse | FileResponse:
    """A committee's figures as a spreadsheet."""
    return _table(request, _committee_or_404(pk))


@require_safe
@signed_in_only
def figures_unit_data(request: AppRequest, pk: int) -> HttpResponse:
    """A unit's figures as `docs/api.md` describes them."""
    return _data(request, _unit_or_404(pk))


@require_safe
@signed_in_only
def figures_committee_data(request: AppRequest, pk: int) -> HttpResponse:
    """A committee's figures as `docs/api.md` describes them."""
    return _data(request, _committee_or_404(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_REPORTS)
def figures_unit_report(request: AppRequest, pk: int) -> HttpResponse:
    """A unit's figures on paper; GET shows what it is, POST makes it."""
    return _report(request, _unit_or_404(pk), {"unit": pk})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_REPORTS)
def figures_committee_report(request: AppRequest, pk: int) -> HttpResponse:
    """A committee's figures on paper."""
    return _report(request, _committee_or_404(pk), {"committee": pk})


def _unit_or_404(pk: int) -> Level:
    return Level.of_unit(get_object_or_404(Unit, pk=pk), clock.today())


def _committee_or_404(pk: int) -> Level:
    try:
        return Level.of_committee(pk, clock.today())
    except Committee.DoesNotExist as error:
        raise Http404 from error


def _asked_for(request: AppRequest, level: Level) -> tuple[FiguresForm, DepthReport]:
    today = clock.today()
    form = FiguresForm(request.GET, today=today)
    return form, DepthReport.of(level, form.period, form.day, before=form.before, today=today)


def _page(request: AppRequest, level: Level) -> HttpResponse:
    form, report = _asked_for(request, level)
    is_part = request.htmx and not request.htmx.history_restore_request and form.is_understood
    context: dict[str, Any] = {
        "form": form,
        "level": level,
        "shelf": PageShelf.of(request.user, clock.today(), request.get_full_path()),
        "report": report,
        "page": FiguresPage(report, form.query),
        "period_in_words": period_in_words(form.period),
        "may_report": level.is_within(scope_of(request.user, Perm.RUN_REPORTS)),
    }
    if is_part:
        context["behind"] = behind = Behind.of(level.unit, clock.today()) if level.unit else None
        context["new_url"] = new_plan_url(level.unit, request.user) if behind and level.unit else ""
        return render(request, "dashboard/_figures_small.html", context)
    return render(request, "dashboard/figures.html", context, status=HTTPStatus.OK if form.is_understood else HTTPStatus.BAD_REQUEST)


def _picture(request: AppRequest, level: Level) -> HttpResponse:
    """The address carries a mark of what is drawn, so the reader's own browser may keep it."""
    form = FiguresForm(request.GET, today=clock.today())
    now = survival_of(standpoint(level, form.period, form.day))
    if not now:
        raise Http404
    before = survival_of(standpoint(level, *form.before))
    response = HttpResponse(curve_svg(now, before), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"private, max-age={YEAR_IN_SECONDS}"
    return response


def _table(request: AppRequest, level: Level) -> HttpResponse | FileResponse:
    """Days that cannot be lead back to the page, which says why."""
    form, report = _asked_for(request, level)
    if not form.is_understood:
        return _page(request, level)
    name = safe_file_name(f"{_('figures')}-{form.day.isoformat()}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(xlsx_file(_("Figures in depth"), TABLE_HEAD, table_rows(report)), content_type=XLSX, headers=headers)


def _data(request: AppRequest, level: Level) -> HttpResponse:
    form, report = _asked_for(request, level)
    if not form.is_understood:
        return JsonResponse({"errors": form.errors.get_json_data()}, status=HTTPStatus.BAD_REQUEST)
    # Written so that a browser which takes it for a page finds no tag in it.
    text = json.dumps(as_data(report), cls=DjangoJSONEncoder).translate(NO_TAGS)
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "private, no-store"})


def _report(request: AppRequest, level: Level, words: dict[str, Any]) -> HttpResponse:
    if not level.is_within(scope_of(request.user, Perm.RUN_REPORTS)):
        raise PermissionDenied
    form = FiguresForm(request.GET, today=clock.today())
    if request.method == "POST":
        return asked(request, DocumentJob.Kind.FIGURES, words | form.words)
    context = {"title": level.name, "back": level.url, "period_in_words": period_in_words(form.period), "figures_on": form.day}
    return render(request, "dashboard/document_ask.html", context)
