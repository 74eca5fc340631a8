"""What must hold between rows and between files. Each check returns every problem it finds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Protocol
from uuid import UUID

from orgstructure.feed.problems import Problem
from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS, CommitteeRow, EngagementRow, SeatRow, UnitRow
from orgstructure.models.units import MAX_DEPTH


class Node(Protocol):
    """A row of a tree."""

    @property
    def line(self) -> int: ...
    @property
    def key(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def parent(self) -> UUID | None: ...


def check(
    units: Sequence[UnitRow],
    committees: Sequence[CommitteeRow],
    engagements: Sequence[EngagementRow],
    seats: Sequence[SeatRow],
    complete: Collection[str],
) -> Iterator[Problem]:
    """Every problem between rows. What points into a file that was not read as a whole (`complete`) is not judged."""
    yield from _tree(UNITS, units, is_complete=UNITS in complete)
    yield from _tree(COMMITTEES, committees, is_complete=COMMITTEES in complete)
    if COMMITTEES in complete:
        known = {row.key for row in committees}
        for unit in units:
            for missing in (key for key in unit.covered_by if key not in known):
                yield Problem.at(UNITS, unit.line, "unknown_committee", value=missing)
        yield from (Problem.at(SEATS, s.line, "unknown_committee", value=s.committee) for s in seats if s.committee not in known)
    if UNITS in complete:
        known = {row.key for row in units}
        yield from (Problem.at(ENGAGEMENTS, e.line, "unknown_unit", value=e.unit) for e in engagements if e.unit not in known)
    yield from _overlapping(engagements)
    yield from _double_seats(seats)


def _tree(file: str, rows: Sequence[Node], *, is_complete: bool) -> Iterator[Problem]:
    first: dict[UUID, Node] = {}
    for row in rows:
        if row.key in first:
            yield Problem.at(file, row.line, "duplicate_code", value=row.key, first=first[row.key].line)
        first.setdefault(row.key, row)
    if not is_complete:
        return
    roots = [row for row in rows if row.parent is None]
    yield from (Problem.at(file, row.line, "two_roots", first=roots[0].line) for row in roots[1:])
    if not roots:
        yield Problem.at(file, 1, "no_root")
    for row in rows:
        if row.parent == row.key:
            yield Problem.at(file, row.line, "own_parent")
        elif row.parent is not None and row.parent not in first:
            yield Problem.at(file, row.line, "unknown_parent", value=row.parent)
    yield from _cycles(file, first)


def _cycles(file: str, rows: dict[UUID, Node]) -> Iterator[Problem]:
    """Each ring once, and what lies too deep."""
    depth: dict[UUID, int] = {}
    for start in rows:
        trail: list[UUID] = []
        here: UUID | None = start
        while here is not None and here in rows and here not in depth and here not in trail:
            trail.append(here)
            here = rows[here].parent
        if here is not None and here in trail:
            ring = trail[trail.index(here) :]
            if len(ring) > 1:
                first = min(ring, key=lambda key: rows[key].line)
                yield Problem.at(file, rows[first].line, "cycle", value=" → ".join(rows[key].name for key in ring))
        base = depth.get(here, -1) if here is not None else -1
        depth |= {key: place for place, key in enumerate(reversed(trail), start=base + 1)}
    yield from (Problem.at(file, rows[key].line, "too_deep", limit=MAX_DEPTH) for key, level in depth.items() if level >= MAX_DEPTH)


def _overlapping(rows: Sequence[EngagementRow]) -> Iterator[Problem]:
    """A number is one employment at a time."""
    by_number: dict[str, list[EngagementRow]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    for number, same in by_number.items():
        for earlier, later in pairwise(sorted(same, key=lambda row: (row.starts, row.line))):
            if earlier.ends is None or earlier.ends > later.starts:
                yield Problem.at(ENGAGEMENTS, later.line, "duplicate_engagement", value=number, first=earlier.line)


def _double_seats(rows: Sequence[SeatRow]) -> Iterator[Problem]:
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (row.cpr, row.committee, row.word.lower(), row.starts)
        if key in first:
            yield Problem.at(SEATS, row.line, "duplicate_seat", first=first[key])
        first.setdefault(key, row.line)
