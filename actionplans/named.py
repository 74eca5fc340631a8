"""Names of the unit's people in what is about to be published: everybody may read a plan, so they are pointed out first.

Points out and never blocks; a CPR number is refused where it is typed (safetynet/common/opentext.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplans.content import CRITERION, MEASURE, TEXT_COLUMNS, Parts, stamp
from actionplans.labels import FIELD_LABELS
from actionplans.people import Named

SHORTEST = 3
# Where it is told what is wrong; in the other texts the plan's own people may stand: they are named on it anyway.
ABOUT_THE_PROBLEM = frozenset({"title", "description", "nature", "seriousness", "extent", "causes", "anything_else"})
# Names that are words of every day: at the beginning of a sentence a capital letter says nothing.
ALSO_WORDS = frozenset(
    """
    ask bak bay berg birk bjerg bro bruun dag dahl dal ege eng falk from gade hald hav hede hill holm iris kjær klint kok krog kær lind liv
    lund lykke maj mark may munk mose post ravn rose skov sol sommer stig storm vang vester vibe vinter viola
    """.split()  # noqa: SIM905  a list of names is read as names
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n]|[-–•]\s)\s*$")


@dataclass(frozen=True)
class NamedPerson:
    """A name as it stands in a text, and in which of the plan's fields."""

    field: str
    words: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return str(FIELD_LABELS[self.field])


@dataclass(frozen=True)
class NamedWord:
    """A name as it stands in a text that is not a plan's, and what the field is called."""

    label: str
    words: str


def names_in(parts: Parts, people: Iterable[Named], *, untouched: Mapping[str, str]) -> list[NamedPerson]:
    """Each name once a field, in the order of the form; people whom the plan itself names count only where the problem is told.

    Texts whose stamp is still the one in `untouched` are not looked at.
    """
    everybody = list(people)
    on_the_plan = _ids_on(parts)
    about_all, about_others = _Names(everybody), _Names(person for person in everybody if person.pk not in on_the_plan)
    found: dict[NamedPerson, None] = {}
    for field, text in _texts({name: value for name, value in parts.items() if stamp(value) != untouched.get(name)}):
        names = about_all if field in ABOUT_THE_PROBLEM else about_others
        found |= {NamedPerson(field, words): None for words in names.in_text(text)}
    return list(found)


class _Names:
    """The names of some people as one expression: whole names in any letters, parts of names with a capital one."""

    def __init__(self, people: Iterable[Named]) -> None:
        names = [person.name for person in people]
        parts = {part for name in names for part in re.split(r"[\s-]+", name) if len(part) >= SHORTEST}
        self._whole = _any_of(names, re.IGNORECASE)
        self._part = _any_of(parts, re.NOFLAG)

    def in_text(self, text: str) -> list[str]:
        """The names as they stand there, whole ones as a whole."""
        found = [hit.group(1) for hit in self._whole.finditer(text)] if self._whole else []
        rest = self._whole.sub(lambda hit: "," * len(hit.group()), text) if self._whole else text
        hits = self._part.finditer(rest) if self._part else ()
        return found + [hit.group(1) for hit in hits if not _is_only_a_word(hit.group(1), rest[: hit.start()])]


def _any_of(names: Iterable[str], flags: "re.RegexFlag") -> "re.Pattern[str] | None":
    """Longest first, so that Anne-Mette is not taken for Anne; with the s of the genitive."""
    longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})(?:['’]?s)?\b", flags) if longest_first else None


def _is_only_a_word(name: str, before: str) -> bool:
    return name.lower() in ALSO_WORDS and _SENTENCE_BEGINS.search(before) is not None


def _texts(parts: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    for name in TEXT_COLUMNS:
        yield name, str(parts.get(name) or "")
    for name, row in parts.items():
        if row is not None and name.startswith((MEASURE, CRITERION)):
            yield ("measures" if name.startswith(MEASURE) else "criteria"), str(getattr(row, "text", ""))


def _ids_on(parts: Mapping[str, object]) -> set[object]:
    """Everybody the plan names as having a part in it."""
    responsible = {getattr(row, "responsible", None) for name, row in parts.items() if name.startswith(MEASURE)}
    return responsible | {parts.get(name) for name in ("owner", "evaluator", "immediate_measure_by")}


def names_in_texts(texts: Mapping[str, tuple[str, str]], people: Iterable[Named]) -> list[NamedWord]:
    """The same for other texts that everybody will read: by field its label and its text, each name once a field."""
    names = _Names(people)
    found = {NamedWord(label, words): None for label, text in texts.values() for words in names.in_text(text)}
    return list(found)
