"""A survey on paper: letters with codes, and the poster."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.models import Round, RoundStatus
from apv.views.rounds import run_or_403
from orgstructure.access import rows_decide
from safetynet.common.given import read_id
from safetynet.common.http import AppRequest
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.survey_papers import AT_ONCE, code_page, receivers
from safetynet.dashboard.views.documents import asked


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def round_letters(request: AppRequest, pk: int) -> HttpResponse:
    """Letters to those without a mail address, or to everybody; a hundred and fifty in each document."""
    survey_round = run_or_403(request, pk)
    if survey_round.status != RoundStatus.OPEN:
        return redirect(survey_round)
    if request.method == "POST":
        first, everybody = read_id(request.POST.get("first", "")) or 0, request.POST.get("who") == "all"
        return asked(request, DocumentJob.Kind.LETTERS, {"round": survey_round.pk, "first": first, "everybody": everybody})
    groups = [_group(survey_round, _("Without a mail address"), "none"), _group(survey_round, _("Everybody asked"), "all")]
    return render(request, "apv/round_letters.html", {"round": survey_round, "groups": groups, "code_page": code_page()})


def _group(survey_round: Round, label: str, who: str) -> dict[str, Any]:
    number = receivers(survey_round, everybody=who == "all").count()
    parts = [(first, first + 1, min(first + AT_ONCE, number)) for first in range(0, number, AT_ONCE)]
    return {"label": label, "who": who, "number": number, "parts": parts}


@require_POST
@rows_decide
def round_poster(request: AppRequest, pk: int) -> HttpResponse:
    """The sheet for the wall."""
    survey_round = run_or_403(request, pk)
    if survey_round.status != RoundStatus.OPEN:
        return redirect(survey_round)
    return asked(request, DocumentJob.Kind.CODE_PAGE, {"round": survey_round.pk})
