"""The questions of a self-audit out as a spreadsheet, and in from one."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apv.audit_set_rows import rows_of
from apv.files.audit_set_table import set_to_xlsx
from apv.files.faults import Fault, FaultyFileError
from apv.forms.audit_sets import ImportSetForm
from apv.models import AuditSet
from apv.usecases import audit_set_importing
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse
from safetynet.common.tablefiles import safe_file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Perm.RUN_AUDITS)
def audit_set_export_xlsx(request: AppRequest, pk: int) -> FileResponse:  # noqa: ARG001  a view
    """One line for each question; it can be brought in again."""
    audit_set = get_object_or_404(AuditSet, pk=pk)
    name = safe_file_name(f"{audit_set.year}-{audit_set}", "xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return FileResponse(set_to_xlsx(rows_of(audit_set), get_language() or "da"), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_set_import(request: AppRequest) -> HttpResponse:
    """Choose a file; what is wrong with it is told at once, and nothing is half kept."""
    newest = AuditSet.objects.finished().first()
    year = newest.year + 1 if newest else clock.today().year
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, faults = ImportSetForm(*posted, year=year), list[Fault]()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        trace = {"submission_id": said["submission_id"], "by": request.user, "now": clock.now()}
        try:
            made = audit_set_importing.bring_in(said["file"].read(), form.head(), based_on=said["based_on"], **trace)
        except FaultyFileError as error:
            faults = error.faults
            form.add_error("file", _("The file was not brought in. What is to be put right stands below."))
        else:
            messages.success(request, _("The questions are brought in. Read them through before you finish the set."))
            return redirect(made)
    return render(request, "apv/audit/set_import.html", {"form": form, "faults": faults}, status=422 if form.errors else 200)
