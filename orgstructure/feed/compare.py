"""The difference between the database and a feed. What is no longer in the feed has ended; it is closed, never deleted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from orgstructure.feed.differences import (
    CoverageChange,
    Difference,
    EngagementChange,
    Kind,
    NodeChange,
    PersonKey,
    SeatChange,
    Step,
)
from orgstructure.feed.known import Known
from orgstructure.feed.managers import managers
from orgstructure.feed.people import Register, compare_people, recognise
from orgstructure.feed.problems import Problem, in_order
from orgstructure.feed.rows import COMMITTEES, SEATS, CommitteeRow, EngagementRow, Feed, SeatRow, UnitRow
from orgstructure.models import Committee, Coverage, Engagement, Level, Seat, SeatRole, Unit


def compare(feed: Feed, known: Known, *, today: date, since: date | None = None) -> Difference:
    """What applying the feed on `today` would do. New units are taken to exist from `since` (default `today`)."""
    register = recognise(feed.engagements, feed.seats, known)
    engagements = tuple(_engagements(feed, known, register, today))
    moved = {change.person for change in engagements if change.kind == Kind.MOVED and change.person}
    notes: list[Problem] = [*feed.notes, *register.notes]
    return Difference(
        today=today,
        since=min(since or today, today),
        units=tuple(_units(feed, known, register, today)),
        committees=tuple(_committees(feed, known, notes)),
        coverage=tuple(_coverage(feed, known, today)),
        people=tuple(compare_people(feed.engagements, register, known, moved, today)),
        engagements=engagements,
        seats=tuple(_seats(feed, known, register, today, notes)),
        known_ids=register.user_ids,
        notes=tuple(in_order(notes)),
    )


def is_live(row: Unit | Committee | Coverage | Engagement | Seat, today: date) -> bool:
    """It has not ended; it may begin later."""
    return row.valid_to is None or row.valid_to > today


# --- The two trees --------------------------------------------------------------------------------------
def _units(feed: Feed, known: Known, register: Register, today: date) -> Iterator[NodeChange]:
    by_number = {row.number: register.by_row[row] for row in feed.engagements if row.holds_on(today)}
    managed_by = managers(feed.units, feed.engagements, today)
    keys = {unit.pk: unit.source_key for unit in known.units.values()}
    for row in feed.units:
        before = known.units.get(row.key)
        manager = by_number[managed_by[row.key]] if row.key in managed_by else None
        is_same = before is not None and (before.name, before.p_number) == (row.name, row.p_number)
        is_same = is_same and before is not None and _same_manager(before.manager_id, manager, register)
        kind = _node_kind(row, before, keys, is_same=is_same)
        yield NodeChange(kind, row.key, row.name, row.parent, before, p_number=row.p_number, manager=manager)
    yield from _gone(known.units, {row.key for row in feed.units}, keys)


def _same_manager(before: int | None, manager: PersonKey | None, register: Register) -> bool:
    return before is None if manager is None else register.user_id(manager) == before


def _committees(feed: Feed, known: Known, notes: list[Problem]) -> Iterator[NodeChange]:
    keys = {committee.pk: committee.source_key for committee in known.committees.values()}
    parents = {row.key: row.parent for row in feed.committees}
    for row in feed.committees:
        before = known.committees.get(row.key)
        level = _level(row.name, _depth(row.key, parents), known.levels)
        if level is None:
            notes.append(Problem.at(COMMITTEES, row.line, "unknown_level", value=row.name))
        level_id = level.pk if level else None
        is_same = before is not None and (before.name, before.level_id) == (row.name, level_id)
        kind = _node_kind(row, before, keys, is_same=is_same)
        yield NodeChange(kind, row.key, row.name, row.parent, before, level_id=level_id)
    yield from _gone(known.committees, set(parents), keys)


def _node_kind(row: UnitRow | CommitteeRow, before: Unit | Committee | None, keys: Mapping[int, UUID], *, is_same: bool) -> Kind:
    if before is None or before.valid_to is not None:
        return Kind.CREATED
    if (keys[before.parent_id] if before.parent_id else None) != row.parent:
        return Kind.MOVED
    return Kind.UNCHANGED if is_same else Kind.CHANGED


def _gone(known: Mapping[UUID, Unit] | Mapping[UUID, Committee], told: set[UUID], keys: Mapping[int, UUID]) -> Iterator[NodeChange]:
    for key, before in known.items():
        if key not in told and before.valid_to is None:
            yield NodeChange(Kind.CLOSED, key, before.name, keys[before.parent_id] if before.parent_id else None, before)


def _depth(key: UUID, parents: Mapping[UUID, UUID | None]) -> int:
    depth = 0
    while (above := parents[key]) is not None:
        key, depth = above, depth + 1
    return depth


def _level(name: str, depth: int, levels: tuple[Level, ...]) -> Level | None:
    """The first rule that fits: all name patterns first come by order, so does depth."""
    for level in levels:
        if level.name_pattern and re.search(level.name_pattern, name, re.IGNORECASE):
            return level
    return next((level for level in levels if level.depth is not None and level.depth == depth), None)


# --- Which committees cover which units -----------------------------------------------------------------
def _coverage(feed: Feed, known: Known, today: date) -> Iterator[CoverageChange]:
    unit_keys = {unit.pk: unit.source_key for unit in known.units.values()}
    committee_keys = {committee.pk: committee.source_key for committee in known.committees.values()}
    newest = {(unit_keys[row.unit_id], committee_keys[row.committee_id]): row for row in known.coverage}
    told = {(row.key, committee) for row in feed.units for committee in row.covered_by}
    for unit, committee in sorted(told):
        before = newest.get((unit, committee))
        if before and is_live(before, today):
            yield CoverageChange(Kind.UNCHANGED, unit, committee, before)
        else:
            yield CoverageChange(Kind.CREATED, unit, committee, before if before and before.valid_to == today else None)
    for (unit, committee), before in newest.items():
        if (unit, committee) not in told and is_live(before, today):
            yield CoverageChange(Kind.CLOSED, unit, committee, before)


# --- Employments ----------------------------------------------------------------------------------------
def _engagements(feed: Feed, known: Known, register: Register, today: date) -> Iterator[EngagementChange]:
    told: dict[str, list[EngagementRow]] = defaultdict(list)
    for row in feed.engagements:
        told[row.number].append(row)
    unit_keys = {unit.pk: unit.source_key for unit in known.units.values()}
    for number, rows in told.items():
        tails = {row.hired_on: row for row in known.engagements.get(number, [])}  # the last row of each employment
        corrected = _corrected_start(rows, tails, today)
        for row in rows:
            before = tails.pop(row.starts, None) or (tails.pop(corrected) if corrected else None)
            yield _engagement(row, before, register, unit_keys, today)
        yield from (_ended(tail) for tail in tails.values() if is_live(tail, today))
    for number, kept in known.engagements.items():
        if number not in told:
            tails = {row.hired_on: row for row in kept}
            yield from (_ended(tail) for tail in tails.values() if is_live(tail, today))


def _corrected_start(rows: list[EngagementRow], tails: Mapping[date, Engagement], today: date) -> date | None:
    """The one live employment whose Startdato the feed now tells differently; a new hire after an old one is no correction."""
    new = [row for row in rows if row.starts not in tails]
    old = [tail for starts, tail in tails.items() if starts not in {row.starts for row in rows} and is_live(tail, today)]
    if len(rows) == len(new) == len(old) == 1 and old[0].valid_from == old[0].hired_on:
        return old[0].hired_on
    return None


def _engagement(
    row: EngagementRow, before: Engagement | None, register: Register, unit_keys: Mapping[int, UUID], today: date
) -> EngagementChange:
    person = register.by_row[row]
    if before is None:
        return EngagementChange(Kind.CREATED, Step.OPEN, row, person, None, row.starts, row.ends)
    is_elsewhere = unit_keys[before.unit_id] != row.unit
    is_other = is_elsewhere or (before.user_id, before.title, before.profession) != (register.user_id(person), row.title, row.profession)
    is_now = row.ends is None or row.ends > today
    if is_other and is_now and before.valid_from < today:
        return EngagementChange(Kind.MOVED if is_elsewhere else Kind.CHANGED, Step.SPLIT, row, person, before, today, row.ends)
    valid_from = row.starts if before.valid_from == before.hired_on else before.valid_from
    valid_to = row.ends and max(row.ends, valid_from + timedelta(days=1))
    told = (row.starts, valid_from, valid_to, row.username, row.manager_number)
    is_same = told == (before.hired_on, before.valid_from, before.valid_to, before.username, before.manager_number)
    kind = Kind.MOVED if is_elsewhere else Kind.UNCHANGED if is_same and not is_other else Kind.CHANGED
    return EngagementChange(kind, Step.KEEP if kind == Kind.UNCHANGED else Step.AMEND, row, person, before, valid_from, valid_to)


def _ended(tail: Engagement) -> EngagementChange:
    return EngagementChange(Kind.CLOSED, Step.END, None, None, tail)


# --- Seats ----------------------------------------------------------------------------------------------
def _seats(feed: Feed, known: Known, register: Register, today: date, notes: list[Problem]) -> Iterator[SeatChange]:
    committee_keys = {committee.pk: committee.source_key for committee in known.committees.values()}
    kept = {(f"user:{s.user_id}", committee_keys[s.committee_id], s.role_word.lower(), s.valid_from): s for s in known.seats}
    for row in feed.seats:
        person = register.of_seat(row)
        if person is None:
            notes.append(Problem.at(SEATS, row.line, "seat_without_person"))
            continue
        role = known.role_words.get(row.word.lower())
        if role is None:
            notes.append(Problem.at(SEATS, row.line, "unknown_role", value=row.word))
        yield _seat(row, person, role or SeatRole.OTHER, kept.pop((person, row.committee, row.word.lower(), row.starts), None))
    yield from (SeatChange(Kind.CLOSED, None, None, seat.role, seat) for seat in kept.values() if is_live(seat, today))


def _seat(row: SeatRow, person: PersonKey, role: str, before: Seat | None) -> SeatChange:
    if before is None:
        return SeatChange(Kind.CREATED, row, person, role, None)
    told = (row.ends, row.word, row.union, role)
    is_same = told == (before.valid_to, before.role_word, before.union, before.role)
    return SeatChange(Kind.UNCHANGED if is_same else Kind.CHANGED, row, person, role, before)
