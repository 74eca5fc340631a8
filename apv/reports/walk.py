"""A safety round on a page: its points with what was said, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apv.models import RoundPhoto, RoundPoint, SafetyRound

if TYPE_CHECKING:
    from apv.forms.walking import Taps


@dataclass(frozen=True)
class WalkPoint:
    """One point as the page shows it: what was typed and could not be kept stands in its field still."""

    point: RoundPoint
    photos: list[RoundPhoto]
    words: str
    error: str


@dataclass(frozen=True)
class Walk:
    """All points of a round. Three queries, however many there are."""

    points: list[WalkPoint]

    @classmethod
    def of(cls, walked: SafetyRound, taps: "Taps | None" = None) -> "Walk":
        """As it stands now."""
        rows = walked.points.select_related("finding").prefetch_related("photos")
        typed, errors = (taps.typed, taps.errors) if taps else ({}, {})
        return cls([_shown(row, typed, errors) for row in rows])

    @property
    def answered(self) -> int:
        """Points that have had their tap."""
        return sum(bool(one.point.state) for one in self.points)

    @property
    def problems(self) -> list[WalkPoint]:
        """Points that are a problem."""
        return [one for one in self.points if one.point.state == RoundPoint.State.PROBLEM]

    @property
    def others(self) -> list[WalkPoint]:
        """The rest, as they were walked."""
        return [one for one in self.points if one.point.state != RoundPoint.State.PROBLEM]


def _shown(row: RoundPoint, typed: Mapping[int, str], errors: Mapping[int, str]) -> WalkPoint:
    kept = [one for one in row.photos.all() if one.removed_at is None]
    return WalkPoint(row, kept, typed.get(row.pk, row.words), errors.get(row.pk, ""))
