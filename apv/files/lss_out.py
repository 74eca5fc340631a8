"""A questionnaire as a LimeSurvey file of version 3, which later ones read too.

What LimeSurvey has no place for stays behind (themes, reversed, sensitive, that the named part stands apart): the spreadsheet
carries everything.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import override

from apv.blueprint import Asked, Blueprint, Choice
from apv.models import Question, Scale
from apv.scales import options_of
from safetynet.common.texts import in_language

DB_VERSION: Final = "366"
SURVEY: Final = "100001"
LONGEST_CODE = 20
Row = Mapping[str, str]


def lss_of(blueprint: Blueprint) -> bytes:
    """The file."""
    return _Writer(blueprint).document()


class _Writer:
    """Gathers the rows of every table."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint, self.languages = blueprint, blueprint.languages or ("da",)
        self.codes, self.numbers = _codes(blueprint), count(1)
        self.asked = {question.code: question for question in blueprint.questions}
        self.rows: dict[str, list[Row]] = {"answers": [], "groups": [], "questions": [], "subquestions": []}

    def document(self) -> bytes:
        """Everything, section after section."""
        for gid, part in enumerate(self.blueprint.parts, start=1):
            for language in self.languages:
                texts = {"group_name": in_language(part.title, language), "description": in_language(part.intro, language)}
                self.rows["groups"].append({"gid": str(gid), "sid": SURVEY, **texts, "group_order": str(gid), "language": language})
            for order, question in enumerate(part.questions, start=1):
                self._question(question, gid, order)
        return _document(self.rows | _survey(self.blueprint, self.languages), self.languages)

    def _question(self, question: Asked, gid: int, order: int) -> None:
        qid = str(next(self.numbers))
        kind = {Scale.TEXT: "T", Scale.SEVERAL_OF: "M"}.get(Scale(question.scale), "L")
        common = {"sid": SURVEY, "gid": str(gid), "mandatory": "N", "other": "N", "scale_id": "0"}
        named = {"qid": qid, "parent_qid": "0", "type": kind, "title": self.codes[question.code], "question_order": str(order)}
        rule = {"relevance": _relevance(question, self.codes, self.asked)}
        for language in self.languages:
            said = {"question": in_language(question.text, language), "help": in_language(question.hint, language), "language": language}
            self.rows["questions"].append({**common, **named, **rule, **said})
            if kind == "L":
                choices = enumerate(_choices(question, language), start=1)
                self.rows["answers"].extend(_answer(qid, choice, place, language) for place, choice in choices)
        if kind == "M":
            for place, choice in enumerate(question.options, start=1):
                self._part(choice, {**common, "parent_qid": qid, "question_order": str(place)})

    def _part(self, choice: Choice, common: Row) -> None:
        """One answer of several, which there is a question below the question."""
        named = {"qid": str(next(self.numbers)), "type": "T", "title": f"SQ{choice.value:03d}", "relevance": "1"}
        for language in self.languages:
            self.rows["subquestions"].append({**common, **named, "question": in_language(choice.text, language), "language": language})


def _choices(question: Asked, language: str) -> list[Choice]:
    """What one can answer with its words in that language, also where the scale brings them."""
    row = Question(scale=question.scale, options=[one.as_row() for one in question.options])
    with override(language):
        return [Choice(one.value, {language: str(one.text)}, one.score) for one in options_of(row, language)]


def _answer(qid: str, choice: Choice, order: int, language: str) -> Row:
    score = "0" if choice.score is None else str(round(choice.score))
    texts = {"answer": in_language(choice.text, language), "language": language}
    return {
        "qid": qid, "code": str(choice.value), **texts, "sortorder": str(order), "assessment_value": score, "scale_id": "0",
    }  # fmt: skip


def _relevance(question: Asked, codes: Mapping[str, str], asked: Mapping[str, Asked]) -> str:
    rule = question.shown_if
    if rule is None or rule.question not in asked:
        return "1"
    name = codes[rule.question]
    if asked[rule.question].scale == Scale.SEVERAL_OF:
        return "(" + " or ".join(f'{name}_SQ{value:03d}.NAOK == "Y"' for value in rule.any_of) + ")"
    return "(" + " or ".join(f'{name}.NAOK == "{value}"' for value in rule.any_of) + ")"


def _codes(blueprint: Blueprint) -> dict[str, str]:
    """Codes as LimeSurvey takes them: letters and digits, a letter first, at most twenty."""
    found: dict[str, str] = {}
    for question in blueprint.questions:
        word = re.sub(r"[^A-Za-z0-9]", "", question.code)
        word = (word if word[:1].isalpha() else f"q{word}")[:LONGEST_CODE]
        numbers = (f"{word[: LONGEST_CODE - 3]}{number}" for number in count(2))
        found[question.code] = word if word not in found.values() else next(one for one in numbers if one not in found.values())
    return found


def _survey(blueprint: Blueprint, languages: Iterable[str]) -> dict[str, list[Row]]:
    base, *more = languages
    settings: list[Row] = [
        {
            "surveyls_survey_id": SURVEY, "surveyls_language": language, "surveyls_title": in_language(blueprint.name, language),
            "surveyls_description": in_language(blueprint.purpose, language),
        }
        for language in (base, *more)
    ]  # fmt: skip
    survey: Row = {"sid": SURVEY, "language": base, "additional_languages": " ".join(more), "format": "S", "anonymized": "Y"}
    return {"surveys": [survey], "surveys_languagesettings": settings}


def _document(tables: Mapping[str, list[Row]], languages: Iterable[str]) -> bytes:
    document = Element("document")
    SubElement(document, "LimeSurveyDocType").text = "Survey"
    SubElement(document, "DBVersion").text = DB_VERSION
    spoken = SubElement(document, "languages")
    for language in languages:
        SubElement(spoken, "language").text = language
    for name, rows in tables.items():
        if not rows:
            continue
        table = SubElement(document, name)
        fields = SubElement(table, "fields")
        for column in rows[0]:
            SubElement(fields, "fieldname").text = column
        kept = SubElement(table, "rows")
        for row in rows:
            line = SubElement(kept, "row")
            for column, text in row.items():
                SubElement(line, column).text = text
    written: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return written
