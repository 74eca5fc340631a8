"""Which questions a respondent meets, in which order, and what counts as an answer. Pure; `questions` come from `asked_in`."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apv.models import Question, Round, RoundKind, Scale
from apv.scales import is_shown, options_of
from safetynet.common.opentext import tidy

LONGEST_TEXT = 4000
Answers = dict[str, object]


def asked_in(survey: Round, *, is_named: bool = False) -> list[Question]:
    """The questions of one part in order, in one query; a pulse asks only those it repeats, and has no named part."""
    questions = Question.objects.filter(questionnaire=survey.questionnaire_id, section__is_named=is_named)
    if survey.kind == RoundKind.PULSE:
        questions = questions.filter(code__in=[] if is_named else survey.repeats)
    return list(questions.select_related("section").order_by("position"))


def course(questions: Sequence[Question], answers: Mapping[str, object]) -> tuple[list[int], Answers]:
    """The steps (from 1) that the answers lead to, and the answers given on them: what is no longer shown is not answered.

    A condition on a question that is not asked here (a pulse repeats a few) does not hold anything back.
    """
    codes = {question.code for question in questions}
    steps: list[int] = []
    kept: Answers = {}
    for step, question in enumerate(questions, start=1):
        waits = bool(question.shown_if) and question.shown_if["question"] in codes
        if waits and not is_shown(question, kept):
            continue
        steps.append(step)
        if question.code in answers:
            kept[question.code] = answers[question.code]
    return steps, kept


def read_answer(question: Question, posted: Sequence[str]) -> int | str | list[int] | None:
    """What was posted as a value of the question's scale, None for nothing. Raises ValidationError with a sentence for the person."""
    if question.scale == Scale.TEXT:
        return _read_text(posted[-1] if posted else "")
    given = [one for one in posted if one]
    values: list[int] = []
    for one in given:
        with suppress(ValueError):
            values.append(int(one))
    allowed = [option.value for option in options_of(question)]
    is_several = question.scale == Scale.SEVERAL_OF
    if len(values) != len(given) or not set(values) <= set(allowed) or (len(values) > 1 and not is_several):
        raise ValidationError(_("Choose one of the answers on the page."))
    if not values:
        return None
    return [value for value in allowed if value in values] if is_several else values[0]


def _read_text(posted: str) -> str | None:
    text = tidy(posted).strip()
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            _("Write %(most)s characters at most. You have written %(now)s; shorten the text and go on.")
            % {"most": LONGEST_TEXT, "now": len(text)}
        )
    return text or None
