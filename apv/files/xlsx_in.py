"""A spreadsheet read as a questionnaire: everything that is wrong with it is told at once, by sheet, row and column."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionplans.models import Topic
from apv.blueprint import LANGUAGES, Asked, Blueprint, Choice, Measured, Part, ShownIf
from apv.files.columns import ANSWERS, COLUMNS, FIELDS, HEAD, QUESTIONS, SCALES, SECTIONS, SHEETS, THEMES, in_words, key_of
from apv.files.faults import Fault, FaultyFileError
from apv.files.rows import MOST_FAULTS, Row, Table
from apv.models import SCORED, WITH_OPTIONS
from safetynet.common.sheets import Rows, SheetError, read_book
from safetynet.common.tablefiles import plain_text

MOST_QUESTIONS = 400
LONGEST = {"text": 500, "hint": 500, "title": 120, "intro": 1000, "name": 120}
_FAMILY = re.compile(r"[a-zA-Z0-9_-]{1,60}")
TABLES = {key: Table(SHEETS[key], COLUMNS[key], LONGEST) for key in SHEETS}


@dataclass
class Book:
    """The sheets by key, their rows, and all that was found wrong so far."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_xlsx(content: bytes) -> Blueprint:
    """The questionnaire in the file. Raises `FaultyFileError` with everything that is wrong."""
    try:
        book = _book(read_book(content))
    except SheetError as error:
        raise FaultyFileError([Fault(str(error))]) from error
    if not book.faults:
        blueprint = _blueprint(book)
    if book.faults:
        raise FaultyFileError(book.faults[:MOST_FAULTS])
    return blueprint


def _book(sheets: Mapping[str, Rows]) -> Book:
    book, language = Book(), get_language() or "da"
    found = {key: rows for name, rows in sheets.items() if (key := key_of(name, SHEETS))}
    for key in SHEETS:
        rows = found.get(key, [])
        book.rows[key] = []
        if not rows and key in (HEAD, SECTIONS, QUESTIONS):
            text = _("The sheet is missing or empty. Take the file of a questionnaire you have here as a pattern.")
            book.faults.append(Fault(text, in_words(SHEETS[key], language)))
        if rows:
            _read_sheet(book, key, rows)
    return book


def _read_sheet(book: Book, key: str, rows: Rows) -> None:
    head, *below = rows
    columns = {at: column for at, word in enumerate(head[1]) if (column := key_of(plain_text(word), COLUMNS[key]))}
    top = Row(TABLES[key], head[0], {}, book.faults)
    for column in COLUMNS[key]:
        if column not in columns.values() and not column.endswith(("_sv", "_en")):
            top.fault(column, _("The column is missing."))
    for line, cells in below:
        book.rows[key].append(Row(TABLES[key], line, {columns[at]: cell for at, cell in enumerate(cells) if at in columns}, book.faults))


def _blueprint(book: Book) -> Blueprint:
    head = _head(book)
    dimensions = tuple(_themes(book))
    answers = _answers(book)
    asked = list(_questions(book, {one.code for one in dimensions}, answers))
    for code, rows in answers.items():
        if code not in {question.code for _number, question in asked}:
            rows[0][0].fault("question", _("There is no question with that code."))
    parts = [
        Part(
            title=row.texts("title", is_needed=True),
            intro=row.texts("intro"),
            is_named=row.yes("is_named"),
            questions=tuple(question for number, question in asked if number == place),
        )
        for place, row in enumerate(book.rows[SECTIONS], start=1)
    ]
    return Blueprint(parts=tuple(parts), dimensions=dimensions, **head)


def _head(book: Book) -> dict[str, Any]:
    rows = {key: row for row in book.rows[HEAD] if (key := key_of(row.text("field"), FIELDS))}
    empty = Row(TABLES[HEAD], 0, {}, book.faults)
    if "name" not in rows:
        empty.fault("", _("The row “%(name)s” is missing.") % {"name": in_words(FIELDS["name"], get_language() or "da")})
    name, purpose = (rows.get(key, empty) for key in ("name", "purpose"))
    said = rows.get("languages", empty)
    languages = tuple(code for word in said.text("value").split(",") if (code := word.strip()))
    if not languages or set(languages) - set(LANGUAGES) or len(set(languages)) < len(languages):
        said.fault("value", _("Write da, sv or en, with commas between."))
    return {
        "family": rows["family"].code("value", _FAMILY) if "family" in rows else "",
        "name": name.texts("text", is_needed=True) if "name" in rows else {},
        "purpose": purpose.texts("text"),
        "languages": languages,
        "minutes": rows["minutes"].number_in("value", least=1, most=60, default=8) if "minutes" in rows else 8,
        "licence": rows.get("licence", empty).text("value", 200),
        "attribution": rows.get("attribution", empty).text("value"),
        "no_derivatives": rows.get("no_derivatives", empty).yes("value"),
    }


