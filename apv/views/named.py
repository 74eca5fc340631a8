"""The named part (the physical work environment): voluntary, under the person's name, kept at once, changed until the round closes."""

from dataclasses import replace
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from apv.asking import asked_in, course, read_answer
from apv.errors import SurveyClosedError
from apv.questionpage import question_of, said
from apv.usecases import answering
from apv.usecases.answering import Begun
from apv.views.answering import Path
from apv.views.survey_pages import Visit, respondent, visit_page
from safetynet.common.texts import in_language


@require_safe
@respondent(is_named=True)
def first_page(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001  a page needs nothing of the request
    """Whose name it is, who reads it, that it is voluntary."""
    path = _path(visit)
    names = path.questions[0].section.title if path.questions else visit.survey.name
    context = {
        "person": visit.invitation.person,
        "part_title": in_language(names, visit.language),
        "count": len(path.questions),
        "has_begun": bool(path.draft.answers),
    }
    return visit_page(visit, "named_first", context)


@require_http_methods(["GET", "HEAD", "POST"])
@respondent(is_named=True)
def question_page(request: HttpRequest, visit: Visit, step: int) -> HttpResponse:
    """One question; a POST keeps the answer under the name, or takes it back."""
    path = _path(visit)
    if not 1 <= step <= len(path.questions):
        return visit.to("first")
    if step not in path.steps:
        return _to(visit, path.after(step))
    if request.method != "POST":
        return _shown(visit, path, step, path.draft.answers.get(path.questions[step - 1].code))
    return _answered(request, visit, path, step)


@require_safe
@respondent(is_named=True)
def receipt_page(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """What is kept under the name, to be changed until the round closes."""
    path = _path(visit)
    steps, answers = course(path.questions, path.draft.answers)
    rows = []
    for step in steps:
        question = path.questions[step - 1]
        words = said(question, answers.get(question.code), visit.language)
        rows.append({"step": step, "text": in_language(question.text, visit.language), "said": words})
    return visit_page(visit, "named_receipt", {"rows": rows, "person": visit.invitation.person, "last_step": steps[-1] if steps else 0})


def _answered(request: HttpRequest, visit: Visit, path: Path, step: int) -> HttpResponse:
    question, go = path.questions[step - 1], request.POST.get("go", "next")
    posted = [] if go == "skip" else request.POST.getlist("answer")
    try:
        value = read_answer(question, posted)
        answering.save_named(visit.invitation, question, value, today=visit.today)
    except ValidationError as error:
        return _shown(visit, path, step, posted[-1], error=" ".join(error.messages))
    except SurveyClosedError:
        return visit.to("first")
    path = replace(path, draft=Begun(path.draft.answers | {question.code: value}))
    language = request.POST.get("language", "")
    if language in visit.languages:
        return _to(visit, step, language)
    if go == "back":
        before = path.before(step)
        return visit.to("step", before) if before else visit.to("first")
    return _to(visit, path.after(step))


def _path(visit: Visit) -> Path:
    return Path(asked_in(visit.survey, is_named=True), Begun(answering.named_answers(visit.invitation)))


def _to(visit: Visit, step: int | None, language: str = "") -> HttpResponse:
    return visit.to("receipt", language=language) if step is None else visit.to("step", step, language=language)


def _shown(visit: Visit, path: Path, step: int, value: object, *, error: str = "") -> HttpResponse:
    steps, question = path.steps, path.questions[step - 1]
    shown = replace(question_of(question, value, visit.language, is_first=path.before(step) is None), error=error)
    context = {"question": shown, "number": steps.index(step) + 1, "total": len(steps), "is_last": path.after(step) is None}
    context["person"] = visit.invitation.person
    return visit_page(visit, "question", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK)
