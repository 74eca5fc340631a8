"""What can go wrong in this room, by name; the view that catches one can say it to a person."""

from collections.abc import Mapping


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


class IllegalMoveError(Exception):
    """The case can no longer go there; the message says to a person where it stands."""


class ReadRefusedError(Exception):
    """The read could not be written in the log, so nothing was read."""


class SealBrokenError(Exception):
    """What was sealed cannot be opened with any of FIELD_KEYS."""
