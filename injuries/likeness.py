"""What makes two events alike, and which theme an event belongs to: by codes alone, never by what somebody wrote."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, Q, Value, When

from injuries.codes import Table, code_table
from injuries.codes.everyday import PHRASES
from injuries.models import Case, CaseKind, Place
from safetynet.common.texts import in_language

UNKNOWN = "0"  # the group of codes that say “not known”
BY_PHRASE = {phrase.key: phrase for phrase in PHRASES}


@dataclass(frozen=True)
class Rule:
    """Events of one of these kinds, whose deviation or contact begins so, belong to the theme; an empty part asks nothing."""

    theme: str
    kinds: tuple[CaseKind, ...] = ()
    deviations: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()

    def holds(self, kind: str, deviation: str, contact: str) -> bool:
        """For this event."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.deviations or deviation.startswith(self.deviations))
            and (not self.contacts or contact.startswith(self.contacts))
        )

    @property
    def where(self) -> Q:
        """The same in SQL."""
        found = Q(kind__in=self.kinds) if self.kinds else Q()
        return found & _begins("deviation", self.deviations) & _begins("contact", self.contacts)


def _begins(column: str, groups: tuple[str, ...]) -> Q:
    found = Q()
    for group in groups:
        found |= Q(**{f"{column}__startswith": group})
    return found


# The first that holds; codes of themes are those the region begins with (actionplans.defaults).
THEME_RULES = (
    Rule("offence", kinds=(CaseKind.OFFENSIVE_ACT,)),
    Rule("violence", kinds=(CaseKind.VIOLENCE,)),
    Rule("emotional", deviations=("81", "85")),
    Rule("violence", deviations=("8",)),
    Rule("infection", contacts=("52",)),
    Rule("lifting", deviations=("71", "72", "73")),
    Rule("postures", deviations=("74",)),
    Rule("chemicals", deviations=("22", "23", "24")),
    Rule("chemicals", contacts=("15", "16", "17")),
    Rule("noise", contacts=("72",)),
    Rule("accidents", kinds=(CaseKind.ACCIDENT, CaseKind.NEAR_MISS)),
    Rule("accidents", deviations=("1", "2", "3", "4", "5", "6", "7")),
)
NO_RULE = "other"
THEME = When_(
    *(When(rule.where, then=Value(rule.theme)) for rule in THEME_RULES), default=Value(NO_RULE), output_field=CharField()
)  # annotate a case with it


def theme_of(case: Case) -> str:
    """The code of the theme that a plan about this event begins with."""
    found = (rule.theme for rule in THEME_RULES if rule.holds(case.kind, case.deviation, case.contact))
    return next(found, NO_RULE)


@dataclass(frozen=True)
class Like:
    """What is known of an event that others are compared with."""

    kind: str
    place_kind: str = ""
    phrase: str = ""
    deviation: str = ""
    contact: str = ""
    agent: str = ""

    @classmethod
    def of(cls, case: Case) -> "Like":
        """From a case."""
        return cls(case.kind, case.place_kind, case.phrase, case.deviation, case.contact, case.contact_agent or case.deviation_agent)

    @classmethod
    def given(cls, *, kind: str, place_kind: str, phrase: str) -> "Like | None":
        """From an address; None where it names no kind of event. What it does not know of place or words is left out."""
        if kind not in CaseKind.values:
            return None
        place = place_kind if place_kind in Place.values else ""
        known = BY_PHRASE.get(phrase)
        if known is None:
            return cls(kind, place)
        codes = known.codes
        return cls(kind, place, phrase, codes.get(Table.DEVIATION, ""), codes.get(Table.CONTACT, ""), codes.get(Table.AGENT, ""))

    @property
    def way(self) -> str:
        """The first digit of what went wrong; empty while it is not known."""
        return "" if self.deviation[:1] in ("", UNKNOWN) else self.deviation[0]

    @property
    def same(self) -> Q:
        """Alike: the same kind, and what went wrong is of the same group; where that is not known, the same kind of place."""
        found = Q(kind=self.kind)
        if self.way:
            return found & Q(deviation__startswith=self.way)
        return found & Q(place_kind=self.place_kind) if self.place_kind else found

    @property
    def public(self) -> Q | None:
        """The one set that everybody may ask about: kind and group of what went wrong, which no other parameter splits."""
        return Q(kind=self.kind, deviation__startswith=self.way) if self.way else None

    def axes(self) -> dict[str, tuple[str, Q]]:
        """What else is the same, each in words with the events it means; only for readers who may see the events themselves."""
        kind = str(CaseKind(self.kind).label)
        found = {"kind": (kind, Q(kind=self.kind))}
        if self.place_kind:
            found["place"] = (str(Place(self.place_kind).label), Q(kind=self.kind, place_kind=self.place_kind))
        if self.phrase in BY_PHRASE:
            found["phrase"] = (in_language(BY_PHRASE[self.phrase].texts), Q(phrase=self.phrase))
        if self.way:
            found["deviation"] = (label_of(Table.DEVIATION, f"{self.way}0"), Q(deviation__startswith=self.way))
        if self.contact[:1] not in ("", UNKNOWN):
            found["contact"] = (label_of(Table.CONTACT, f"{self.contact[0]}0"), Q(contact__startswith=self.contact[0]))
        if self.agent[:2] not in ("", "00"):
            agent = self.agent[:2]
            found["agent"] = (label_of(Table.AGENT, agent), Q(contact_agent__startswith=agent) | Q(deviation_agent__startswith=agent))
        return found


def label_of(table: Table, code: str) -> str:
    """The code in words of the reader's language; empty for one that is not known."""
    found = code_table(table).get(code)
    return in_language(found.texts) if found else ""


def themed(cases: Any, codes: Collection[str]) -> Any:
    """Those that belong to one of the themes."""
    return cases.annotate(theme_code=THEME).filter(theme_code__in=codes)
