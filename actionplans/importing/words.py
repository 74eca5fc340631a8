"""What other systems call a state, a verdict, a source: the words that are understood, and how dates are written."""

import re
from contextlib import suppress
from datetime import date
from typing import Final, TypeVar

from django.db.models import TextChoices

from actionplans.importing.columns import plain
from actionplans.models import Source, Status, Verdict

T = TypeVar("T", bound=TextChoices)
OPEN, CARRIED_OUT, CLOSED, LEFT = Status.ACTIVE, Status.AWAITING, Status.CLOSED, Status.NOT_CARRIED_OUT
STATES: Final = {
    OPEN: ("åben", "aktiv", "i gang", "igangværende", "ny", "oprettet", "ikke startet", "öppen", "pågående", "pågår", "open", "active"),
    CARRIED_OUT: ("gennemført", "udført", "afventer evaluering", "afventer effektvurdering", "genomförd", "utförd", "carried out"),
    CLOSED: ("lukket", "afsluttet", "færdig", "løst", "avslutad", "stängd", "klar", "closed", "done"),
    LEFT: ("ikke gennemført", "opgivet", "annulleret", "droppet", "bortfaldet", "ej genomförd", "avbruten", "nedlagd", "not carried out"),
}
VERDICTS: Final = {
    Verdict.SOLVED: ("løst", "ja", "virkede", "god effekt", "opnået", "löst", "god effekt", "solved", "yes"),
    Verdict.PARTLY: ("delvist løst", "delvist", "delvis", "delvis löst", "partly solved", "partly"),
    Verdict.NO_EFFECT: ("ingen effekt", "nej", "virkede ikke", "ikke opnået", "nej", "no effect", "no"),
    Verdict.WORSE: ("værre", "forværret", "sämre", "värre", "worse"),
}
SOURCES: Final = {
    Source.APV: ("apv", "arbejdspladsvurdering"),
    Source.SURVEY: ("trivselsmåling", "trivselsundersøgelse", "medarbejderundersøgelse", "medarbetarenkät"),
    Source.RISK_ASSESSMENT: ("risikovurdering", "riskbedömning"),
    Source.ROUND: ("runde", "sikkerhedsrunde", "arbejdsmiljørunde", "skyddsrond"),
    Source.ANNUAL_DISCUSSION: ("årlig arbejdsmiljødrøftelse", "årlig drøftelse"),
    Source.MEETING: ("møde", "personalemøde", "möte"),
    Source.OBSERVATION: ("observation", "iagttagelse"),
    Source.INJURY: ("ulykke", "arbejdsulykke", "arbejdsskade", "nærved hændelse", "arbetsskada", "tillbud"),
    Source.INSPECTORATE: ("arbejdstilsynet", "påbud", "arbetsmiljöverket"),
}
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_YEAR_FROM_EXCEL = range(1990, 2100)


def state_of(text: str) -> Status | None:
    """The state that the word means, or None."""
    return _meaning(STATES, text)


def verdict_of(text: str) -> Verdict | None:
    """The verdict that the word means, or None."""
    return _meaning(VERDICTS, text)


def source_of(text: str) -> Source | None:
    """What the plan springs from, or None."""
    return _meaning(SOURCES, text)


def _meaning(table: dict[T, tuple[str, ...]], text: str) -> T | None:
    """By the words above, or as we call it ourselves."""
    name = plain(text)
    return next((meaning for meaning, words in table.items() if name in (*words, plain(str(meaning.label)))), None)


def day_of(text: str) -> date | None:
    """31-12-2024, 31.12.24, 2024-12-31; None when it is none of them or no such day."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0  # noqa: PLR2004  a year of two digits
    else:
        return None
    with suppress(ValueError):
        return date(year, month, day) if year in _YEAR_FROM_EXCEL else None
    return None
