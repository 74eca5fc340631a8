"""The anonymous part: first page, one question a page, a look back, send, receipt. GET never writes."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from apv.aftermath import SinceLastTime
from apv.asking import asked_in, course, read_answer
from apv.errors import NothingAnsweredError, SurveyClosedError
from apv.models import Question, RoundKind, Scale
from apv.questionpage import question_of, said
from apv.usecases import answering
from apv.usecases.answering import Begun
from apv.views.survey_pages import Visit, respondent, visit_page
from safetynet.common.surveypages import FORGET
from safetynet.common.texts import in_language


@dataclass(frozen=True)
class Path:
    """The questions of this part, what is answered so far, and the steps that leads to."""

    questions: list[Question]
    draft: Begun

    @property
    def steps(self) -> list[int]:
        """Which steps are shown."""
        return course(self.questions, self.draft.answers)[0]

    def after(self, step: int) -> int | None:
        """The next step shown, None after the last."""
        return next((one for one in self.steps if one > step), None)

    def before(self, step: int) -> int | None:
        """The step before, None at the first."""
        return next((one for one in reversed(self.steps) if one < step), None)


@require_safe
@respondent()
def first_page(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001  a page needs nothing of the request
    """Purpose, time, who sees what at which level; and where one left off."""
    if answering.is_used(visit.token):
        return visit.to("receipt")
    path = _path(visit)
    at = path.draft.at
    context = {
        "goes_on_at": at,
        "goes_on_to": f"{at}/" if at <= len(path.questions) else "send/",
        "count": len(path.questions),
        "has_text": any(question.scale == Scale.TEXT for question in path.questions),
        "has_sensitive": any(question.is_sensitive for question in path.questions),
    }
    return visit_page(visit, "first", context | _promises(visit))


@require_http_methods(["GET", "HEAD", "POST"])
@respondent()
def question_page(request: HttpRequest, visit: Visit, step: int) -> HttpResponse:
    """One question. A POST keeps the draft and goes on, back, past the question, or to the same one in another language."""
    if answering.is_used(visit.token):
        return visit.to("receipt")
    path = _path(visit)
    if not 1 <= step <= len(path.questions):
        return visit.to("first")
    if step not in path.steps:
        return _to(visit, path.after(step))
    if request.method != "POST":
        return _shown(visit, path, step, path.draft.answers.get(path.questions[step - 1].code))
    return _answered(request, visit, path, step)


def _answered(request: HttpRequest, visit: Visit, path: Path, step: int) -> HttpResponse:
    question, go = path.questions[step - 1], request.POST.get("go", "next")
    answers = {code: value for code, value in path.draft.answers.items() if code != question.code}
    posted = [] if go == "skip" else request.POST.getlist("answer")
    try:
        value = read_answer(question, posted)
    except ValidationError as error:
        return _shown(visit, path, step, posted[-1], error=" ".join(error.messages))
    if value is not None:
        answers[question.code] = value
    path = replace(path, draft=Begun(answers, path.draft.at))
    language = request.POST.get("language", "")
    if language in visit.languages:
        target: int | None = step
    else:
        target, language = path.before(step) if go == "back" else path.after(step), visit.language
    aside = answers.keys() - course(path.questions, answers)[1].keys()
    answering.save_draft(visit.survey, visit.token, Begun(answers, target or len(path.questions) + 1), aside=aside)
    if go == "back" and target is None:
        return visit.to("first", language=language)
    return _to(visit, target, language)


@require_http_methods(["GET", "HEAD", "POST"])
@respondent()
def send_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was answered, to look over and put right; a POST seals and sends it."""
    if request.method == "POST":
        try:
            answering.submit(visit.invitation, visit.token, today=visit.today)
        except SurveyClosedError:
            return visit.to("first")
        except NothingAnsweredError:
            return _overview(visit, is_empty=True)
        return visit.to("receipt")
    return visit.to("receipt") if answering.is_used(visit.token) else _overview(visit)


@require_safe
@respondent()
def receipt_page(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """What happens next. No answer is ever shown again, and the browser is asked to forget its copies."""
    if not answering.is_used(visit.token):
        return visit.to("first")
    has_named = bool(asked_in(visit.survey, is_named=True))
    response = visit_page(visit, "receipt", {"has_named": has_named})
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _path(visit: Visit) -> Path:
    return Path(asked_in(visit.survey), answering.begun(visit.token))


def _to(visit: Visit, step: int | None, language: str = "") -> HttpResponse:
    return visit.to("send", language=language) if step is None else visit.to("step", step, language=language)


def _shown(visit: Visit, path: Path, step: int, value: object, *, error: str = "") -> HttpResponse:
    steps, question = path.steps, path.questions[step - 1]
    before = path.before(step)
    is_first = before is None or path.questions[before - 1].section_id != question.section_id
    shown = replace(question_of(question, value, visit.language, is_first=is_first), error=error)
    context = {"question": shown, "number": steps.index(step) + 1, "total": len(steps), "is_last": path.after(step) is None}
    return visit_page(visit, "question", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK)


def _overview(visit: Visit, *, is_empty: bool = False) -> HttpResponse:
    path = _path(visit)
    steps, answers = course(path.questions, path.draft.answers)
    rows = []
    for number, step in enumerate(steps, start=1):
        question = path.questions[step - 1]
        words = said(question, answers.get(question.code), visit.language)
        rows.append({"step": step, "number": number, "text": in_language(question.text, visit.language), "said": words})
    context = {"rows": rows, "skipped": sum(not row["said"] for row in rows), "last_step": steps[-1] if steps else 0, "is_empty": is_empty}
    return visit_page(visit, "send", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if is_empty else HTTPStatus.OK)


def _promises(visit: Visit) -> dict[str, Any]:
    """What it is for, and where this person's answers are counted, as the round was opened with."""
    survey, unit = visit.survey, visit.unit
    above = unit.counted_in if unit.counted_in_id != unit.pk else None
    return {
        "purpose": in_language(survey.questionnaire.purpose, visit.language),
        "attribution": survey.questionnaire.attribution,
        "minutes": 1 if survey.kind == RoundKind.PULSE else survey.questionnaire.minutes,
        "since": _since_last_time(visit),
        "is_small": unit.counted_in_id != unit.pk,
        "counted_in": above,
        "counted_name": above.name if above else unit.name,
        "split": in_language(survey.split_by.text, visit.language) if survey.split_by else "",
    }


def _since_last_time(visit: Visit) -> SinceLastTime | None:
    """What was worked on of what the last APV found, in the respondent's unit or the one it is counted in; a pulse is about one thing."""
    if visit.survey.kind == RoundKind.PULSE:
        return None
    unit = visit.unit
    return SinceLastTime.of([unit.unit_id, *([unit.counted_in.unit_id] if unit.counted_in else [])])
