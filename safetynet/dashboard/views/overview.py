"""Overviews of every level: figures, pictures, the order of the open plans."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.committee_text import committee_items
from actionplans.kept_pages import PageShelf
from actionplans.models import ActionPlan
from actionplans.reports import LevelReport, Past
from apv.audit_published import newest_of
from orgstructure.access import scope_of, signed_in_only
from orgstructure.levels import Level, level_of_reader, overview_of
from orgstructure.models import Committee, Unit
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.dashboard import pictures
from safetynet.dashboard.committee_changes import CommitteeChanges
from safetynet.dashboard.forms.overview import PeriodForm
from safetynet.dashboard.lifted_waits import LiftedWaits
from safetynet.dashboard.overview import COLUMNS, Overview, period_in_words

PLANS_SHOWN = 10
YEAR_IN_SECONDS = 365 * 24 * 60 * 60


@require_safe
@signed_in_only
def overview(request: AppRequest) -> HttpResponse:
    """To the reader's own level: the committee one chairs, else what one manages, else the home unit."""
    if (place := level_of_reader(request.user, clock.today())) is None:
        return render(request, "dashboard/overview_nowhere.html")
    return redirect(overview_of(place))


@require_safe
@signed_in_only
def overview_unit(request: AppRequest, pk: int) -> HttpResponse:
    """A unit and all below it."""
    return _page(request, Level.of_unit(get_object_or_404(Unit, pk=pk), clock.today()))


@require_safe
@signed_in_only
def overview_committee(request: AppRequest, pk: int) -> HttpResponse:
    """What a committee and those below it cover."""
    return _page(request, _committee_or_404(pk))


def _committee_or_404(pk: int) -> Level:
    try:
        return Level.of_committee(pk, clock.today())
    except Committee.DoesNotExist as error:
        raise Http404 from error


def _page(request: AppRequest, level: Level) -> HttpResponse:
    today = clock.today()
    form = PeriodForm(request.GET, today=today)
    report = LevelReport.of(level, form.period, today)
    shown = Overview(report, Past.of(level.area, form.period.a_year_before()) if report else None)
    context = {
        "form": form,
        "sort": form.sort,
        "periods": form.proposals,
        "period_in_words": period_in_words(form.period),
        "period_query": form.query,
        "level": level,
        "shelf": PageShelf.of(request.user, clock.today(), request.get_full_path()),
        "report": report,
        "overview": shown,
        "columns": COLUMNS,
        "lines": shown.lines(form.sort),
        "plans": ActionPlan.objects.visible_to(request.user).most_pressing(level.area, level.order_id, PLANS_SHOWN),
        "lifted": LiftedWaits.of(level.area, request.user, today),
        "committee_list": committee_items(level.area, today),
        "committee_url": shown.rows(for_committee=True),
        "all_open_url": shown.rows(state="open"),
        "since": CommitteeChanges.of(shown, level, today=today),
        "audit_report": newest_of(level.unit, request.user) if level.unit else None,
        "report_url": reverse(f"{'level' if level.unit else 'committee'}-report", args=[level.pk]) + form.query,
        "figures_url": reverse(f"figures-{'unit' if level.unit else 'committee'}", args=[level.pk]) + form.query,
        "may_order": level.unit is not None and level.is_within(scope_of(request.user, Perm.PRIORITISE_PLANS)),
        "may_report": level.is_within(scope_of(request.user, Perm.RUN_REPORTS)),
    }
    return render(request, "dashboard/overview.html", context, status=HTTPStatus.OK if form.is_understood else HTTPStatus.BAD_REQUEST)


@require_safe
@signed_in_only
def overview_unit_picture(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """One chart of a unit's overview."""
    return _picture(request, Level.of_unit(get_object_or_404(Unit, pk=pk), clock.today()), name)


@require_safe
@signed_in_only
def overview_committee_picture(request: AppRequest, pk: int, name: str) -> HttpResponse:
    """One chart of a committee's overview."""
    return _picture(request, _committee_or_404(pk), name)


def _picture(request: AppRequest, level: Level, name: str) -> HttpResponse:
    """The address carries a mark of what is drawn, so the reader's own browser may keep it."""
    form = PeriodForm(request.GET, today=clock.today())
    drawn = pictures.drawn(name, LevelReport.of(level, form.period, clock.today()))
    if drawn is None:
        raise Http404
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"private, max-age={YEAR_IN_SECONDS}"
    return response
