"""The words a report is asked in: one plain sentence for each kind, everyday harm, phrases that fit."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from injuries.codes.everyday import PHRASES, Phrase, found
from injuries.codes.tables import Table
from injuries.models import CaseKind, Perpetrator, Place

Words = Mapping[str, str | Promise]

KIND_SENTENCES: Words = {
    CaseKind.ACCIDENT: _("You or a colleague was hurt, in body or mind, by something that happened suddenly or within five days."),
    CaseKind.NEAR_MISS: _("It could have gone wrong, but nobody was hurt."),
    CaseKind.VIOLENCE: _("A patient, citizen or relative hit, threatened or offended somebody – at work or because of the work."),
    CaseKind.OFFENSIVE_ACT: _("Somebody who works here bullied, harassed or degraded you or a colleague."),
    CaseKind.DISEASE: _("You think that the work has made you ill over a longer time."),
    CaseKind.OBSERVATION: _("You see something that is dangerous, or you have an idea that makes the work safer."),
}
KIND_ICONS: Mapping[str, str] = {
    CaseKind.ACCIDENT: "warning",
    CaseKind.NEAR_MISS: "error",
    CaseKind.VIOLENCE: "flag",
    CaseKind.OFFENSIVE_ACT: "feedback",
    CaseKind.DISEASE: "time",
    CaseKind.OBSERVATION: "visibility",
}
# ESAW types of injury as people say them; "000" is an answer too, for who completes the case sees what is missing.
HARMS = (
    ("011", _("bruise or graze")),
    ("012", _("cut, needle-stick or bite")),
    ("032", _("sprain, strain or sudden pain")),
    ("021", _("broken bone")),
    ("051", _("concussion")),
    ("061", _("burn or scald")),
    ("062", _("chemical on skin or in the eyes")),
    ("071", _("poisoned, or breathed something in")),
    ("072", _("infected")),
    ("110", _("shaken, frightened or sad")),
    ("120", _("several of these")),
    ("999", _("something else")),
    ("000", _("I do not know yet")),
)
COURSE_LABELS: Words = {
    CaseKind.NEAR_MISS: _("What nearly happened?"),
    CaseKind.DISEASE: _("What in the work do you think has made you ill?"),
    CaseKind.OBSERVATION: _("What do you see, or what is your idea?"),
}
DAY_LABELS: Words = {CaseKind.DISEASE: _("When did you notice it?"), CaseKind.OBSERVATION: _("Which day did you see it?")}
PERPETRATOR_HINTS: Words = {
    Perpetrator.INTERNAL: _("a colleague, manager, student or somebody hired in"),
    Perpetrator.OTHER: _("also when you do not know"),
}
USUAL: Mapping[str, tuple[str, ...]] = {
    CaseKind.ACCIDENT: ("needle", "lift-patient", "slip-wet", "trip", "lift-thing", "bumped", "twist", "scalpel"),
    CaseKind.NEAR_MISS: ("slip-wet", "needle", "fell-on", "trip", "caught-patient", "chemical-skin"),
    CaseKind.VIOLENCE: ("blow", "kick", "bite", "threat", "spit", "held", "thrown", "threat-net"),
}
ENVIRONMENTS: Mapping[str, str] = {
    Place.PATIENT_ROOM: "051",
    Place.BATHROOM: "051",
    Place.TREATMENT: "051",
    Place.CORRIDOR: "051",
    Place.COMMON: "051",
    Place.HOME: "070",
    Place.TRANSPORT: "060",
}
AWAY = (Place.HOME, Place.TRANSPORT)
_BY_KEY = {phrase.key: phrase for phrase in PHRASES}


def phrases_for(kind: str, looked_for: str = "", chosen: str = "") -> list[tuple[str, str]]:
    """Key and words of the phrases to tap: those found, else the usual ones of the kind; what is chosen stays among them."""
    rows = found(looked_for) if looked_for.strip() else [_BY_KEY[key] for key in USUAL.get(kind, ())]
    if chosen in _BY_KEY and _BY_KEY[chosen] not in rows:
        rows = [_BY_KEY[chosen], *rows]
    return [(row.key, said(row)) for row in rows]


def said(phrase: Phrase) -> str:
    """In the reader's language."""
    return phrase.texts.get((get_language() or "da")[:2], phrase.texts["da"])


def phrase_of(key: str) -> Phrase | None:
    """None for a key that there is not."""
    return _BY_KEY.get(key)


def codes_of(key: str, perpetrator: str) -> dict[str, str]:
    """Columns of the case that the phrase fills; who did it tells the deviation 82 from 83 (R54)."""
    phrase = phrase_of(key)
    codes = dict(phrase.codes) if phrase else {}
    columns = {name: codes.get(Table(name), "") for name in ("activity", "deviation", "contact")}
    if perpetrator and columns["deviation"] in ("", "82", "83"):
        columns["deviation"] = "82" if perpetrator == Perpetrator.INTERNAL else "83"
    return columns | {"contact_agent": codes.get(Table.AGENT, "")}


def harm_of(key: str) -> str:
    """The type of injury that the phrase says by itself."""
    phrase = phrase_of(key)
    return phrase.codes.get(Table.INJURY, "") if phrase else ""
