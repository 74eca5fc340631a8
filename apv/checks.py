"""What keeps a questionnaire from being finished, each with the place it is mended. Reads blueprints, not the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.blueprint import Asked, Blueprint, Texts
from apv.models import SCORED, WITH_OPTIONS, Scale
from apv.scales import OPTIONS

LANGUAGE_NAMES = {"da": gettext_lazy("Danish"), "sv": gettext_lazy("Swedish"), "en": gettext_lazy("English")}
FEWEST_OPTIONS = 2


@dataclass(frozen=True)
class Problem:
    """One thing to put right; `kind` and `code` say where: head, section (its number), dimension or question (its code)."""

    kind: str
    code: str
    text: str


def problems(blueprint: Blueprint, *, is_imported: bool = False) -> list[Problem]:
    """Everything, in the order of the questionnaire; empty when it can be finished."""
    return [*_of_head(blueprint, is_imported), *_of_dimensions(blueprint), *_of_sections(blueprint), *_of_questions(blueprint)]


def _of_head(blueprint: Blueprint, is_imported: bool) -> Iterator[Problem]:  # noqa: FBT001  one caller
    if not blueprint.languages:
        yield Problem("head", "", _("Choose at least one language."))
    for text in _missing({"name": blueprint.name, "purpose": blueprint.purpose}, blueprint.languages, demanded=("name",)):
        yield Problem("head", "", text)
    if not any(blueprint.questions):
        yield Problem("head", "", _("Ask at least one question."))
    if is_imported and not blueprint.licence:
        yield Problem("head", "", _("Write the licence that the questionnaire is used under."))
    if is_imported and not blueprint.attribution:
        yield Problem("head", "", _("Write who made the questionnaire, as its licence asks."))


def _of_dimensions(blueprint: Blueprint) -> Iterator[Problem]:
    measured = {question.dimension for question in blueprint.questions}
    for one in blueprint.dimensions:
        for text in _missing({"name": one.name}, blueprint.languages, demanded=("name",)):
            yield Problem("dimension", one.code, text)
        if one.code not in measured:
            yield Problem("dimension", one.code, _("No question belongs to the theme. Add one, or delete the theme."))


def _of_sections(blueprint: Blueprint) -> Iterator[Problem]:
    for place, part in enumerate(blueprint.parts, start=1):
        for text in _missing({"title": part.title, "intro": part.intro}, blueprint.languages, demanded=("title",)):
            yield Problem("section", str(place), text)
        if not part.questions:
            yield Problem("section", str(place), _("The section has no questions. Add one, or delete the section."))


def _of_questions(blueprint: Blueprint) -> Iterator[Problem]:
    earlier: dict[str, tuple[Asked, bool]] = {}
    for part in blueprint.parts:
        for question in part.questions:
            said = [
                *_missing({"text": question.text, "hint": question.hint}, blueprint.languages, demanded=("text",)),
                *_of_options(question, blueprint.languages),
                *_of_dimension(question, is_named=part.is_named),
                *_of_condition(question, earlier, is_named=part.is_named),
            ]
            for text in said:
                yield Problem("question", question.code, text)
            earlier[question.code] = (question, part.is_named)


def _of_options(question: Asked, languages: Iterable[str]) -> Iterator[str]:
    if question.scale in WITH_OPTIONS and len(question.options) < FEWEST_OPTIONS:
        yield _("Write at least two answers.")
    if question.scale == Scale.TEXT and question.options:
        yield _("A free text has no answers to choose from. Delete them, or choose another scale.")
    if len({one.value for one in question.options}) < len(question.options):
        yield _("Two answers have the same number.")
    for code in languages:
        if any(not one.text.get(code) for one in question.options):
            yield _("An answer has no text in %(language)s.") % {"language": LANGUAGE_NAMES[code]}


def _of_dimension(question: Asked, *, is_named: bool) -> Iterator[str]:
    if question.dimension and question.scale not in SCORED:
        yield _("Such a question has no score, so it belongs to no theme.")
    if question.dimension and is_named:
        yield _("The part with names is not counted, so its questions belong to no theme.")


def _of_condition(question: Asked, earlier: dict[str, tuple[Asked, bool]], *, is_named: bool) -> Iterator[str]:
    if question.shown_if is None:
        return
    decides, decides_named = earlier.get(question.shown_if.question, (None, is_named))
    if decides is None:
        yield _("It is shown only after an answer to a question that does not come before it.")
    elif decides_named != is_named:
        yield _("An answer in one part cannot decide what is asked in the other: the named and the anonymous part share nothing.")
    elif not question.shown_if.any_of or set(question.shown_if.any_of) - _values(decides):
        yield _("It is shown only after an answer that the other question does not have.")


def _values(question: Asked) -> set[int]:
    return {one.value for one in question.options or ()} or {one.value for one in OPTIONS.get(question.scale, ())}


def _missing(texts: dict[str, Texts], languages: Iterable[str], demanded: tuple[str, ...]) -> Iterator[str]:
    """A text that is there in one language has to be there in all; a demanded one has to be there."""
    for name, text in texts.items():
        if name in demanded or any(text.values()):
            for code in languages:
                if not text.get(code):
                    yield _("A text is missing in %(language)s.") % {"language": LANGUAGE_NAMES[code]}
