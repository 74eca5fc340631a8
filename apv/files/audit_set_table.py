"""The questions of a self-audit as a spreadsheet of one sheet, out and in: what goes out comes in the same."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Final

from django.utils.translation import gettext as _

from apv.audit_set_rows import LONGEST, LONGEST_LAW, SetRow
from apv.blueprint import LANGUAGES, Texts
from apv.codes import code_of
from apv.files.columns import NO, YES, in_three, in_words, key_of
from apv.files.faults import Fault, FaultyFileError
from apv.files.rows import MOST_FAULTS, Row, Table
from safetynet.common.sheets import Rows, SheetError, read_sheet
from safetynet.common.tablefiles import Cell, plain_text, xlsx_file

MOST_QUESTIONS: Final = 200
TABLE: Final = Table(
    ("Spørgsmål", "Frågor", "Questions"),
    {
        "number": ("Nr.", "Nr", "No."),
        "code": ("Kode", "Kod", "Code"),
        **in_three("group", "Overskrift", "Rubrik", "Heading"),
        **in_three("text", "Spørgsmål", "Fråga", "Question"),
        **in_three("hint", "Hjælp", "Hjälp", "Help"),
        "law_dk": ("Lov eller regel i Danmark", "Lag eller regel i Danmark", "Law or rule in Denmark"),
        "law_se": ("Lov eller regel i Sverige", "Lag eller regel i Sverige", "Law or rule in Sweden"),
        "is_policy": ("Regionens egen politik", "Regionens egen policy", "The region's own policy"),
        "theme_code": ("Emne i handlingsplan", "Tema i handlingsplan", "Theme of a plan"),
        "continues": ("Fortsætter", "Fortsätter", "Continues"),
    },
    LONGEST,
)
LAWS: Final = {"DK": "law_dk", "SE": "law_se"}
_ADDRESS = re.compile(r"([0-9]{4}:)?[a-zA-Z0-9_-]{1,40}")
Links = Mapping[str, int | None]  # the question that an address means; None when it means several


def set_to_xlsx(rows: Collection[SetRow], language: str) -> IO[bytes]:
    """The file, its headings in that language."""
    head = [in_words(names, language) for names in TABLE.columns.values()]
    lines = (_cells(number, row, language) for number, row in enumerate(rows, start=1))
    return xlsx_file(in_words(TABLE.title, language), head, lines)


def _cells(number: int, row: SetRow, language: str) -> list[Cell]:
    laws = [row.law.get(country, "") for country in LAWS]
    policy = in_words(YES if row.is_policy else NO, language)
    return [number, row.code, *_words(row.group), *_words(row.text), *_words(row.hint), *laws, policy, row.theme_code, row.continues]


def _words(texts: Texts) -> list[str]:
    return [texts.get(code, "") for code in LANGUAGES]


def read_set(content: bytes, *, links: Links, themes: Collection[str]) -> list[SetRow]:
    """The questions in the file, by their numbers. Raises `FaultyFileError` with everything that is wrong, by line."""
    try:
        sheet = read_sheet(content)
    except SheetError as error:
        raise FaultyFileError([Fault(str(error))]) from error
    faults: list[Fault] = []
    rows = _rows(sheet, faults)
    numbered = sorted(zip(_numbers(rows), _questions(rows, links, themes), strict=True), key=lambda pair: pair[0])
    if faults:
        raise FaultyFileError(faults[:MOST_FAULTS])
    return [question for _number, question in numbered]


def _rows(sheet: Rows, faults: list[Fault]) -> list[Row]:
    """What cannot be read line by line is told alone: a fault in each line would hide it."""
    (line, head), *below = sheet
    top = Row(TABLE, line, {}, faults)
    columns: dict[int, str] = {}
    for at, word in enumerate(head):
        column = key_of(plain_text(word), TABLE.columns)
        if word.strip() and column is None:
            top.fault("", _("The column “%(name)s” is not known. Take it out, or name it as in a file from here.") % {"name": word[:60]})
        elif column in columns.values():
            top.fault(column or "", _("The column stands there twice."))
        elif column:
            columns[at] = column
    if not _has_texts(columns):
        top.fault("text_da", _("The column is missing."))
    if len(below) > MOST_QUESTIONS:
        top.fault("", _("There are more than %(most)s questions.") % {"most": MOST_QUESTIONS})
    if len(below) > MOST_QUESTIONS or not _has_texts(columns):
        raise FaultyFileError(faults[:MOST_FAULTS])
    return [Row(TABLE, number, {columns[at]: cell for at, cell in enumerate(cells) if at in columns}, faults) for number, cells in below]


def _has_texts(columns: Mapping[int, str]) -> bool:
    return any(f"text_{code}" in columns.values() for code in LANGUAGES)


def _numbers(rows: list[Row]) -> list[int]:
    """As the column says; where it is empty everywhere, or missing, the order of the lines."""
    if not any(row.text("number") for row in rows):
        return list(range(1, len(rows) + 1))
    found: list[int] = []
    for row in rows:
        number = row.number_in("number", least=1, most=MOST_QUESTIONS, default=0)
        if number and number in found:
            row.fault("number", _("Another line has that number."))
        found.append(number)
    return found


def _questions(rows: list[Row], links: Links, themes: Collection[str]) -> Iterator[SetRow]:
    codes = [row.code("code") for row in rows]
    taken = set(codes)
    for row, code in zip(rows, codes, strict=True):
        if code and codes.count(code) > 1:
            row.fault("code", _("Another one has that code. Choose another."))
        text = row.texts("text", is_needed=True)
        named = code or code_of(text, taken)
        taken.add(named)
        law = {country: said for country, column in LAWS.items() if (said := row.text(column, LONGEST_LAW))}
        yield SetRow(
            named, text, row.texts("group"), row.texts("hint"), law, row.yes("is_policy"), _theme(row, themes), _continues(row, links)
        )  # fmt: skip


def _theme(row: Row, themes: Collection[str]) -> str:
    theme = row.code("theme_code")
    if theme and theme not in themes:
        row.fault("theme_code", _("There is no theme with that code."))
    return theme


def _continues(row: Row, links: Links) -> str:
    address = row.text("continues")
    if not address:
        return ""
    if not _ADDRESS.fullmatch(address) or address not in links:
        row.fault("continues", _("Write the code of a question of the set you have chosen, or a year and a code, as in 2025:noise."))
    elif links[address] is None:
        row.fault("continues", _("Several sets of that year have that code. Leave the cell empty and choose the question afterwards."))
    return address
