"""Taking out of a text what points to a person or a place: names, addresses, numbers. Rather a word too many than one too few.

What nobody can list (a nickname, a story that everybody knows) a person finds, who reads before anybody else may (R68).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

SHORTEST_NAME, SHORTEST_PLACE = 3, 4
_ADDRESS_OF_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_PLAN = re.compile(r"\bHP[\s-]*\d+\b", re.IGNORECASE)
_CPR = re.compile(r"\b\d{6}\s?[-–‐‑]?\s?\d{4}\b")
_PHONE = re.compile(r"(?<![\w-])(?:\+\d{2}\s?)?(?:(?:\d{2}\s?){3}\d{2}|(?:\d{2}-){3}\d{2}|(?!(?:19|20)\d{2}-)\d{4}-\d{4})(?![\w-])")
_LONG_NUMBER = re.compile(r"\b\d{5,}\b")
_STREET = re.compile(
    r"\b[A-ZÆØÅÄÖ][\wæøåäö.-]*(?:vej|gade|allé|alle|plads|stræde|vænget|parken|boulevard|gatan|vägen|torget)(?:en)?\s+\d+\s?[A-Za-z]?\b"
)
_ROOM = re.compile(
    r"\b(?:stue|lokale|rum|sal|seng|bygning|indgang|opgang|hus|etage|plan)\s?(?:nr\.?\s?)?[A-ZÆØÅ]?\d+(?:\w|\.(?=\d))*", re.IGNORECASE
)
# Words of places' names that say what kind of place it is, and so may stand.
_KINDS = frozenset(
    """
    administration afdeling afdelingen afsnit afsnittet akut akutmodtagelse ambulatorium ambulatoriet amg anæstesi arbejdsmiljøgruppe
    barsel bosted børn center centeret centret dagafsnit daghospital dagkirurgi den det drift enhed enheden for gynækologi hmu hospital
    hospitalet hus intensiv intern it kirurgi kirurgisk klinik klinikken køkken laboratorium ledelse lmu lægehus medicin medicinsk
    modtagelse neurologi neurologisk og onkologi operation ortopædkirurgi ortopædkirurgisk psykiatri psykiatrien pædiatri radiologi region
    regional regionen rengøring rmu røntgen sekretariat sengeafsnit service socialt speciale stab støtte sygehus sygehuset team teknik
    teknisk udvalg vmu voksne voksen værksted
    """.split()  # noqa: SIM905  a list of words is read as words
)


@dataclass(frozen=True)
class Scrubber:
    """What is taken out beside the numbers and addresses that any text may hold."""

    people: re.Pattern[str] | None
    parts: re.Pattern[str] | None
    places: re.Pattern[str] | None
    words: re.Pattern[str] | None

    @classmethod
    def of(cls, *, people: Iterable[str], places: Iterable[str]) -> Self:
        """`people` by first and last name, `places` by the whole names of units and committees."""
        names, areas = {name.strip() for name in people}, {name.strip() for name in places}
        parts = {part for name in names for part in re.split(r"[\s-]+", name) if len(part) >= SHORTEST_NAME and part[0].isupper()}
        telling = {word for name in areas for word in re.findall(r"[^\W_]+", name) if _tells(word)}
        return cls(_any_of(names, re.IGNORECASE), _any_of(parts), _any_of(areas, re.IGNORECASE), _any_of(telling))

    def scrub(self, text: str) -> str:
        """The text in which a word in square brackets stands for what was taken out."""
        with translation.override(settings.LANGUAGE_CODE):
            colleague, place, number = _("[a colleague]"), _("[the unit]"), _("[number]")
            text = _LINK.sub(_("[link]"), _ADDRESS_OF_MAIL.sub(_("[e-mail]"), text))
            text = _PLAN.sub(_("[a plan]"), text)
            for pattern, word in (
                (_CPR, number), (_PHONE, number), (_STREET, _("[address]")), (self.places, place), (_ROOM, _("[a room]")),
                (self.people, colleague), (self.parts, colleague), (self.words, place), (_LONG_NUMBER, number),
            ):  # fmt: skip
                text = pattern.sub(word, text) if pattern else text
            return _once(_once(text, colleague), place)


def _tells(word: str) -> bool:
    """A code with a number, or a name of its own: not what says what kind of place it is."""
    if any(sign.isdigit() for sign in word):
        return len(word) > 1
    return word[0].isupper() and len(word) >= SHORTEST_PLACE and word.lower() not in _KINDS


def _any_of(names: Iterable[str], flags: "re.RegexFlag" = re.NOFLAG) -> "re.Pattern[str] | None":
    """Longest first, so that Anne-Mette is not taken for Anne; with the s of the genitive."""
    longest_first = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?:['’]?s)?(?!\w)", flags) if longest_first else None


def _once(text: str, word: str) -> str:
    """First name and last name make one colleague."""
    one = re.escape(word)
    return re.sub(rf"{one}(?:[\s-]+{one})+", word, text)
