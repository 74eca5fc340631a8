"""Cases of an earlier system from a file: choose it, see what it would make, bring it in, undo it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from injuries.errors import RefusedError
from injuries.forms.importing import CaseColumnsForm, CaseFileForm
from injuries.importing.preview import Preview
from injuries.importing.template import template_file
from injuries.models import CaseImport
from injuries.usecases import importing as usecases
from orgstructure.access import Scope, rows_decide, scope_of, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.questions import AnswersForm
from safetynet.common.sheets import SheetError
from safetynet.common.tablefiles import safe_file_name, xlsx_file

PER_PAGE, SAMPLE, MOST_UNITS = 25, 10, 15
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def injury_import(request: AppRequest) -> HttpResponse:
    """Choose a file; nothing is made before the next page says what it would be."""
    _scope_or_403(request)
    form = CaseFileForm(request.POST, request.FILES) if request.method == "POST" else CaseFileForm()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            found = usecases.read_file(
                told["file"].read(), name=told["file"].name, system=told["system"], submission_id=told["submission_id"],
                by=request.user, now=clock.now(),
            )  # fmt: skip
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            return redirect(found)
    earlier = CaseImport.objects.visible_to(request.user).defer("table", "left_out").order_by("-at")[:PER_PAGE]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "injuries/import_new.html", {"form": form, "earlier": earlier}, status=status)


@require_safe
@signed_in_only
def injury_import_template(request: AppRequest) -> FileResponse:
    """An empty spreadsheet with the headings in the reader's language, and two lines to begin from."""
    _scope_or_403(request)
    return FileResponse(template_file(clock.today()), content_type=XLSX, headers=_attachment(_("cases-to-bring-in")))


@require_safe
@never_cache
@rows_decide
def injury_import_detail(request: AppRequest, public_id: UUID) -> HttpResponse:
    """What the file would make, line by line; or what it has made."""
    found = _import_or_404(request, public_id)
    if found.state != CaseImport.State.READ:
        page = Paginator(found.left_out, PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "injuries/import_made.html", {"found": found, "page": page})
    return _show(request, found)


@require_safe
@never_cache
@rows_decide
def injury_import_faulty(request: AppRequest, public_id: UUID) -> FileResponse:
    """The lines with something to put right, as they were, with what is wrong beside them: to mend and bring in again."""
    headings, rows = _preview(request, _import_or_404(request, public_id)).faulty_rows()
    return FileResponse(xlsx_file(_("Cases"), headings, rows), content_type=XLSX, headers=_attachment(_("lines-to-put-right")))


@require_POST
@rows_decide
def injury_import_columns(request: AppRequest, public_id: UUID) -> HttpResponse:
    """These columns hold these fields, and the body's come in or stay out."""
    found = _import_or_404(request, public_id)
    form = CaseColumnsForm(request.POST, case_import=found)
    if not form.is_valid():
        return _show(request, found, columns=form)
    found.understand(columns=form.chosen(), takes_health=form.cleaned_data["takes_health"])
    return redirect(found)


@require_POST
@rows_decide
def injury_import_answers(request: AppRequest, public_id: UUID) -> HttpResponse:
    """These texts mean this."""
    found = _import_or_404(request, public_id)
    form = AnswersForm(request.POST, questions=_preview(request, found).questions)
    if not form.is_valid():
        return _show(request, found, answers=form)
    found.understand(answers=form.answers(found.answers))
    return redirect(found)


@require_POST
@rows_decide
def injury_import_run(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Make the cases of every faultless line."""
    found = _import_or_404(request, public_id)
    try:
        number = usecases.bring_in(found, scope=_scope_or_403(request), now=clock.now(), today=clock.today())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(number)s case was brought in.", "%(number)s cases were brought in.", number)
        messages.success(request, text % {"number": number})
    return redirect(found)


@require_POST
@rows_decide
def injury_import_undo(request: AppRequest, public_id: UUID) -> HttpResponse:
    """Take the whole import away again, or forget a file that was only read."""
    found = _import_or_404(request, public_id)
    _scope_or_403(request)
    if found.state == CaseImport.State.READ:
        usecases.forget(found)
        messages.success(request, _("The file is forgotten; nothing was made."))
        return redirect("injury-import")
    try:
        gone = usecases.undo(found, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(number)s case was taken away again.", "%(number)s cases were taken away again.", gone)
        messages.success(request, text % {"number": gone})
    return redirect(found)


def _show(
    request: AppRequest, found: CaseImport, columns: CaseColumnsForm | None = None, answers: AnswersForm | None = None
) -> HttpResponse:
    preview = _preview(request, found)
    refused = next((form for form in (columns, answers) if form is not None), None)
    context = {
        "found": found,
        "preview": preview,
        "columns": columns or CaseColumnsForm(case_import=found),
        "answers": answers or AnswersForm(questions=preview.questions),
        "refused": refused,
        "faulty": Paginator(preview.faulty, PER_PAGE).get_page(request.GET.get("page")),
        "sample": preview.sample(SAMPLE),
        "units": preview.by_unit[:MOST_UNITS],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "injuries/import_detail.html", context, status=status)


def _preview(request: AppRequest, found: CaseImport) -> Preview:
    return Preview(found, scope=_scope_or_403(request), today=clock.today())


def _import_or_404(request: AppRequest, public_id: UUID) -> CaseImport:
    return get_object_or_404(CaseImport.objects.visible_to(request.user), public_id=public_id)


def _scope_or_403(request: AppRequest) -> Scope:
    """Where the person may bring cases in: where injuries are administered."""
    scope = scope_of(request.user, Perm.ADMINISTER_INJURIES)
    if not scope:
        raise PermissionDenied
    return scope


def _attachment(name: str) -> dict[str, str]:
    file_name = safe_file_name(name, "xlsx")
    return {"Content-Disposition": f'attachment; filename="{file_name}"', "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
