"""One question as a respondent sees it: the same for the survey, its preview and the look back before sending."""

from collections.abc import Sequence
from dataclasses import dataclass

from apv.models import Question, Scale
from apv.scales import options_of
from safetynet.common.texts import in_language

KINDS = {Scale.TEXT: "text", Scale.SEVERAL_OF: "several", Scale.ZERO_TO_TEN: "numbers"}


@dataclass(frozen=True)
class Choice:
    """One answer one can choose."""

    value: int
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class QuestionPage:
    """What stands on the page. `kind` is `one`, `numbers`, `several` or `text`; `intro` only where a section begins."""

    text: str
    hint: str
    section: str
    intro: str
    kind: str
    choices: Sequence[Choice]
    written: str
    error: str = ""


def question_of(question: Question, value: object, language: str, *, is_first: bool = False) -> QuestionPage:
    """The question with the answer given so far."""
    chosen = set(value) if isinstance(value, list) else {value}
    return QuestionPage(
        text=in_language(question.text, language),
        hint=in_language(question.hint, language),
        section=in_language(question.section.title, language),
        intro=in_language(question.section.intro, language) if is_first else "",
        kind=KINDS.get(Scale(question.scale), "one"),
        choices=[Choice(one.value, str(one.text), one.value in chosen) for one in options_of(question, language)],
        written=value if isinstance(value, str) else "",
    )


def said(question: Question, value: object, language: str) -> str:
    """The answer in words, empty for none."""
    if isinstance(value, str):
        return value
    return ", ".join(one.text for one in question_of(question, value, language).choices if one.is_chosen)
