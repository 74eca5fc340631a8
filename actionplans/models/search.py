"""How people's words become a search: beginnings of words, Danish and Swedish stems, everyday synonyms."""

import re

from django.contrib.postgres.search import SearchQuery

_REFERENCE = re.compile(r"hp[\s-]*(\d{1,18})", re.IGNORECASE)
_WRITTEN_BY_HAND = re.compile(r"""["“”]|(?:^|\s)-\w|\bOR\b""")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
# Words of three letters or more that say nothing of what a plan is about; the shorter ones are not looked at.
_SAY_NOTHING = frozenset(
    """
    alle alt altid blev bliver bort den der deres det dette dig din dit efter eller end ene enhed fik flere for fordi fra før får gang
    gange går hele har havde her hver hvor hvis ikke ind ingen kan kolleger kommer lige man mange med meget mellem men mens mere mest
    mig mod når nej nogen noget nye også over plan problem sig sin skal som stadig store stort synes tid til uden var vil ved vores være
    stue afsnit afsnittet att och inte är ett från vid vill många mycket the and with are not our
    """.split()  # noqa: SIM905  a list of words is read as words
)
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


def telling_words(text: str) -> list[str]:
    """The words that say what a text is about, each once, in their order."""
    words = _LETTERS.findall(text.lower())
    return [word for word in dict.fromkeys(words) if word not in _SAY_NOTHING][:MOST_WORDS]


def query_of_word(word: str) -> SearchQuery:
    """One word from `telling_words`, as a beginning or as one of its synonyms."""
    return _in_both(_alternatives(word), "raw")


def _alternatives(word: str) -> str:
    line = next((line for line in SYNONYMS if word in line), ())
    return "(" + " | ".join(f"'{one}':*" for one in dict.fromkeys((word, *line))) + ")"


def _in_both(query: str, search_type: str) -> SearchQuery:
    danish: SearchQuery = SearchQuery(query, config="danish", search_type=search_type)
    return danish | SearchQuery(query, config="swedish", search_type=search_type)
