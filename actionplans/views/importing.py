"""Old plans from a spreadsheet: choose the file, see what it would make, bring it in, undo it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.errors import IllegalMoveError, UndoTooLateError
from actionplans.forms.importing import FileForm, columns_form
from actionplans.importing.preview import Preview
from actionplans.importing.template import template_file
from actionplans.models import ActionPlan, PlanImport
from actionplans.usecases import importing as usecases
from orgstructure.access import Scope, rows_decide, scope_of, signed_in_only
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.questions import AnswersForm, ColumnsForm
from safetynet.common.sheets import SheetError
from safetynet.common.tablefiles import safe_file_name, xlsx_file

PER_PAGE = 25
SAMPLE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def plan_import(request: AppRequest) -> HttpResponse:
    """Choose a file; nothing is made before the next page says what it would be."""
    _scope_or_403(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = usecases.read_file(file.read(), name=file.name, by=request.user, now=clock.now())
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            return redirect(found)
    earlier = PlanImport.objects.visible_to(request.user).defer("table").order_by("-at")[:PER_PAGE]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "actionplans/import_new.html", {"form": form, "earlier": earlier}, status=status)


@require_safe
@signed_in_only
def plan_import_template(request: AppRequest) -> FileResponse:
    """An empty spreadsheet with the headings in the reader's language, and two lines to begin from."""
    _scope_or_403(request)
    return FileResponse(template_file(clock.today()), content_type=XLSX, headers=_attachment(_("plans-to-bring-in")))


@require_safe
@rows_decide
def plan_import_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What the file would make, line by line; or what it has made."""
    found = _import_or_404(request, pk)
    if found.state != PlanImport.State.READ:
        return _made(request, found)
    return _show(request, found)


@require_safe
@rows_decide
def plan_import_faulty(request: AppRequest, pk: int) -> FileResponse:
    """The lines with something to put right, as they were, with what is wrong beside them: to mend and bring in again."""
    headings, rows = _preview(request, _import_or_404(request, pk)).faulty_rows()
    return FileResponse(xlsx_file(_("Plans"), headings, rows), content_type=XLSX, headers=_attachment(_("lines-to-put-right")))


@require_POST
@rows_decide
def plan_import_columns(request: AppRequest, pk: int) -> HttpResponse:
    """These columns hold these fields."""
    found = _import_or_404(request, pk)
    form = columns_form(found, request.POST)
    if not form.is_valid():
        return _show(request, found, columns=form)
    found.understand(columns=form.chosen())
    return redirect(found)


@require_POST
@rows_decide
def plan_import_answers(request: AppRequest, pk: int) -> HttpResponse:
    """These texts mean this."""
    found = _import_or_404(request, pk)
    form = AnswersForm(request.POST, questions=_preview(request, found).questions)
    if not form.is_valid():
        return _show(request, found, answers=form)
    found.understand(answers=form.answers(found.answers))
    return redirect(found)


@require_POST
@rows_decide
def plan_import_run(request: AppRequest, pk: int) -> HttpResponse:
    """Make the plans of every faultless line."""
    found = _import_or_404(request, pk)
    try:
        number = usecases.bring_in(found, scope=_scope_or_403(request), by=request.user, now=clock.now(), today=clock.today())
    except IllegalMoveError as error:
        messages.warning(request, str(error))
        return redirect(found)
    text = ngettext("%(number)s plan was brought in.", "%(number)s plans were brought in.", number)
    messages.success(request, text % {"number": number})
    return redirect(found)


@require_POST
@rows_decide
def plan_import_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Take the untouched plans of an import away again."""
    found = _import_or_404(request, pk)
    try:
        gone, kept = usecases.undo(found, scope=_scope_or_403(request), by=request.user, now=clock.now())
    except (IllegalMoveError, UndoTooLateError) as error:
        messages.warning(request, str(error))
        return redirect(found)
    text = ngettext("%(number)s plan was taken away again.", "%(number)s plans were taken away again.", gone)
    messages.success(request, text % {"number": gone})
    if kept:
        text = ngettext(
            "%(number)s plan stays, because somebody has worked on it.", "%(number)s plans stay, because somebody has worked on them.", kept
        )
        messages.info(request, text % {"number": kept})
    return redirect(found)


def _show(request: AppRequest, found: PlanImport, columns: ColumnsForm | None = None, answers: AnswersForm | None = None) -> HttpResponse:
    preview = _preview(request, found)
    is_refused = bool(columns or answers)
    context = {
        "found": found,
        "preview": preview,
        "columns": columns or columns_form(found),
        "answers": answers or AnswersForm(questions=preview.questions),
        "refused": columns or answers,
        "faulty": Paginator(preview.faulty, PER_PAGE).get_page(request.GET.get("page")),
        "sample": preview.sample(SAMPLE),
    }
    return render(request, "actionplans/import_detail.html", context, status=422 if is_refused else 200)


def _made(request: AppRequest, found: PlanImport) -> HttpResponse:
    rows = found.rows.of_plans(ActionPlan.objects.visible_to(request.user)).select_related("plan__unit", "plan__owner")
    context = {
        "found": found,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_undo": found.may_be_undone(clock.now()),
    }
    return render(request, "actionplans/import_made.html", context)


def _preview(request: AppRequest, found: PlanImport) -> Preview:
    return Preview(found, scope=_scope_or_403(request), today=clock.today())


def _import_or_404(request: AppRequest, pk: int) -> PlanImport:
    return get_object_or_404(PlanImport.objects.visible_to(request.user), pk=pk)


def _scope_or_403(request: AppRequest) -> Scope:
    """Where the person may bring plans in: where plans may be edited, and what one sets the system up for."""
    scope = scope_of(request.user, Perm.EDIT_PLANS) | scope_of(request.user, Perm.CONFIGURE)
    if not scope:
        raise PermissionDenied
    return scope


def _attachment(name: str) -> dict[str, str]:
    file_name = safe_file_name(name, "xlsx")
    return {"Content-Disposition": f'attachment; filename="{file_name}"', "X-Content-Type-Options": "nosniff"}
