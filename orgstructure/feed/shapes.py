"""How a file is written: its characters and what parts its fields. Recognised, told to a person, never guessed over a doubt.

The exporter writes UTF-8 with ||. Files that went through a spreadsheet or another system come as Windows-1252 (Latin-1),
UTF-16, or with semicolon, comma or tabulator. Single-byte text is taken only where every character beyond ASCII is a letter
or sign that names hold in it; anything else (two charsets in one file, DOS or Mac letters) is refused with its line.
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from orgstructure.cpr import masked_in

BARS = "||"
DELIMITERS = (";", ",", "\t")
UTF8, UTF16, CP1252 = "utf-8", "utf-16", "cp1252"
EXAMPLES = 5
HEAD = 16
LONGEST_VALUE = 60
MASKED = "••••••-••••"

# UTF-8 read as CP1252 and written as UTF-8 again: æ ø å Æ Ø Å ä ö ü é.
TWICE_CONVERTED = re.compile("Ã[¦¸¥†˜…¤¶¼©\u0086\u0098\u0085]")
# What may stand beyond ASCII in single-byte text. In DOS code pages æøåÆØÅ lie where CP1252 has ‘ › † ’ „ or nothing, on
# the Mac where it has ¾ ¿ Œ ® ¯: none of these is here, so such a file is never taken for CP1252.
_BEYOND_NAMES = re.compile("[^\u0000-\u007fÀ-ÖØ-öø-ÿŠšŽžŸ§°´·–\u00a0]")


class UnreadableTextError(Exception):
    """The bytes are in no charset that can be told for sure; `at` is the first that does not fit."""

    def __init__(self, at: int, byte: int) -> None:
        self.at, self.byte = at, byte
        super().__init__(f"0x{byte:02x}")


@dataclass(frozen=True)
class Shape:
    """One file as it was read, with a few rows by which a person sees that æ, ø and å are right. Holds no CPR number."""

    file: str
    charset: str
    delimiter: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_the_exporters(self) -> bool:
        """Written as the exporter writes."""
        return (self.charset, self.delimiter) == (UTF8, BARS)

    @property
    def written(self) -> list[str]:
        """Charset and delimiter, as a run remembers them."""
        return [self.charset, self.delimiter]

    def as_json(self) -> dict[str, object]:
        """For the page that shows it."""
        return asdict(self) | {"is_the_exporters": self.is_the_exporters}


def decode(raw: bytes) -> tuple[str, str]:
    """The text and its charset; raises UnreadableTextError where that is in doubt."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(raw, "utf-16"), UTF16
    if guess := _utf16_without_mark(raw):
        return _utf16(raw, guess), UTF16
    try:
        return raw.decode("utf-8-sig"), UTF8
    except UnicodeDecodeError as error:
        doubt = UnreadableTextError(error.start, raw[error.start])
    try:
        text = raw.decode(CP1252)
    except UnicodeDecodeError as error:
        raise UnreadableTextError(error.start, raw[error.start]) from error
    if TWICE_CONVERTED.search(text):
        raise doubt
    if strange := _BEYOND_NAMES.search(text):  # one byte, one character: the places are the same
        raise UnreadableTextError(strange.start(), raw[strange.start()])
    return text, CP1252


def _utf16(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as error:
        raise UnreadableTextError(error.start, raw[error.start]) from error


def _utf16_without_mark(raw: bytes) -> str:
    """Every other byte of a header in plain letters is NUL."""
    head = raw[:HEAD]
    if len(head) == HEAD and len(raw) % 2 == 0:
        if not any(head[1::2]) and all(head[0::2]):
            return "utf-16-le"
        if not any(head[0::2]) and all(head[1::2]):
            return "utf-16-be"
    return ""


def delimiter_of(text: str, columns: Collection[str]) -> str:
    """What parts the fields: || where it stands in the header, else the sign with which most of the columns are found."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    if BARS in header:
        return BARS
    found = {sign: len({name.strip() for name in next(csv.reader([header], delimiter=sign), [])} & set(columns)) for sign in DELIMITERS}
    best = max(found, key=lambda sign: found[sign])
    return best if found[best] else BARS


def reader_of(text: str, delimiter: str) -> Iterator[tuple[int, "list[str] | csv.Error"]]:
    """Line number and fields of each row, or what is wrong with it; rows in which nothing stands are passed over."""
    if delimiter == BARS:
        halved = io.StringIO(text.replace("||", "|"), newline="")
        reader = csv.reader(halved, delimiter="|", quoting=csv.QUOTE_NONE, escapechar="\\")
    else:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            continue
        if any(field.strip() for field in fields):
            yield line, fields


def examples(columns: Sequence[str], records: Sequence[dict[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Five rows, those with letters beyond ASCII first; CPR numbers masked, also where they stand in another column."""
    telling = list(islice((record for record in records if not "".join(record.values()).isascii()), EXAMPLES))
    plain = islice((record for record in records if record not in telling), EXAMPLES - len(telling))
    return tuple(tuple(_shown(name, record[name]) for name in columns) for record in (*telling, *plain))


def _shown(column: str, value: str) -> str:
    return MASKED if column.endswith("CPR") and value else masked_in(value)[:LONGEST_VALUE]
