"""Results of a round: open to every employee from its release on, and to nobody before."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apv.models import Round, RoundUnit
from apv.reports.unit_report import UnitReport
from orgstructure.access import may, rows_decide
from orgstructure.permissions import Perm
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
        "survey_round": survey_round,
        "place": place,
        "report": UnitReport(survey_round, place),
        "may_propose": may(request.user, Perm.EDIT_PLANS, place.unit_id, place.unit.path),
    }
    return render(request, "apv/unit_report.html", context)


def round_or_404(request: AppRequest, pk: int) -> Round:
    """A round with results that the person may know of."""
    rounds = Round.objects.with_results_for(request.user).select_related("questionnaire", "split_by")
    return get_object_or_404(rounds, pk=pk)
