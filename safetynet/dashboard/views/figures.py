"""Figures in depth of a unit or a committee: page, picture, spreadsheet, and JSON for other systems."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.reports.depth import DepthReport
from orgstructure.access import scope_of, signed_in_only
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.figures_page import FiguresPage, curve_svg
from safetynet.dashboard.forms.figures import FiguresForm
from safetynet.dashboard.overview import period_in_words
from safetynet.dashboard.views.overview import YEAR_IN_SECONDS


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
    context = {
        "form": form,
        "level": level,
        "report": report,
        "page": FiguresPage(report, form.query),
        "period_in_words": period_in_words(form.period),
        "may_report": level.is_within(scope_of(request.user, Perm.RUN_REPORTS)),
    }
    return render(request, "dashboard/figures.html", context, status=HTTPStatus.OK if form.is_understood else HTTPStatus.BAD_REQUEST)


def _picture(request: AppRequest, level: Level) -> HttpResponse:
    """The address carries a mark of what is drawn, so the reader's own browser may keep it."""
    _form, report = _asked_for(request, level)
    if not report.now.survival:
        raise Http404
    response = HttpResponse(curve_svg(report.now.survival, report.before.survival), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"private, max-age={YEAR_IN_SECONDS}"
    return response
