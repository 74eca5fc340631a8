"""Results of a round: open to every employee from its release on, and to nobody before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apv.models import Round, RoundUnit, UnitAssessment
from apv.reports.comments import comments_in, may_read, named_in
from apv.reports.unit_report import UnitReport
from apv.usecases.releasing import mark_read
from orgstructure.access import may, rows_decide
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest


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
