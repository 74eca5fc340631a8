"""The questionnaires there are, and each as one reads it."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from apv.checks import LANGUAGE_NAMES
from apv.models import Questionnaire
from apv.reading import Reading
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common.http import AppRequest, HttpResponse


@require_safe
@needs(Perm.RUN_SURVEYS)
def questionnaire_list(request: AppRequest) -> HttpResponse:
    """Every family with its versions, newest first."""
    rows = Questionnaire.objects.for_list()
    families = [list(versions) for _family, versions in groupby(rows, key=lambda row: row.family)]
    return render(request, "apv/questionnaire_list.html", {"families": families})


@require_safe
@needs(Perm.RUN_SURVEYS)
def questionnaire_detail(request: AppRequest, pk: int) -> HttpResponse:
    """Reading it from the first to the last question, in one of its languages; printing the page prints just that."""
    questionnaire = get_object_or_404(Questionnaire.objects.select_related("made_by", "edited_by", "based_on"), pk=pk)
    language = _language(request, questionnaire)
    context = {
        "questionnaire": questionnaire,
        "reading": Reading(questionnaire, language),
        "language": language,
        "languages": [(code, LANGUAGE_NAMES[code]) for code in questionnaire.languages],
    }
    return render(request, "apv/questionnaire_detail.html", context)


def _language(request: AppRequest, questionnaire: Questionnaire) -> str:
    """The one that was asked for, else the reader's, else the first it has."""
    wanted, own = request.GET.get("language", ""), get_language() or "da"
    there: list[str] = questionnaire.languages or [own]
    return wanted if wanted in there else own if own in there else there[0]
