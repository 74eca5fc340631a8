"""How people's words become a search: beginnings of words, Danish and Swedish stems, everyday synonyms."""

import re

from django.contrib.postgres.search import SearchQuery

_REFERENCE = re.compile(r"hp[\s-]*(\d{1,18})", re.IGNORECASE)
_WRITTEN_BY_HAND = re.compile(r"""["“”]|(?:^|\s)-\w|\bOR\b""")
MOST_WORDS = 8

# What people say and what a plan may call it: each word of a line finds the others.
SYNONYMS = (
    ("støj", "larm", "lyd", "akustik", "buller"),
    ("løft", "forflytning", "lift", "lyft"),
    ("vold", "overfald", "aggression", "trusler", "voldsom", "våld", "hot"),
    ("mobning", "chikane", "krænkelse", "mobbning", "kränkning"),
    ("stress", "travlhed", "arbejdspres", "tidspres", "arbejdsmængde", "arbetsbelastning"),
    ("indeklima", "træk", "varme", "kulde", "luft", "ventilation", "udluftning", "inomhusklimat"),
    ("fald", "snuble", "glat", "fall"),
    ("stik", "kanyle", "nål", "stick"),
    ("kemi", "kemikalie", "rengøringsmiddel", "desinfektion", "handsker", "kem"),
    ("smitte", "infektion", "bakterie", "virus", "hygiejne", "smitta"),
    ("skærm", "skrivebord", "kontorstol", "ergonomi", "bildskärm"),
    ("ryg", "nakke", "skulder", "smerter"),
    ("sygefravær", "sygdom", "fravær", "sjukfrånvaro"),
    ("nattevagt", "nattearbejde", "aftenvagt", "vagtplan", "arbejdstid", "skema"),
    ("alenearbejde", "alene", "ensamarbete"),
    ("samarbejde", "kommunikation", "omgangstone", "samarbete"),
    ("nyansat", "introduktion", "oplæring", "mentor", "nyanställd"),
    ("lys", "belysning", "lampe", "ljus"),
)  # fmt: skip


def read_reference(text: str) -> int:
    """The number in “HP-123”, however it is spelled; 0 when the text is something else."""
    found = _REFERENCE.fullmatch(text.strip())
    return int(found[1]) if found else 0


def query_of(text: str) -> SearchQuery:
    """All words must occur, each as a beginning or as a synonym; quotation marks, `-word` and OR are taken at their word."""
    if _WRITTEN_BY_HAND.search(text):
        return _in_both(text.replace("“", '"').replace("”", '"'), "websearch")
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    return _in_both(" & ".join(_alternatives(word) for word in words), "raw")


def _alternatives(word: str) -> str:
    line = next((line for line in SYNONYMS if word in line), ())
    return "(" + " | ".join(f"'{one}':*" for one in dict.fromkeys((word, *line))) + ")"


def _in_both(query: str, search_type: str) -> SearchQuery:
    danish: SearchQuery = SearchQuery(query, config="danish", search_type=search_type)
    return danish | SearchQuery(query, config="swedish", search_type=search_type)
