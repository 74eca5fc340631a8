"""A LimeSurvey survey as a questionnaire of ours: one question a screen, so grids become a question a line; what has no place is noted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

from apv.blueprint import LANGUAGES, Asked, Blueprint, Choice, Part, Texts, words
from apv.files.faults import Fault, FaultyFileError
from apv.files.lss_rules import Rules
from apv.files.lss_survey import LimeAnswer, LimeGroup, LimeQuestion, LimeSurvey, survey_of
from apv.files.lss_tables import read_tables
from apv.left_out import note

LONGEST = {"text": 500, "hint": 500, "answer": 200, "title": 120, "intro": 1000}
MOST_QUESTIONS = 400
OTHER = words("Andet", "Annat", "Other")
YES, NO = ("Y", words("Ja", "Ja", "Yes"), 100), ("N", words("Nej", "Nej", "No"), 0)
FIXED: Final[Mapping[str, tuple[tuple[str, Texts, float | None], ...]]] = {
    "Y": (YES, NO),
    "C": (YES, NO, ("U", words("Ved ikke", "Vet inte", "Uncertain"), None)),
    "E": (
        ("I", words("Mere", "Mer", "Increase"), 100),
        ("S", words("Det samme", "Samma", "Same"), 50),
        ("D", words("Mindre", "Mindre", "Decrease"), 0),
    ),
    "G": (("F", words("Kvinde", "Kvinna", "Female"), None), ("M", words("Mand", "Man", "Male"), None)),
}
NUMBERED: Final = {"5": 5, "A": 5, "B": 10}
LISTS, GRIDS, SEVERAL = ("L", "!", "O"), ("F", "H", "1"), ("M", "P")
FREE, FREE_GRIDS = ("S", "T", "U", "N"), ("Q", "K")
PASSED_OVER = ("I", "*")  # the choice of language, and sums that nobody sees
KINDS: Final = {"D": "date", "R": "ranking", "|": "file", ":": "table of numbers", ";": "table of texts"}


@dataclass
class Imported:
    """The questionnaire and what could not be carried over."""

    blueprint: Blueprint
    left_out: list[dict[str, Any]]


@dataclass
class _Import:
    """The questions so far, and the numbers that their answers have got here."""

    languages: Sequence[str]
    rules: Rules = field(default_factory=Rules)
    codes: set[str] = field(default_factory=set)
    notes: list[dict[str, Any]] = field(default_factory=list)

    def code(self, *names: str) -> str:
        """One that no other question has."""
        wanted = slugify("_".join(name for name in names if name)).replace("-", "_")[:36] or "q"
        code = next(one for one in (wanted, *(f"{wanted}_{number}" for number in range(2, 1000))) if one not in self.codes)
        self.codes.add(code)
        return code

    def say(self, what: str, /, **params: str) -> None:
        """Note it, once."""
        one = note(what, **params)
        if one not in self.notes:
            self.notes.append(one)

    def cut(self, texts: Texts, kind: str, code: str) -> dict[str, str]:
        """Texts no longer than ours may be."""
        if any(len(text) > LONGEST[kind] for text in texts.values()):
            self.say("long", code=code)
        return {name: text[: LONGEST[kind]].strip() for name, text in texts.items()}


def read_lss(content: bytes) -> Imported:
    """The questionnaire in the file. Raises `FaultyFileError` with a sentence that says what to do."""
    survey = survey_of(read_tables(content))
    if not survey.languages:
        raise FaultyFileError([Fault(_("The survey is in none of our languages: Danish, Swedish or English. Translate it there first."))])
    made = _Import(survey.languages)
    parts = [part for group in survey.groups if (part := _part(group, survey, made)).questions]
    if not parts:
        raise FaultyFileError([Fault(_("There is no question in the survey that can be asked here."))])
    if len(made.codes) > MOST_QUESTIONS:
        raise FaultyFileError([Fault(_("There are more than %(most)s questions. Divide the questionnaire.") % {"most": MOST_QUESTIONS})])
    _note_the_whole(survey, made)
    title = made.cut(survey.title, "title", "title") or {survey.languages[0]: "LimeSurvey"}
    purpose = made.cut(survey.description, "hint", "description")
    blueprint = Blueprint(
        family=slugify(next(iter(title.values())))[:50], name=title, purpose=purpose, parts=tuple(parts), languages=tuple(survey.languages)
    )
    return Imported(blueprint, made.notes)


def _note_the_whole(survey: LimeSurvey, made: _Import) -> None:
    for language in survey.left_out_languages:
        made.say("language", language=language)
    if any(question.is_mandatory for group in survey.groups for question in group.questions):
        made.say("mandatory")
    if survey.has_formats:
        made.say("html")
    if survey.has_more:
        made.say("quota")


def _part(group: LimeGroup, survey: LimeSurvey, made: _Import) -> Part:
    name = group.name or {survey.languages[0]: "–"}
    title, intro = made.cut(name, "title", _first(name)), made.cut(group.description, "intro", _first(name))
    if group.is_random:
        made.say("random", code=_first(name))
    asked: list[Asked] = []
    for question in group.questions:
        if question.kind == "X":
            made.say("text_only", code=question.code)
            intro = _joined(intro, made.cut(question.texts, "intro", question.code))
            continue
        asked += _with_rule(list(_questions(question, made)), question, group, survey, made)
    return Part(title=title, intro=intro, questions=tuple(asked))


def _joined(one: Texts, other: Texts) -> dict[str, str]:
    codes = [code for code in LANGUAGES if code in one or code in other]
    return {code: "\n\n".join(text for text in (one.get(code), other.get(code)) if text)[: LONGEST["intro"]] for code in codes}


def _with_rule(asked: list[Asked], question: LimeQuestion, group: LimeGroup, survey: LimeSurvey, made: _Import) -> list[Asked]:
    """Each with what it is shown after; what it is shown after may have no simple form, and is noted then."""
    rule, formula = made.rules.read(question.relevance, conditions=[row for row in survey.conditions if row.get("qid") == question.qid])
    if formula:
        made.say("relevance", code=question.code, formula=formula[:100])
    outer, formula = made.rules.read(group.relevance)
    if formula or (outer and rule and outer != rule):
        made.say("group_relevance", code=_first(group.name), formula=(formula or group.relevance)[:100])
    shown = rule or outer
    return [replace(one, shown_if=shown) if shown and one.shown_if is None else one for one in asked]


def _questions(question: LimeQuestion, made: _Import) -> Iterator[Asked]:
    if question.kind in SEVERAL:
        yield _several(question, made)
    elif question.kind in FREE_GRIDS:
        for part in question.parts:
            yield _free(question, made, part)
    elif question.kind in FREE:
        yield _free(question, made)
    elif question.kind in (*LISTS, *GRIDS, *FIXED, *NUMBERED):
        yield from _chosen(question, made)
    elif question.kind not in PASSED_OVER:
        made.say("type", code=question.code, kind=KINDS.get(question.kind, question.kind))
    if question.kind in ("O", "P"):
        made.say("comment", code=question.code)
        yield _free(question, made, suffix="comment")


def _free(question: LimeQuestion, made: _Import, part: LimeQuestion | None = None, suffix: str = "") -> Asked:
    code = made.code(question.code, part.code if part else suffix)
    return Asked(code, _text(question, part, made), "text", hint=made.cut(question.help, "hint", code))


def _several(question: LimeQuestion, made: _Import) -> Asked:
    code = made.code(question.code)
    answers = [LimeAnswer(part.code, part.texts) for part in question.parts]
    options, numbers = _options(answers, question, made)
    made.rules.know_several(question, code, numbers)
    return Asked(code, _text(question, None, made), "several_of", hint=made.cut(question.help, "hint", code), options=tuple(options))


def _chosen(question: LimeQuestion, made: _Import) -> Iterator[Asked]:
    """One question, or in a grid one for each line."""
    if question.second_scale:
        made.say("second_scale", code=question.code)
    if question.kind in FIXED:
        options = [Choice(number, text, score) for number, (_code, text, score) in enumerate(FIXED[question.kind], start=1)]
        numbers = {code: number for number, (code, _text, _score) in enumerate(FIXED[question.kind], start=1)}
    elif question.kind in NUMBERED:
        top = NUMBERED[question.kind]
        options = [Choice(one, dict.fromkeys(LANGUAGES, str(one)), round(100 * (one - 1) / (top - 1), 2)) for one in range(1, top + 1)]
        numbers = {str(one): one for one in range(1, top + 1)}
        made.say("scores", code=question.code)
    else:
        options, numbers = _options(question.answers, question, made)
    scale = "agreement" if sum(one.score is not None for one in options) > 1 else "one_of"
    for part in question.parts if question.kind not in LISTS and question.parts else [None]:
        code = made.code(question.code, part.code if part else "")
        made.rules.know(question, part, code, numbers)
        hint = made.cut(question.help, "hint", code)
        yield Asked(code, _text(question, part, made), scale, hint=hint, options=tuple(options))


def _options(answers: Sequence[LimeAnswer], question: LimeQuestion, made: _Import) -> tuple[list[Choice], dict[str, int]]:
    """Their answers with numbers of ours, and the numbers by their codes."""
    numbers = _numbers([one.code for one in answers])
    if numbers is None:
        made.say("value", code=question.code)
        numbers = {one.code: place for place, one in enumerate(answers, start=1)}
    scores = _scores(answers, question)
    if question.kind in GRIDS and scores and scores[0] is not None:
        made.say("scores", code=question.code)
    options = [
        Choice(numbers[one.code], made.cut(one.texts, "answer", question.code) or {made.languages[0]: one.code}, score)
        for one, score in zip(answers, scores, strict=True)
    ]
    if question.has_other:
        made.say("other", code=question.code)
        numbers["-oth-"] = max(numbers.values(), default=0) + 1
        options.append(Choice(numbers["-oth-"], OTHER))
    return options, numbers


def _numbers(codes: Sequence[str]) -> dict[str, int] | None:
    """The digits that their codes end with, when these tell them apart: A1, SQ002, 3."""
    found = {code: int(match.group()) for code in codes if (match := re.search(r"[0-9]{1,3}$", code))}
    return found if len(found) == len(codes) == len(set(found.values())) else None


def _scores(answers: Sequence[LimeAnswer], question: LimeQuestion) -> list[float | None]:
    """By the values that LimeSurvey counts with where they differ; a grid's answers else from first to last."""
    values = [one.assessment for one in answers]
    if len(answers) < 2 or question.kind in SEVERAL:  # noqa: PLR2004  nothing to tell apart
        return [None] * len(answers)
    if len(set(values)) == len(values):
        low, high = min(values), max(values)
        return [round(100 * (value - low) / (high - low), 2) for value in values]
    if question.kind in GRIDS:
        return [round(100 - 100 * place / (len(answers) - 1), 2) for place in range(len(answers))]
    return [None] * len(answers)


def _text(question: LimeQuestion, part: LimeQuestion | None, made: _Import) -> dict[str, str]:
    """The question; a line of a grid stands behind what the grid asks."""
    own = question.texts if part is None else _lines(question.texts, part.texts)
    return made.cut(own, "text", question.code) or {made.languages[0]: question.code}


def _lines(whole: Texts, part: Texts) -> dict[str, str]:
    codes = [code for code in LANGUAGES if whole.get(code) or part.get(code)]
    return {code: "\n".join(text for text in (whole.get(code), part.get(code)) if text) for code in codes}


def _first(texts: Texts) -> str:
    return next(iter(texts.values()), "–")
