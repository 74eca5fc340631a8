"""An earlier year of self-audit from a file: choose it, see what it would make, bring it in, link its questions, undo it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apv.audit_import_preview import AuditPreview
from apv.audit_links import AuditLinks
from apv.audit_template import template_file
from apv.errors import RefusedError
from apv.forms.audit_importing import AuditColumnsForm, AuditFactsForm, AuditFileForm, AuditLinksForm, AuditPeopleColumnsForm
from apv.models import AuditImport
from apv.usecases import audit_importing as usecases
from orgstructure.access import Scope, needs, rows_decide, scope_of
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest
from safetynet.common.questions import AnswersForm
from safetynet.common.sheets import SheetError
from safetynet.common.tablefiles import safe_file_name, xlsx_book

PER_PAGE, SAMPLE, LATEST = 25, 10, 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_AUDITS)
def audit_import(request: AppRequest) -> HttpResponse:
    """Choose a file and say what it is of; nothing is made before the next page says what it would be."""
    told = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AuditFileForm(*told, scope=_scope_or_403(request), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(request, form)
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            return redirect(found)
    earlier = AuditImport.objects.visible_to(request.user).for_list()[:LATEST]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "apv/audit/import_new.html", {"form": form, "earlier": earlier}, status=status)


def _read(request: AppRequest, form: AuditFileForm) -> AuditImport:
    told = form.cleaned_data
    people = told["people"].read() if told["people"] else b""
    return usecases.read_files(
        told["file"].read(), people, name=told["file"].name, given=form.given(), submission_id=told["submission_id"], by=request.user,
        now=clock.now(),
    )  # fmt: skip


@require_safe
@needs(Perm.RUN_AUDITS)
def audit_import_template(request: AppRequest) -> FileResponse:
    """An empty spreadsheet with the headings in the reader's language, and a few lines to begin from."""
    del request
    file = template_file(clock.today().year - 1)
    return FileResponse(file, content_type=XLSX, headers=_attachment(_("self-audits-to-bring-in")))


@require_safe
@never_cache
@rows_decide
def audit_import_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What the file would make; or what it has made."""
    found = _import_or_404(request, pk)
    if found.state != AuditImport.State.READ:
        page = Paginator(found.left_out, PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "apv/audit/import_made.html", {"found": found, "page": page})
    return _show(request, found)


@require_safe
@never_cache
@rows_decide
def audit_import_faulty(request: AppRequest, pk: int) -> FileResponse:
    """The audits with something to put right, as they were, with what is wrong beside: to mend and bring in."""
    sheets = _preview(request, _import_or_404(request, pk)).faulty_sheets()
    return FileResponse(xlsx_book(sheets), content_type=XLSX, headers=_attachment(_("lines-to-put-right")))


@require_POST
@rows_decide
def audit_import_facts(request: AppRequest, pk: int) -> HttpResponse:
    """The file is of this year, of these units and of these questions."""
    found = _import_or_404(request, pk)
    form = AuditFactsForm(request.POST, scope=_scope_or_403(request), today=clock.today())
    if not form.is_valid():
        return _show(request, found, facts=form)
    found.understand(facts=form.given().facts())
    return redirect(found)


@require_POST
@rows_decide
def audit_import_columns(request: AppRequest, pk: int) -> HttpResponse:
    """These columns hold these fields."""
    found = _import_or_404(request, pk)
    columns, people = AuditColumnsForm(request.POST, found=found), AuditPeopleColumnsForm(request.POST, found=found)
    if not (columns.is_valid() and people.is_valid()):
        return _show(request, found, columns=columns, people=people)
    found.understand(columns=columns.chosen() | people.chosen())
    return redirect(found)


@require_POST
@rows_decide
def audit_import_answers(request: AppRequest, pk: int) -> HttpResponse:
    """These texts mean this."""
    found = _import_or_404(request, pk)
    form = AnswersForm(request.POST, questions=_preview(request, found).questions)
    if not form.is_valid():
        return _show(request, found, answers=form)
    found.understand(answers=form.answers(found.answers))
    return redirect(found)


@require_POST
@rows_decide
def audit_import_run(request: AppRequest, pk: int) -> HttpResponse:
    """Make the audits without a fault."""
    found = _import_or_404(request, pk)
    try:
        number = usecases.bring_in(found, scope=_scope_or_403(request), now=clock.now(), today=clock.today())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(number)s self-audit was brought in.", "%(number)s self-audits were brought in.", number)
        messages.success(request, text % {"number": number})
    return redirect(found)


@require_POST
@rows_decide
def audit_import_undo(request: AppRequest, pk: int) -> HttpResponse:
    """Take the whole import away again, or forget a file that was only read."""
    found = _import_or_404(request, pk)
    _scope_or_403(request)
    if found.state == AuditImport.State.READ:
        usecases.forget(found)
        messages.success(request, _("The file is forgotten; nothing was made."))
        return redirect("audit-import")
    try:
        gone = usecases.undo(found, now=clock.now())
    except RefusedError as error:
        messages.warning(request, str(error))
    else:
        text = ngettext("%(number)s self-audit was taken away again.", "%(number)s self-audits were taken away again.", gone)
        messages.success(request, text % {"number": gone})
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@rows_decide
def audit_import_links(request: AppRequest, pk: int) -> HttpResponse:
    """Which questions of another year's set ask the same: offered, and said by a person."""
    found = _import_or_404(request, pk)
    _scope_or_403(request)
    if found.year is None:
        return redirect(found)
    links = AuditLinks(found.year.question_set, _number(request.POST.get("set") or request.GET.get("set")))
    form = AuditLinksForm(request.POST if request.method == "POST" else None, links=links)
    if links.earlier and form.is_bound and form.is_valid():
        number = usecases.link(links.newer, links.earlier, form.pairs())
        text = ngettext("%(number)s question is linked.", "%(number)s questions are linked.", number)
        messages.success(request, text % {"number": number})
        return redirect(found)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "apv/audit/import_links.html", {"found": found, "links": links, "form": form}, status=status)


def _show(request: AppRequest, found: AuditImport, **bound: Any) -> HttpResponse:
    """The page with what was read; `bound` are forms that were refused."""
    preview, scope = _preview(request, found), _scope_or_403(request)
    context = {
        "found": found,
        "preview": preview,
        "facts": AuditFactsForm(scope=scope, today=clock.today(), facts=found.facts),
        "columns": AuditColumnsForm(found=found),
        "people": AuditPeopleColumnsForm(found=found),
        "answers": bound.get("answers") or AnswersForm(questions=preview.questions),
        "faulty": Paginator(preview.faulty, PER_PAGE).get_page(request.GET.get("page")),
        "sample": preview.sample(SAMPLE),
    } | bound
    refused = next((form for form in bound.values() if form.errors), None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "apv/audit/import_detail.html", context | {"refused": refused}, status=status)


def _preview(request: AppRequest, found: AuditImport) -> AuditPreview:
    return AuditPreview(found, scope=_scope_or_403(request), today=clock.today())


def _import_or_404(request: AppRequest, pk: int) -> AuditImport:
    return get_object_or_404(AuditImport.objects.visible_to(request.user).with_year(), pk=pk)


def _scope_or_403(request: AppRequest) -> Scope:
    """Where the person may bring a year in: where self-audits are run."""
    scope = scope_of(request.user, Perm.RUN_AUDITS)
    if not scope:
        raise PermissionDenied
    return scope


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004


def _attachment(name: str) -> dict[str, str]:
    file_name = safe_file_name(name, "xlsx")
    return {"Content-Disposition": f'attachment; filename="{file_name}"', "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
