"""What can go wrong in this room, by name; the view that catches one can say it to a person."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apv.models import AuditAnswer


class RefusedError(Exception):
    """It cannot be done as it stands; the message says to a person why, and what to do."""


class NotReadyError(Exception):
    """Something that must be there is missing; `missing` maps a field to a sentence that says what to do."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        """Keep what is missing, by field."""
        super().__init__("; ".join(missing.values()))
        self.missing = dict(missing)


class StaleError(Exception):
    """Somebody saved it after it was opened; nothing was written."""


class LockedError(Exception):
    """The questionnaire is in use or under a licence that forbids changes: make a new version, or leave its words alone."""


class UnknownTokenError(Exception):
    """No invitation has this token."""


class SurveyClosedError(Exception):
    """The round takes no answers (any more)."""


class NothingAnsweredError(Exception):
    """There is no answer to submit: everything was skipped, or the draft is gone."""


class KeyMismatchError(Exception):
    """The two halves do not make the round's key; nothing was opened."""


class StaleAnswerError(StaleError):
    """Somebody else has answered the question meanwhile; `row` is what stands there, and nothing was written over it."""

    def __init__(self, row: "AuditAnswer") -> None:
        """Keep what stands there."""
        super().__init__()
        self.row = row


class UnansweredError(Exception):
    """Questions are left; `numbers` says which."""

    def __init__(self, numbers: Sequence[int]) -> None:
        """Keep their numbers."""
        super().__init__(", ".join(map(str, numbers)))
        self.numbers = tuple(numbers)
