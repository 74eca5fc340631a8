"""A questionnaire as a spreadsheet of five sheets that `xlsx_in` reads back to the same."""

from collections.abc import Iterator, Sequence
from typing import IO

from apv.blueprint import LANGUAGES, Asked, Blueprint, Texts
from apv.files.columns import ANSWERS, COLUMNS, FIELDS, HEAD, NO, QUESTIONS, SCALES, SECTIONS, SHEETS, THEMES, YES, in_words
from safetynet.common.tablefiles import Cell, Sheet, xlsx_book

Row = Sequence[Cell]


def xlsx_of(blueprint: Blueprint, language: str) -> IO[bytes]:
    """The file, its headings in that language."""
    rows = {
        HEAD: _head(blueprint, language),
        THEMES: _themes(blueprint, language),
        SECTIONS: _sections(blueprint, language),
        QUESTIONS: _questions(blueprint, language),
        ANSWERS: _answers(blueprint),
    }
    return xlsx_book([_sheet(name, found, language) for name, found in rows.items()])


def _sheet(name: str, rows: Iterator[Row], language: str) -> Sheet:
    return Sheet(in_words(SHEETS[name], language), [in_words(names, language) for names in COLUMNS[name].values()], rows)


def _words(texts: Texts) -> list[str]:
    return [texts.get(code, "") for code in LANGUAGES]


def _yes(value: bool, language: str) -> str:  # noqa: FBT001  a cell
    return in_words(YES if value else NO, language)


def _head(blueprint: Blueprint, language: str) -> Iterator[Row]:
    values: dict[str, Cell] = {
        "family": blueprint.family,
        "languages": ", ".join(blueprint.languages),
        "minutes": blueprint.minutes,
        "licence": blueprint.licence,
        "attribution": blueprint.attribution,
        "no_derivatives": _yes(blueprint.no_derivatives, language),
    }
    texts = {"name": blueprint.name, "purpose": blueprint.purpose}
    for name, words in FIELDS.items():
        yield [in_words(words, language), values.get(name), *_words(texts.get(name, {}))]


def _themes(blueprint: Blueprint, language: str) -> Iterator[Row]:
    for one in blueprint.dimensions:
        yield [one.code, *_words(one.name), one.topic, one.theme_code, _yes(one.is_burden, language)]


def _sections(blueprint: Blueprint, language: str) -> Iterator[Row]:
    for number, part in enumerate(blueprint.parts, start=1):
        yield [number, *_words(part.title), *_words(part.intro), _yes(part.is_named, language)]


def _questions(blueprint: Blueprint, language: str) -> Iterator[Row]:
    for number, part in enumerate(blueprint.parts, start=1):
        for one in part.questions:
            yield [number, one.code, *_words(one.text), *_words(one.hint), *_counted(one, language), *_condition(one)]


def _counted(one: Asked, language: str) -> list[Cell]:
    return [in_words(SCALES[one.scale], language), one.dimension, _yes(one.is_reversed, language), _yes(one.is_sensitive, language)]


def _condition(one: Asked) -> list[Cell]:
    return [one.shown_if.question, ", ".join(map(str, one.shown_if.any_of))] if one.shown_if else ["", ""]


def _answers(blueprint: Blueprint) -> Iterator[Row]:
    for question in blueprint.questions:
        for choice in question.options:
            yield [question.code, choice.value, *_words(choice.text), choice.score]
