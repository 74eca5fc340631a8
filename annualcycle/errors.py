"""What can go wrong in the year of a committee, by name; the view that catches one can say it to a person."""

from collections.abc import Mapping


class NotNowError(Exception):
    """The row's state does not allow the move (any more), or something must come first; the words say what to do."""


class StaleError(Exception):
    """Somebody saved the row after it was opened; nothing was written."""


class RefusedError(Exception):
    """What was filled in cannot be saved as it stands; `faults` maps field to a sentence that says what to do."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep what is wrong, by field."""
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)
