"""What other systems call a kind, a place, a decision: the words that are understood, beside our own in three languages."""

from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Any, Final, TypeVar

from django.db.models import TextChoices
from django.utils.translation import override

from injuries.codes import Table, code_table
from injuries.models import CaseKind, Decision, Perpetrator, Place
from safetynet.common.cells import plain

T = TypeVar("T", bound=TextChoices)
LANGUAGES = ("da", "sv", "en")
WIDTH = {Table.ENVIRONMENT: 3, Table.INJURY: 3}
KINDS: Final = {
    CaseKind.ACCIDENT: (
        "ulykke", "arbejdsulykke", "arbejdsskade", "personskade", "stikskade", "olycka", "arbetsolycka", "arbetsskada", "accident",
    ),
    CaseKind.NEAR_MISS: ("nærved", "nær ved", "nærved hændelse", "nærved ulykke", "tilløb", "tilløb til ulykke", "tillbud", "near miss"),
    CaseKind.VIOLENCE: ("vold", "trusler", "trussel", "vold og trusler", "vold eller trusler", "våld", "hot", "hot och våld", "violence"),
    CaseKind.OFFENSIVE_ACT: ("krænkelse", "krænkende handling", "krænkende handlinger", "mobning", "chikane", "kränkning", "offence"),
    CaseKind.DISEASE: ("erhvervssygdom", "arbejdsbetinget lidelse", "sygdom", "arbetssjukdom", "disease"),
    CaseKind.OBSERVATION: ("observation", "iagttagelse", "forslag", "idé", "ide", "risikoobservation", "iakttagelse"),
}  # fmt: skip
PLACES: Final = {
    Place.PATIENT_ROOM: ("sengestue", "stue", "patientstue", "vårdrum"),
    Place.BATHROOM: ("badeværelse", "toilet", "bad", "badrum"),
    Place.TREATMENT: ("behandlingsrum", "undersøgelsesrum", "operationsstue", "ambulatorium", "behandlingsrum", "operationssal"),
    Place.CORRIDOR: ("gang", "trappe", "elevator", "korridor", "trappa", "hiss"),
    Place.COMMON: ("opholdsstue", "spisestue", "fællesrum", "dagrum", "matsal"),
    Place.KITCHEN: ("køkken", "depot", "vaskeri", "linned", "kök", "tvätt", "förråd"),
    Place.LABORATORY: ("laboratorium", "apotek"),
    Place.WORKSHOP: ("værksted", "teknikrum", "verkstad"),
    Place.OFFICE: ("kontor", "mødelokale", "mötesrum"),
    Place.HOME: ("borgers hjem", "eget hjem", "hjem", "hem"),
    Place.TRANSPORT: ("transport", "bil", "trafik", "køretøj", "fordon"),
    Place.OUTSIDE: ("ude", "udendørs", "parkering", "parkeringsplads", "utomhus"),
    Place.OTHER: ("andet", "annat"),
}
DECISIONS: Final = {
    Decision.RECOGNISED: ("anerkendt", "ja", "godkendt", "godkänd", "erkänd", "recognised"),
    Decision.REJECTED: ("afvist", "nej", "avslag", "avvisad", "rejected"),
}
PERPETRATORS: Final = {
    Perpetrator.CITIZEN: ("patient", "borger", "beboer", "bruger", "brukare", "boende"),
    Perpetrator.RELATIVE: ("pårørende", "besøgende", "anhörig", "besökare"),
    Perpetrator.INTERNAL: ("kollega", "leder", "ansat", "intern", "chef", "medarbetare"),
    Perpetrator.OTHER: ("andre", "anden", "fremmed", "annan"),
}
SEXES: Final = {
    "f": ("kvinde", "k", "f", "kvinna", "female", "woman"),
    "m": ("mand", "m", "man", "male"),
    "x": ("andet", "x", "annat", "other"),
}

WORDS: Final[Mapping[Any, Mapping[Any, tuple[str, ...]]]] = {CaseKind: KINDS, Place: PLACES, Decision: DECISIONS, Perpetrator: PERPETRATORS}


def kind_of(text: str) -> CaseKind | None:
    """The kind that the word means, or None."""
    return _meanings(CaseKind).get(plain(text))


def place_of(text: str) -> Place | None:
    """The kind of place that the word means, or None."""
    return _meanings(Place).get(plain(text))


def decision_of(text: str) -> Decision | None:
    """What the authority decided, or None."""
    return _meanings(Decision).get(plain(text))


def perpetrator_of(text: str) -> Perpetrator | None:
    """Who did it, or None."""
    return _meanings(Perpetrator).get(plain(text))


def sex_of(text: str) -> str | None:
    """Of the injured, as it is kept; None for a word that is not known."""
    return next((sex for sex, words in SEXES.items() if plain(text) in words), None)


def code_of(table: Table, text: str) -> str | None:
    """The code that the cell says: itself, without its leading zeros as Excel leaves it, before its words, or by our words."""
    known = code_table(table)
    first = text.split(" ", 1)[0].strip(".:-–")
    for tried in (text, first):
        padded = tried.zfill(WIDTH.get(table, 2)) if tried.isascii() and tried.isdigit() else tried
        if padded in known:
            return padded
    return _codes_by_words(table).get(plain(text))


def time_of(text: str) -> time | None:
    """14:30, 14.30, kl. 14:30:00, 1430, 14; None when it is none of them."""
    digits = plain(text).removeprefix("kl").split()
    if len(digits) == 1 and len(digits[0]) == 4:  # noqa: PLR2004  1430
        digits = [digits[0][:2], digits[0][2:]]
    if not digits or not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in digits[:2]):  # noqa: PLR2004
        return None
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  as clocks are


@cache
def _meanings(choices: type[T]) -> Mapping[str, T]:
    """By the words above, by our own in each language, and by the value that an export of ours may hold."""
    found: dict[str, T] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(one.label)): one for one in choices}
    return found | {plain(one.value): one for one in choices} | {word: one for one, words in WORDS[choices].items() for word in words}


@cache
def _codes_by_words(table: Table) -> Mapping[str, str]:
    return {plain(words): code.code for code in reversed(list(code_table(table).values())) for words in code.texts.values()}
