"""Questionnaires out as files, and in from files."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apv.blueprint import blueprint_of
from apv.errors import RefusedError
from apv.files.faults import Fault, FaultyFileError
from apv.files.lss_out import lss_of
from apv.files.xlsx_out import xlsx_of
from apv.forms.files import ImportForm
from apv.models import Questionnaire
from apv.usecases import importing
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.tablefiles import safe_file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Perm.RUN_SURVEYS)
def questionnaire_export_xlsx(request: AppRequest, pk: int) -> FileResponse:  # noqa: ARG001  a view
    """The whole questionnaire as a spreadsheet that can be brought in again."""
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    file = xlsx_of(blueprint_of(questionnaire), get_language() or "da")
    return FileResponse(file, content_type=XLSX, headers=_attachment(questionnaire, "xlsx"))


@require_safe
@needs(Perm.RUN_SURVEYS)
def questionnaire_export_lss(request: AppRequest, pk: int) -> HttpResponse:  # noqa: ARG001  a view
    """The questionnaire for LimeSurvey."""
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    return HttpResponse(lss_of(blueprint_of(questionnaire)), content_type="application/xml", headers=_attachment(questionnaire, "lss"))


def _attachment(questionnaire: Questionnaire, ending: str) -> dict[str, str]:
    name = safe_file_name(f"{questionnaire.family}-{questionnaire.version}", ending)
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def questionnaire_import(request: AppRequest) -> HttpResponse:
    """Choose a file; what is wrong with it is told at once, and nothing is half kept."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    faults: list[Fault] = []
    if form.is_bound and form.is_valid():
        try:
            imported = importing.read_file(form.cleaned_data["file"].read())
            made = importing.bring_in(
                imported, form.terms(), submission_id=form.cleaned_data["submission_id"], by=request.user, now=clock.now()
            )
        except FaultyFileError as error:
            faults = error.faults
            form.add_error("file", _("The file was not brought in. What is to be put right stands below."))
        except RefusedError as error:
            form.add_error("version_of", str(error))
        else:
            messages.success(request, _("The questionnaire is brought in. Read it through before you finish it."))
            return redirect("questionnaire-edit", made.pk)
    return render(request, "apv/questionnaire_import.html", {"form": form, "faults": faults}, status=422 if form.errors else 200)
