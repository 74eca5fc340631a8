"""Sections, dimensions and questions of a questionnaire that is being written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apv.codes import code_of
from apv.errors import LockedError, RefusedError, StaleError
from apv.forms.parts import DimensionForm, QuestionForm, SectionForm, written_so_far
from apv.forms.questionnaires import MoveForm, StampForm
from apv.models import Dimension, Question, Questionnaire, Section
from apv.phone import SHOW, Phone
from apv.usecases import editing
from apv.usecases.editing import PartRow
from apv.views.drafting import back_to, draft_or_403, said_of, with_new_stamp
from orgstructure.access import needs
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.http import AppRequest, HttpResponse


@dataclass(frozen=True)
class Kind:
    """One kind of part: its rows, its form and its page."""

    model: type[PartRow]
    form: Callable[..., Any]
    page: str


KINDS = {
    "section": Kind(Section, SectionForm, "apv/section_edit.html"),
    "dimension": Kind(Dimension, DimensionForm, "apv/dimension_edit.html"),
    "question": Kind(Question, QuestionForm, "apv/question_edit.html"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def part_new(request: AppRequest, pk: int, kind: str) -> HttpResponse:
    """One more section or dimension."""
    return _write(request, KINDS[kind], draft_or_403(request, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def part_edit(request: AppRequest, pk: int, kind: str) -> HttpResponse:
    """A section or dimension as it stands."""
    row = _row_or_404(pk, KINDS[kind].model)
    return _write(request, KINDS[kind], draft_or_403(request, row.questionnaire_id), row)


def _write(request: AppRequest, kind: Kind, questionnaire: Questionnaire, row: PartRow | None) -> HttpResponse:
    form = kind.form(request.POST if request.method == "POST" else None, questionnaire=questionnaire, row=row)
    refused = _save(request, kind, questionnaire, row, form) if form.is_bound and form.is_valid() else ""
    if refused is None:
        return redirect("questionnaire-edit", questionnaire.pk)
    page = {"questionnaire": questionnaire, "row": row, "form": form, "refused": refused}
    return render(request, kind.page, page, status=409 if refused else 422 if form.errors else 200)


def _save(request: AppRequest, kind: Kind, questionnaire: Questionnaire, row: PartRow | None, form: Any) -> str | None:
    """None when it is saved, else what to say; a code that is taken becomes an error of the form."""
    trace = {"seen": form.cleaned_data["seen"], "by": request.user, "now": clock.now()}
    try:
        if row is not None:
            editing.change_part(row, form.columns(), **trace)
        else:
            editing.add_part(kind.model, questionnaire, form.columns() | _code(kind.model, questionnaire, form), **trace)
    except RefusedError as error:
        form.add_error("code", str(error))
        return ""
    except (StaleError, LockedError) as error:
        form.data = with_new_stamp(request, questionnaire.pk)
        return said_of(error, questionnaire.pk)
    messages.success(request, _("Saved."))
    return None


def _code(model: type[PartRow], questionnaire: Questionnaire, form: Any) -> dict[str, str]:
    """The code of a new dimension or question: as written, else made of its name."""
    if model is Section:
        return {}
    rows = questionnaire.questions if model is Question else questionnaire.dimensions
    taken = list(rows.values_list("code", flat=True))
    return {"code": form.cleaned_data["code"] or code_of(form.words("text" if model is Question else "name"), taken)}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def question_new(request: AppRequest, pk: int) -> HttpResponse:
    """One more question, at the end of a section."""
    questionnaire = draft_or_403(request, pk)
    begun = {"section": request.GET.get("section", "")}
    return _ask(request, questionnaire, None, begun)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Perm.RUN_SURVEYS)
def question_edit(request: AppRequest, pk: int) -> HttpResponse:
    """A question as it stands, with the phone beside it."""
    row = _row_or_404(pk, Question)
    return _ask(request, draft_or_403(request, row.questionnaire_id), row, {})


def _ask(request: AppRequest, questionnaire: Questionnaire, row: Any, begun: dict[str, Any]) -> HttpResponse:
    """Buttons that do not save (`intent`) show the same page with what was written so far."""
    intent, refused = request.POST.get("intent", ""), ""
    if request.method == "POST" and intent:
        form = QuestionForm(questionnaire=questionnaire, row=row, initial=written_so_far(request.POST, more_options=intent == "more"))
    else:
        form = QuestionForm(request.POST if request.method == "POST" else None, questionnaire=questionnaire, row=row, initial=begun)
        if form.is_bound and form.is_valid():
            said = _save(request, KINDS["question"], questionnaire, row, form)
            if said is None:
                return redirect("questionnaire-edit", questionnaire.pk)
            refused = said
    written = request.POST if request.method == "POST" else None
    asked = QuestionForm(written, questionnaire=questionnaire, row=row).as_asked() if written else row
    phone = Phone.of(asked, questionnaire, _language_wanted(request))
    page = {"questionnaire": questionnaire, "row": row, "form": form, "refused": refused, "phone": phone}
    return render(request, KINDS["question"].page, page, status=409 if refused else 422 if form.errors else 200)


@require_POST
@needs(Perm.RUN_SURVEYS)
def question_preview(request: AppRequest, pk: int) -> HttpResponse:
    """The phone alone, with what is written so far; nothing is kept."""
    questionnaire = draft_or_403(request, pk)
    asked = QuestionForm(request.POST, questionnaire=questionnaire).as_asked()
    page = {"phone": Phone.of(asked, questionnaire, _language_wanted(request)), "preview_url": request.path}
    return render(request, "apv/_phone.html", page)


def _language_wanted(request: AppRequest) -> str:
    """What a button of the preview says, else what it was turned to before."""
    intent = request.POST.get("intent", "")
    return intent.removeprefix(SHOW) if intent.startswith(SHOW) else request.POST.get("shown_in", "")


@require_POST
@needs(Perm.RUN_SURVEYS)
def part_move(request: AppRequest, pk: int, kind: str) -> HttpResponse:
    """One place up or down."""
    row, form = _row_or_404(pk, KINDS[kind].model), MoveForm(request.POST)
    questionnaire = draft_or_403(request, row.questionnaire_id)
    if form.is_valid():
        _do(request, row, form, lambda **trace: editing.move_part(row, form.cleaned_data["step"], **trace))
    return back_to(questionnaire)


@require_POST
@needs(Perm.RUN_SURVEYS)
def part_delete(request: AppRequest, pk: int, kind: str) -> HttpResponse:
    """Out of the questionnaire."""
    row, form = _row_or_404(pk, KINDS[kind].model), StampForm(request.POST)
    questionnaire = draft_or_403(request, row.questionnaire_id)
    if form.is_valid() and _do(request, row, form, lambda **trace: editing.delete_part(row, **trace)):
        messages.success(request, _("It is deleted."))
    return back_to(questionnaire)


def _do(request: AppRequest, row: PartRow, form: Form, act: Callable[..., None]) -> bool:
    try:
        act(seen=form.cleaned_data["seen"], by=request.user, now=clock.now())
    except (StaleError, LockedError) as error:
        messages.warning(request, said_of(error, row.questionnaire_id))
        return False
    except RefusedError as error:
        messages.warning(request, str(error))
        return False
    return True


def _row_or_404(pk: int, model: type[PartRow]) -> Any:
    return get_object_or_404(model, pk=pk)
