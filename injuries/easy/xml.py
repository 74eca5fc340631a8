"""The file itself: XML 1.0 in UTF-8. Any text survives it; what XML cannot hold becomes a mark that says so."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape

from injuries.easy.mapping import FileMapping
from injuries.easy.record import Record, Value, values_of

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CANNOT_BE_TOLD: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Tree = dict[str, "Tree | list[str]"]


def xml_of(mapping: FileMapping, records: Iterable[Record]) -> str:
    """Every case as one element, in the mapping's order."""
    names = [line.name for line in mapping.lines]
    body = "".join(_element(mapping.case, _tree(mapping, values_of(record, names)), 1) for record in records)
    return f"{HEAD}<{mapping.root}>\n{body}</{mapping.root}>\n"


def told(text: str) -> str:
    """The text as the file can hold it."""
    return _CANNOT_BE_TOLD.sub("\ufffd", text)


def _tree(mapping: FileMapping, values: Mapping[str, Value]) -> Tree:
    """What is said, nested as the paths say; what is empty is left out."""
    top: Tree = {}
    for path, value in _said(mapping, values):
        *above, last = path.split("/")
        here = top
        for part in above:
            here = here.setdefault(part, {})  # type: ignore[assignment]  # `judge` keeps texts out of the way
        here.setdefault(last, []).append(value)  # type: ignore[union-attr]
    return top


def _said(mapping: FileMapping, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for path, text in mapping.fixed:
        yield path, text
    for line in mapping.lines:
        value = values[line.name]
        for text in (value,) if isinstance(value, str) else value:
            if text:
                yield line.path, text


def _element(name: str, held: "Tree | list[str]", depth: int) -> str:
    blank = "  " * depth
    if isinstance(held, dict):
        inside = "".join(_element(one, what, depth + 1) for one, what in held.items())
        return f"{blank}<{name}>\n{inside}{blank}</{name}>\n"
    return "".join(f"{blank}<{name}>{escape(told(text), {chr(13): '&#13;'})}</{name}>\n" for text in held)
