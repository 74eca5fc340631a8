"""What other systems call a state, a verdict, a source: the words that are understood."""

from typing import Final, TypeVar

from django.db.models import TextChoices

from actionplans.models import Source, Status, Verdict
from safetynet.common.cells import plain

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
