"""The difference between the database and a feed. What is no longer in the feed has ended; it is closed, never deleted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
from orgstructure.feed.known import Known, KnownEngagement, KnownSeat
from orgstructure.feed.managers import managers
from orgstructure.feed.people import Register, compare_people, recognise
from orgstructure.feed.problems import Problem, in_order
from orgstructure.feed.rows import COMMITTEES, SEATS, CommitteeRow, EngagementRow, Feed, SeatRow, UnitRow
from orgstructure.models import Committee, Coverage, Origin, SeatRole, Unit
from orgstructure.recognising import in_use, level_for


def compare(feed: Feed, known: Known, *, today: date, since: date | None = None, told: Feed | None = None) -> Difference:
    """What applying the feed on `today` would do. New units are taken to exist from `since` (default `today`).

    `told` is the feed as it came, before what people decided was laid over it: what it tells itself becomes its own.
    """
    told = told or feed
    register = recognise(feed.engagements, feed.seats, known)
    engagements = tuple(_engagements(feed, known, register, today))
    moved = {change.person for change in engagements if change.kind == Kind.MOVED and change.person}
    notes: list[Problem] = [*feed.notes, *register.notes]
    return Difference(
        today=today,
        since=min(since or today, today),
        units=tuple(_units(feed, known, register, today, {row.key for row in told.units})),
        committees=tuple(_committees(feed, known, today, notes)),
        coverage=tuple(_coverage(feed, known, today, _pairs(told))),
        people=tuple(compare_people(feed.engagements, register, known, moved, today)),
        engagements=engagements,
        seats=tuple(_seats(feed, known, register, today, notes)),
        known_ids=register.user_ids,
        notes=tuple(in_order(notes)),
    )


def is_live(row: Unit | Committee | Coverage | KnownEngagement | KnownSeat, today: date) -> bool:
    """It has not ended; it may begin later."""
    return row.valid_to is None or row.valid_to > today


# --- The two trees --------------------------------------------------------------------------------------
def _units(feed: Feed, known: Known, register: Register, today: date, told: set[UUID]) -> Iterator[NodeChange]:
    by_number = {row.number: register.by_row[row] for row in feed.engagements if row.holds_on(today)}
    managed_by = managers(feed.units, feed.engagements, today)
    keys = {unit.pk: unit.source_key for unit in known.units.values()}
    for row in feed.units:
        before = known.units.get(row.key)
        manager = by_number[managed_by[row.key]] if row.key in managed_by else None
        is_same = before is not None and (before.name, before.p_number) == (row.name, row.p_number)
        is_same = is_same and before is not None and _same_manager(before.manager_id, manager, register)
        origin = Origin.FEED if row.key in told or before is None else Origin(before.origin)
        kind = _node_kind(row, before, keys, is_same=is_same and before is not None and before.origin == origin)
        yield NodeChange(kind, row.key, row.name, row.parent, before, p_number=row.p_number, manager=manager, origin=origin)
    yield from _gone(known.units, {row.key for row in feed.units}, keys)


def _same_manager(before: int | None, manager: PersonKey | None, register: Register) -> bool:
    return before is None if manager is None else register.user_id(manager) == before


def _committees(feed: Feed, known: Known, today: date, notes: list[Problem]) -> Iterator[NodeChange]:
    keys = {committee.pk: committee.source_key for committee in known.committees.values()}
    parents = {row.key: row.parent for row in feed.committees}
    levels = in_use(known.levels, today)
    for row in feed.committees:
        before = known.committees.get(row.key)
        level = level_for(row.name, _depth(row.key, parents), levels)
        if level is None:
            notes.append(Problem.at(COMMITTEES, row.line, "unknown_level", value=row.name))
        level_id = level.pk if level else None
        is_same = before is not None and (before.name, before.level_id, before.origin) == (row.name, level_id, Origin.FEED)
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
    """What the feed tells no more. What a person made by hand was never told by it, and stays."""
    for key, before in known.items():
        if key not in told and before.valid_to is None and before.origin == Origin.FEED:
            yield NodeChange(Kind.CLOSED, key, before.name, keys[before.parent_id] if before.parent_id else None, before)


def _depth(key: UUID, parents: Mapping[UUID, UUID | None]) -> int:
    depth = 0
    while (above := parents[key]) is not None:
        key, depth = above, depth + 1
    return depth


# --- Which committees cover which units -----------------------------------------------------------------
Pair = tuple[UUID, UUID]


def _pairs(feed: Feed) -> set[Pair]:
    return {(row.key, committee) for row in feed.units for committee in row.covered_by}


def _coverage(feed: Feed, known: Known, today: date, by_feed: set[Pair]) -> Iterator[CoverageChange]:
    unit_keys = {unit.pk: unit.source_key for unit in known.units.values()}
    committee_keys = {committee.pk: committee.source_key for committee in known.committees.values()}
    newest = {(unit_keys[row.unit_id], committee_keys[row.committee_id]): row for row in known.coverage}
    told = _pairs(feed)
    for unit, committee in sorted(told):
        before = newest.get((unit, committee))
        if before and is_live(before, today):
            is_taken_over = before.origin == Origin.HAND and (unit, committee) in by_feed
            kind = Kind.CHANGED if is_taken_over else Kind.UNCHANGED
            yield CoverageChange(kind, unit, committee, before)
        elif before and before.origin == Origin.HAND:
            yield CoverageChange(Kind.UNCHANGED, unit, committee, before)  # taken off by hand: until somebody connects it again
        else:
            yield CoverageChange(Kind.CREATED, unit, committee, before if before and before.valid_to == today else None)
    for (unit, committee), before in newest.items():
        if (unit, committee) not in told and before.origin == Origin.FEED and is_live(before, today):
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


def _corrected_start(rows: list[EngagementRow], tails: Mapping[date, KnownEngagement], today: date) -> date | None:
    """The one live employment whose Startdato the feed now tells differently; a new hire after an old one is no correction."""
    new = [row for row in rows if row.starts not in tails]
    old = [tail for starts, tail in tails.items() if starts not in {row.starts for row in rows} and is_live(tail, today)]
    if len(rows) == len(new) == len(old) == 1 and old[0].valid_from == old[0].hired_on:
        return old[0].hired_on
    return None


def _engagement(
    row: EngagementRow, before: KnownEngagement | None, register: Register, unit_keys: Mapping[int, UUID], today: date
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


def _ended(tail: KnownEngagement) -> EngagementChange:
    return EngagementChange(Kind.CLOSED, Step.END, None, None, tail)


# --- Seats ----------------------------------------------------------------------------------------------
def _seats(feed: Feed, known: Known, register: Register, today: date, notes: list[Problem]) -> Iterator[SeatChange]:
    seats = _KeptSeats(known, today)
    employed = _Employed(feed, register, today)
    for row in feed.seats:
        person = register.of_seat(row)
        if person is None:
            notes.append(Problem.at(SEATS, row.line, "seat_without_person"))
            continue
        role = known.role_words.get(row.word.lower())
        if role is None:
            notes.append(Problem.at(SEATS, row.line, "unknown_role", value=row.word))
        before = seats.of(row, person, role or SeatRole.OTHER)
        told = row if employed.may_hold(row, person, role) else _not_opened_again(row, before, today)
        if told is not row:
            notes.append(Problem.at(SEATS, row.line, "seat_after_employment", ends=told.ends))
        elif before and before.end_is_held and row.ends != before.valid_to:
            told = replace(row, ends=before.valid_to)
            notes.append(Problem.at(SEATS, row.line, "seat_set_by_hand"))
        yield _seat(told, person, role or SeatRole.OTHER, before)
    yield from (SeatChange(Kind.CLOSED, None, None, seat.role, seat) for seat in seats.untold())


class _Employed:
    """Who works where, as the feed has it: an AMR is elected by colleagues, and sits no longer than employed among them (R10)."""

    def __init__(self, feed: Feed, register: Register, today: date) -> None:
        self.units: dict[PersonKey, set[UUID]] = defaultdict(set)
        for row in feed.engagements:
            if row.ends is None or row.ends > today:
                self.units[register.by_row[row]].add(row.unit)
        self.covered: dict[UUID, set[UUID]] = defaultdict(set)
        for unit, committee in _pairs(feed):
            self.covered[committee].add(unit)

    def may_hold(self, row: SeatRow, person: PersonKey, role: str | None) -> bool:
        """Employed; for an AMR in one of the units that the group covers, where it covers any."""
        units, covered = self.units.get(person, set()), self.covered.get(row.committee, set())
        return bool(units & covered) if role == SeatRole.AMR and covered else bool(units)


class _KeptSeats:
    """The seats of the database, each given out once: by what the feed said of it, else by what a person said by hand."""

    def __init__(self, known: Known, today: date) -> None:
        self.today = today
        self.keys = {committee.pk: committee.source_key for committee in known.committees.values()}
        self.by_feed: dict[tuple[object, ...], KnownSeat] = {}
        self.by_hand: dict[tuple[object, ...], list[KnownSeat]] = defaultdict(list)
        for seat in known.seats:
            person, committee = f"user:{seat.user_id}", self.keys[seat.committee_id]
            self.by_feed[person, committee, seat.role_word.lower(), seat.valid_from] = seat
            if seat.origin == Origin.HAND:
                self.by_hand[person, committee, seat.role].append(seat)

    def of(self, row: SeatRow, person: PersonKey, role: str) -> KnownSeat | None:
        """The seat the row tells of. One made by hand is the same when person, group and role are, and days overlap."""
        found = self.by_feed.pop((person, row.committee, row.word.lower(), row.starts), None)
        same = self.by_hand.get((person, row.committee, role), [])
        if found is None:
            found = next((seat for seat in same if _overlap(seat, row)), None)
            if found:
                self.by_feed.pop((person, row.committee, found.role_word.lower(), found.valid_from), None)
        if found in same:
            same.remove(found)
        return found

    def untold(self) -> Iterator[KnownSeat]:
        """What the feed tells no more; what was made by hand stays."""
        yield from (seat for seat in self.by_feed.values() if seat.origin == Origin.FEED and is_live(seat, self.today))


def _overlap(seat: KnownSeat, row: SeatRow) -> bool:
    return (seat.valid_to is None or seat.valid_to > row.starts) and (row.ends is None or row.ends > seat.valid_from)


def _not_opened_again(row: SeatRow, before: KnownSeat | None, today: date) -> SeatRow:
    """A seat ended with its person's employment (R10) keeps that end, however long the feed goes on telling it."""
    if before is None or before.valid_to is None or before.valid_to > today:
        return row
    return replace(row, ends=before.valid_to) if row.ends is None or row.ends > before.valid_to else row


def _seat(row: SeatRow, person: PersonKey, role: str, before: KnownSeat | None) -> SeatChange:
    if before is None:
        return SeatChange(Kind.CREATED, row, person, role, None)
    told = (row.ends, row.word, row.union, role, Origin.FEED)
    is_same = told == (before.valid_to, before.role_word, before.union, before.role, before.origin)
    return SeatChange(Kind.UNCHANGED if is_same else Kind.CHANGED, row, person, role, before)
