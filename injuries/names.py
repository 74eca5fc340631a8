"""The one way in which a text of a case is shown to whoever may not see whose case it is (R49)."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from injuries.models import WITHOUT_INJURED, Case
from injuries.reading import unsealed

# Little words of surnames that are words of every text; of a name they tell nothing.
PARTICLES = frozenset(["af", "al", "av", "da", "de", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von"])


def without_names(case: Case, text: str) -> str:
    """The text with first and last names of the injured and the reporter masked, also in the genitive and whatever their case.

    Nicknames, and names of others, are not known and stay: whoever tells an event is asked to tell it without names.
    """
    words = sorted({word for name in _names_of(case) for word in _words(name)}, key=len, reverse=True)
    if not text or not words:
        return text
    mask = _("[name]")
    named = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?:['’]?s|['’])?(?!\w)", re.IGNORECASE)
    masked = named.sub(lambda _found: mask, unicodedata.normalize("NFC", text))
    twice = re.escape(mask)
    return re.sub(rf"{twice}(?:(?:[ \t.-]|\b\w\.)+{twice})+", lambda _found: mask, masked)


def shown(case: Case, text: str) -> str:
    """The text as the reader of this row may see it: whole with the report, else without names."""
    return text if case.may_see_report else without_names(case, text)


def _names_of(case: Case) -> Iterable[str]:
    for person in (case.injured, case.reporter):
        if person is not None:
            yield person.first_name
            yield person.last_name
    if case.injured_id is None and case.kind not in WITHOUT_INJURED and not case.is_anonymous:
        sealed = unsealed(case.pk)  # somebody without an account: the name stands in the sealed half alone, and is only masked with
        yield sealed[0].name if sealed else ""


def _words(name: str) -> Iterable[str]:
    for word in re.split(r"[\s.,-]+", unicodedata.normalize("NFC", name)):
        if len(word) > 1 and word.lower() not in PARTICLES:
            yield word