def _themes(book: Book) -> Iterator[Measured]:
    taken: set[str] = set()
    for row in book.rows[THEMES]:
        code = _new_code(row, taken)
        topic = row.one_of("topic", lambda word: word if word in Topic.values else None, "other")
        yield Measured(code, row.texts("name", is_needed=True), topic, row.code("theme_code"), row.yes("is_burden"))


def _new_code(row: Row, taken: set[str]) -> str:
    code = row.code("code")
    if not code:
        row.fault("code", _("Write a code: results are compared by it."))
    if code in taken:
        row.fault("code", _("Another one has that code. Choose another."))
    taken.add(code)
    return code


def _answers(book: Book) -> dict[str, list[tuple[Row, Choice]]]:
    found: dict[str, list[tuple[Row, Choice]]] = {}
    for row in book.rows[ANSWERS]:
        there = found.setdefault(row.code("question"), [])
        value = row.number_in("value", least=0, most=999, default=0)
        if value in {choice.value for _row, choice in there}:
            row.fault("value", _("Two answers have the same number."))
        there.append((row, Choice(value, row.texts("text", is_needed=True), _score(row))))
    return found


def _score(row: Row) -> float | None:
    text = row.text("score").replace(",", ".")
    if not text:
        return None
    try:
        score = float(text)
    except ValueError:
        score = -1
    if not 0 <= score <= 100:  # noqa: PLR2004  per cent
        row.fault("score", _("Write a number from 0 to 100, or nothing."))
    return score


def _questions(book: Book, dimensions: set[str], answers: Mapping[str, list[tuple[Row, Choice]]]) -> Iterator[tuple[int, Asked]]:
    taken: set[str] = set()
    sections = len(book.rows[SECTIONS])
    for row in book.rows[QUESTIONS]:
        if len(taken) >= MOST_QUESTIONS:
            row.fault("", _("There are more than %(most)s questions. Divide the questionnaire.") % {"most": MOST_QUESTIONS})
            return
        earlier = set(taken)
        number = row.number_in("section", least=1, most=max(1, sections), default=1)
        yield number, _asked(row, _new_code(row, taken), dimensions, answers, earlier)


def _asked(row: Row, code: str, dimensions: set[str], answers: Mapping[str, list[tuple[Row, Choice]]], earlier: set[str]) -> Asked:
    scale = row.one_of("scale", lambda word: key_of(word, SCALES), "agreement")
    options = tuple(choice for _row, choice in answers.get(code, []))
    dimension = row.code("dimension")
    if dimension and dimension not in dimensions:
        row.fault("dimension", _("There is no theme with that code."))
    if dimension and scale not in SCORED:
        row.fault("dimension", _("Such a question has no score, so it belongs to no theme."))
    if scale in WITH_OPTIONS and not options:
        row.fault("scale", _("Write its answers on the sheet of answers."))
    return Asked(
        code, row.texts("text", is_needed=True), scale, dimension, row.texts("hint"), options,
        row.yes("is_reversed"), row.yes("is_sensitive"), _shown_if(row, earlier),
    )  # fmt: skip


def _shown_if(row: Row, earlier: set[str]) -> ShownIf | None:
    question, values = row.code("after"), [one.strip() for one in row.text("after_values").split(",") if one.strip()]
    if not question:
        if values:
            row.fault("after", _("Write which question the answers belong to."))
        return None
    if question not in earlier:
        row.fault("after", _("It is shown only after an answer to a question that does not come before it."))
    if not values or not all(one.isascii() and one.isdecimal() and len(one) <= 3 for one in values):  # noqa: PLR2004  0–999
        row.fault("after_values", _("Write the numbers of the answers, with commas between."))
        return None
    return ShownIf(question, tuple(int(one) for one in values))
