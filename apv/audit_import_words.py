"""What earlier systems call an answer and a role, and how they number a question: the words that are understood, beside our own."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple, TypeVar

from django.db.models import TextChoices
from django.utils.translation import override

from apv.models import Answer, Part
from safetynet.common.cells import plain

T = TypeVar("T", bound=TextChoices)
LANGUAGES = ("da", "sv", "en")
ANSWERS: Final = {
    Answer.YES: ("ja", "j", "ja helt", "helt", "yes", "i høj grad", "i hög grad"),
    Answer.PARTLY: ("delvis", "delvist", "til dels", "ja delvis", "ja delvist", "i viss mån", "till viss del", "i nogen grad", "partly"),
    Answer.NO: ("nej", "n", "no", "slet ikke", "inte alls"),
    Answer.NOT_RELEVANT: (
        "ikke relevant", "ikke aktuelt", "irrelevant", "ej aktuellt", "ej relevant", "inte aktuellt", "inte relevant", "ej tillämpligt",
        "n a", "not relevant", "not applicable",
    ),
}  # fmt: skip
PARTS: Final = {
    Part.MANAGER: (
        "ledere", "chefer", "enhetschef", "enhetschefer", "verksamhetschef", "verksamhetschefer", "afdelingsleder", "afdelingsledere",
        "afsnitsleder", "afsnitsledere", "afdelingschef", "overlæge", "overledere", "oversygeplejerske", "sektionsleder", "centerchef",
        "avdelningschef", "områdeschef", "områdechef", "førstelinjechef", "klinikchef", "klinikledelse", "head of unit",
    ),
    Part.EMPLOYER: (
        "arbejdsgiver", "arbejdsgivere", "arbejdsgiverrepræsentant", "arbetsgivare", "arbetsgivarrepresentant",
        "arbetsgivarföreträdare", "hr", "employer",
    ),
    Part.REPRESENTATIVE: (
        "amr", "arbejdsmiljørepræsentanter", "sikkerhedsrepræsentant", "skyddsombud", "huvudskyddsombud", "arbetsmiljöombud",
        "safety representative", "safety representatives",
    ),
    Part.UNION: (
        "tr", "tillidsrepræsentant", "tillidsrepræsentanter", "tillidsmand", "fackligt ombud", "facklig företrädare",
        "fackliga företrädare", "fackliga", "facklig", "union",
    ),
    Part.STAFF: ("medarbejder", "medarbejdere", "ansatte", "medarbetare", "anställda", "anställd", "personal", "staff", "employee"),
    Part.NOT_STATED: (
        "ikke angivet", "uoplyst", "ukendt", "ingen rolle", "ej angiven", "ej angivet", "ej vald", "inte angiven", "okänd", "not stated",
    ),
}  # fmt: skip
WORDS: Final[Mapping[type[TextChoices], Mapping[TextChoices, tuple[str, ...]]]] = {Answer: ANSWERS, Part: PARTS}  # type: ignore[dict-item]
_NUMBERED = re.compile(r"(?:fråga|spørgsmål|question|spm|nr)?[.\s]*(\d{1,3})(?:\s*[.:)–-]\s*|\s+|$)(.*)", re.IGNORECASE | re.DOTALL)


class Numbered(NamedTuple):
    """A question as a cell names it: a number, words, or both; the number is 0 where there is none."""

    number: int
    words: str


def numbered(text: str) -> Numbered:
    """“3”, “Fråga 3”, “3. Do you…?”, “Do you…?”."""
    found = _NUMBERED.fullmatch(text.strip())
    return Numbered(int(found[1]), found[2].strip()) if found else Numbered(0, text.strip())


def answer_of(text: str) -> Answer | None:
    """The answer that the word means, or None."""
    return meanings(Answer).get(plain(text))


def part_of(text: str) -> Part | None:
    """As what somebody took part, or None."""
    return meanings(Part).get(plain(text))


def role_of(part: Part, text: str) -> str:
    """The manager's or employer's role in the table's own word; nothing where it says no more than the part does."""
    is_told = part in (Part.MANAGER, Part.EMPLOYER) and plain(text) not in _own_words(Part)
    return text[:80] if is_told else ""


@cache
def meanings(choices: type[T]) -> Mapping[str, T]:
    """By the words above, by our own in each language, and by the value that an export of ours may hold."""
    known: Mapping[T, tuple[str, ...]] = WORDS[choices]  # type: ignore[assignment]
    return {word: one for one in choices for word in (*known[one], *_labels(one), plain(one.value))}


@cache
def _own_words(choices: type[TextChoices]) -> frozenset[str]:
    return frozenset(word for one in choices for word in _labels(one)) | {"ledere", "chefer", "arbejdsgiver", "arbetsgivare"}


def _labels(one: TextChoices) -> list[str]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(plain(str(one.label)))
    return found
