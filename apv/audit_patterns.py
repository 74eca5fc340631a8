"""What strikes the eye in the answers of one self-audit: kind questions to who writes it, before it is sent in. Never a score.

Whoever reads the audit later sees the same notes; none of them stops anything.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apv.models import GAPS, Answer

A_MINUTE = timedelta(minutes=1)
TOO_FEW_TO_TELL = 5  # questions: fewer can be answered honestly in a minute
IN_A_ROW = 2  # years before this one


@dataclass(frozen=True)
class Seen:
    """One question as it is answered now; `before` are the comments of last year and the year before, `is_followed` by action or help."""

    number: int
    answer: str
    comment: str = ""
    at: datetime | None = None
    before: Sequence[Collection[str]] = ()
    is_followed: bool = False


@dataclass(frozen=True)
class Note:
    """A sentence that ends in a question, and the numbers of the questions it is about."""

    kind: str
    text: str
    numbers: tuple[int, ...] = ()


def notes(answered: Sequence[Seen], *, began_at: datetime, others: int) -> list[Note]:
    """What is worth a second look. `others` is how many took part beside the managers."""
    found = [_all_yes(answered), _the_same_again(answered), _alone(others), _fast(answered, began_at), _gaps(answered)]
    return [note for note in found if note]


def _all_yes(answered: Sequence[Seen]) -> Note | None:
    said = [one for one in answered if one.answer and one.answer != Answer.NOT_RELEVANT]
    if not said or any(one.answer != Answer.YES for one in said) or any(one.comment for one in answered):
        return None
    return Note(
        "all-yes", _("Every answer is yes, and there is no comment. Is that so? A few words about how you know help those who read it.")
    )


def _the_same_again(answered: Sequence[Seen]) -> Note | None:
    same = tuple(one.number for one in answered if one.comment and _is_again(one))
    if not same:
        return None
    said = ngettext(
        "A comment reads as it did last year and the year before. Is it still so?",
        "%(number)d comments read as they did last year and the year before. Is it still so?",
        len(same),
    )
    return Note("same-again", said % {"number": len(same)}, same)


def _is_again(one: Seen) -> bool:
    return len(one.before) >= IN_A_ROW and all(_plain(one.comment) in map(_plain, year) for year in one.before[:IN_A_ROW])


def _alone(others: int) -> Note | None:
    if others:
        return None
    return Note("alone", _("Nobody has taken part beside the manager. Is that so? The answers are meant to be given together."))


def _fast(answered: Sequence[Seen], began_at: datetime) -> Note | None:
    """A page sent as a whole gives every answer the same instant: then the time since it was begun tells."""
    stamps = sorted({one.at for one in answered if one.at and one.answer})
    if not stamps or len(answered) < TOO_FEW_TO_TELL:
        return None
    first = stamps[0] if len(stamps) > 1 else began_at
    if stamps[-1] - first >= A_MINUTE:
        return None
    return Note("fast", _("All answers were given within a minute. Was there time to talk about them?"))


def _gaps(answered: Sequence[Seen]) -> Note | None:
    open_gaps = tuple(one.number for one in answered if one.answer in GAPS and not one.is_followed)
    if not open_gaps:
        return None
    said = ngettext(
        "One answer of “partly” or “no” has led to no action and no wish for help. Is that so?",
        "%(number)d answers of “partly” or “no” have led to no action and no wish for help. Is that so?",
        len(open_gaps),
    )
    return Note("gaps", said % {"number": len(open_gaps)}, open_gaps)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
