"""What would change if the feed were applied today. Facts only: nothing here writes or asks the database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from orgstructure.feed.known import KnownEngagement, KnownSeat
from orgstructure.feed.problems import Problem
from orgstructure.feed.rows import EngagementRow, SeatRow
from orgstructure.models import Committee, Coverage, Origin, Unit

PersonKey = str


class Kind(StrEnum):
    """What happens to one thing; of several, the first that fits."""

    CREATED = "created"
    MOVED = "moved"
    CHANGED = "changed"
    CLOSED = "closed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A unit or a committee: `name`, `parent` and the rest are what the feed says (what stood before, when closed)."""

    kind: Kind
    key: UUID
    name: str
    parent: UUID | None
    before: Unit | Committee | None
    p_number: str = ""
    manager: PersonKey | None = None
    level_id: int | None = None
    origin: Origin = Origin.FEED

    @property
    def is_renamed(self) -> bool:
        """It has another name than before; it may have moved as well."""
        return self.before is not None and self.before.name != self.name


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """A committee or group covers a unit, or no longer does. An ended one that comes back on the same day goes on."""

    kind: Kind
    unit: UUID
    committee: UUID
    before: Coverage | None


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One human being in the feed, or one who left it; the number never shows in logs."""

    kind: Kind
    key: PersonKey
    user_id: int | None
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    cpr: str = field(default="", repr=False)


class Step(StrEnum):
    """How an employment's rows follow the feed."""

    OPEN = "open"
    SPLIT = "split"  # close the row today and open another: a change of unit, person or title
    AMEND = "amend"  # the same stretch, better known
    END = "end"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class EngagementChange:
    """One employment; `before` is the last of its rows."""

    kind: Kind
    step: Step
    row: EngagementRow | None
    person: PersonKey | None
    before: KnownEngagement | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class SeatChange:
    """One seat."""

    kind: Kind
    row: SeatRow | None
    person: PersonKey | None
    role: str
    before: KnownSeat | None


@dataclass(frozen=True)
class Difference:
    """Everything between the database and the feed, on one day."""

    today: date
    since: date
    units: tuple[NodeChange, ...]
    committees: tuple[NodeChange, ...]
    coverage: tuple[CoverageChange, ...]
    people: tuple[PersonChange, ...]
    engagements: tuple[EngagementChange, ...]
    seats: tuple[SeatChange, ...]
    known_ids: Mapping[PersonKey, int]
    notes: tuple[Problem, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each kind of thing how many are created, changed, moved, closed and unchanged."""
        parts: dict[str, Iterable[object]] = {
            "units": self.units,
            "committees": self.committees,
            "coverage": self.coverage,
            "people": self.people,
            "engagements": self.engagements,
            "seats": self.seats,
        }
        return {name: _counted(changes) for name, changes in parts.items()}

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return all(kind == Kind.UNCHANGED or not number for counts in self.counts().values() for kind, number in counts.items())


def _counted(changes: Iterable[object]) -> dict[str, int]:
    found = Counter(change.kind for change in changes)  # type: ignore[attr-defined]  # every change has a kind
    return {kind.value: found[kind] for kind in (Kind.CREATED, Kind.CHANGED, Kind.MOVED, Kind.CLOSED, Kind.UNCHANGED)}
