"""What can go wrong with a plan, by name; the view that catches one can say it to a person."""

from collections.abc import Mapping


class IllegalMoveError(Exception):
    """The plan's state does not allow the move (any more)."""


class StaleError(Exception):
    """Somebody saved the plan after it was opened; nothing was written."""


class OverlapError(StaleError):
    """Somebody saved the same part meanwhile; `overlaps` maps part to (theirs, mine)."""

    def __init__(self, overlaps: dict[str, tuple[object, object]]) -> None:
        """Keep both texts."""
        super().__init__(", ".join(overlaps))
        self.overlaps = overlaps


class NotPublishableError(Exception):
    """Something that must be there before publishing is missing; `missing` maps field to a sentence."""

    def __init__(self, missing: dict[str, str]) -> None:
        """Keep what is missing, by field."""
        super().__init__("; ".join(missing.values()))
        self.missing = missing


class UndoTooLateError(Exception):
    """More than seven days have passed since the plan ended."""


class RefusedError(Exception):
    """What was answered cannot be saved as it stands; `faults` maps field to a sentence that says what to do."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep what is wrong, by field."""
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)
