"""The four files' rows, as they are after parsing. Periods are half-open: `ends` is Slutdato plus one day."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from orgstructure.feed.problems import Problem
from orgstructure.feed.shapes import Shape

UNITS = "adm-org-units.csv"
ENGAGEMENTS = "adm-engagements.csv"
COMMITTEES = "med-org-units.csv"
SEATS = "med-associations.csv"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of adm-org-units.csv."""

    line: int
    key: UUID
    name: str
    parent: UUID | None
    p_number: str
    covered_by: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """One line of med-org-units.csv."""

    line: int
    key: UUID
    name: str
    parent: UUID | None


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One line of adm-engagements.csv."""

    line: int
    number: str
    cpr: str = field(repr=False)
    first_name: str
    last_name: str
    email: str
    unit: UUID
    starts: date
    ends: date | None
    manager_number: str
    username: str
    title: str
    profession: str

    def holds_on(self, day: date) -> bool:
        """The employment is current on that day."""
        return self.starts <= day and (self.ends is None or self.ends > day)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One line of med-associations.csv."""

    line: int
    cpr: str = field(repr=False)
    committee: UUID
    starts: date
    ends: date | None
    word: str
    union: str


@dataclass(frozen=True)
class Feed:
    """All four files, good as a whole; `notes` are told but stop nothing, `shapes` say how each file was written."""

    units: tuple[UnitRow, ...]
    committees: tuple[CommitteeRow, ...]
    engagements: tuple[EngagementRow, ...]
    seats: tuple[SeatRow, ...]
    notes: tuple[Problem, ...] = ()
    shapes: tuple[Shape, ...] = ()
