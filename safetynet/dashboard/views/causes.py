"""Why plans are not finished, at every level."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.kept_pages import PageShelf
from actionplans.reports import CausesReport
from orgstructure.access import signed_in_only
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard.causes_page import CausesPage
from safetynet.dashboard.forms.overview import PeriodForm
from safetynet.dashboard.overview import causes_picture, period_in_words


@require_safe
@signed_in_only
def overview_unit_causes(request: AppRequest, pk: int) -> HttpResponse:
    """In a unit and all below it."""
    return _page(request, Level.of_unit(get_object_or_404(Unit, pk=pk), clock.today()))


@require_safe
@signed_in_only
def overview_committee_causes(request: AppRequest, pk: int) -> HttpResponse:
    """In what a committee and those below it cover."""
    try:
        level = Level.of_committee(pk, clock.today())
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return _page(request, level)


def _page(request: AppRequest, level: Level) -> HttpResponse:
    form = PeriodForm(request.GET, today=clock.today())
    report = CausesReport.of(level, form.period, clock.today())
    context = {
        "form": form,
        "sort": form.sort,
        "periods": form.proposals,
        "period_in_words": period_in_words(form.period),
        "period_query": form.query,
        "level": level,
        "shelf": PageShelf.of(request.user, clock.today(), request.get_full_path()),
        "report": report,
        "page": CausesPage(report),
        "picture": causes_picture(level, form.period, report.causes),
    }
    return render(request, "dashboard/causes.html", context, status=HTTPStatus.OK if form.is_understood else HTTPStatus.BAD_REQUEST)
