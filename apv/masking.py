"""Free texts of a survey before anybody reads them: CPR numbers, telephone numbers and mail addresses taken out (A2-09)."""

import re

from safetynet.common.opentext import birth_date, tidy

MASK = "▒▒▒"  # the same in every language, and no letter of a name
MOST = 4000
_MAIL = re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_CPR = re.compile(r"(?<!\d)(\d{2})[\s./-]?(\d{2})[\s./-]?(\d{2})\s?[-–‐‑+/]?\s?(\d{4})(?!\d)")
_SWEDISH = re.compile(r"(?<!\d)(?:19|20)\d{6}\s?[-–‐‑+]?\s?\d{4}(?!\d)")
_TELEPHONE = re.compile(r"(?<![\d.,])(?:(?:\+|00)\d{1,3}[\s.-]?)?(?:\(0\)\s?)?\d(?:[\s./-]{0,2}\d){7,11}(?!\d)")


def masked(text: str) -> str:
    """The text tidied, cut to what is kept, and without what leads straight to a person."""
    plain = tidy(text).strip()[:MOST]
    for pattern in (_MAIL, _SWEDISH):
        plain = pattern.sub(MASK, plain)
    plain = _CPR.sub(lambda found: MASK if birth_date("".join(found.groups())) else found.group(), plain)
    return _TELEPHONE.sub(MASK, plain)
