"""Who is who: the feed knows a person by CPR, else by employee number; the database by both. Nobody is made twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from orgstructure import cpr
from orgstructure.feed.differences import Kind, PersonChange, PersonKey
from orgstructure.feed.known import Known
from orgstructure.feed.problems import Problem
from orgstructure.feed.rows import ENGAGEMENTS, EngagementRow, SeatRow


@dataclass(frozen=True)
class Register:
    """The person behind every row of the feed."""

    by_row: Mapping[EngagementRow, PersonKey] = field(repr=False)
    by_cpr: Mapping[str, PersonKey] = field(repr=False)
    user_ids: Mapping[PersonKey, int]
    notes: tuple[Problem, ...]

    def user_id(self, key: PersonKey | None) -> int | None:
        """The person's row, or None for nobody and for one who is new."""
        return self.user_ids.get(key) if key else None

    def of_seat(self, row: SeatRow) -> PersonKey | None:
        """The seat's person; None when nobody is employed, or ever was, with that number."""
        return self.by_cpr.get(row.cpr)


def recognise(engagements: Sequence[EngagementRow], seats: Sequence[SeatRow], known: Known) -> Register:
    """Match every row to a person, known or new."""
    hashes = {person.cpr_hash: person.user_id for person in known.people.values() if person.cpr_hash}
    numbers = {number: rows[-1].user_id for number, rows in known.engagements.items()}
    own_cpr = {row.number: row.cpr for row in engagements if row.cpr}
    by_cpr = {number: f"cpr:{cpr.hashed(number).hex()}" for number in {r.cpr for r in engagements} | {s.cpr for s in seats} if number}
    user_ids = {key: hashes[raw] for number, key in by_cpr.items() if (raw := bytes.fromhex(key[4:])) in hashes}
    notes = []
    taken = set(user_ids.values())
    by_row: dict[EngagementRow, PersonKey] = {}
    for row in engagements:
        number = row.cpr or own_cpr.get(row.number, "")
        key = by_cpr.get(number) or f"number:{row.number}"
        earlier = numbers.get(row.number)
        if key not in user_ids and earlier is not None and _may_become(known, earlier, taken, has_cpr=bool(number)):
            user_ids[key] = earlier
            taken.add(earlier)
        elif earlier is not None and user_ids.get(key) != earlier:
            notes.append(Problem.at(ENGAGEMENTS, row.line, "two_people", value=row.number))
        by_row[row] = key
    return _one_key_for_each(by_row, by_cpr, user_ids, {row.cpr for row in engagements}, tuple(notes))


def _may_become(known: Known, user_id: int, taken: set[int], *, has_cpr: bool) -> bool:
    """A person known by number learns the CPR number; one who has another CPR number is somebody else."""
    if not has_cpr:
        return True
    return known.people[user_id].cpr_hash is None and user_id not in taken


def _one_key_for_each(
    by_row: dict[EngagementRow, PersonKey],
    by_cpr: dict[str, PersonKey],
    user_ids: dict[PersonKey, int],
    employed: set[str],
    notes: tuple[Problem, ...],
) -> Register:
    """Two keys of one known person become one."""
    same = {key: f"user:{user_id}" for key, user_id in user_ids.items()}
    reachable = {number: key for number, key in by_cpr.items() if number in employed or key in user_ids}
    return Register(
        by_row={row: same.get(key, key) for row, key in by_row.items()},
        by_cpr={number: same.get(key, key) for number, key in reachable.items()},
        user_ids={f"user:{user_id}": user_id for user_id in user_ids.values()},
        notes=notes,
    )


def compare_people(
    engagements: Sequence[EngagementRow], register: Register, known: Known, moved: set[PersonKey], today: date
) -> list[PersonChange]:
    """Everybody in the feed, and those known who have no employment left in it."""
    rows: dict[PersonKey, list[EngagementRow]] = defaultdict(list)
    for row in engagements:
        rows[register.by_row[row]].append(row)
    changes = [_person(key, same, register, known, moved, today) for key, same in rows.items()]
    staying = {register.user_id(key) for key, same in rows.items() if any(r.ends is None or r.ends > today for r in same)}
    employed = {row.user_id for same in known.engagements.values() for row in same if row.valid_to is None or row.valid_to > today}
    left = {user_id for user_id in employed - staying if user_id in known.people}
    changes = [change for change in changes if change.user_id not in left]
    return changes + [PersonChange(Kind.CLOSED, f"user:{user_id}", user_id) for user_id in sorted(left)]


def _person(
    key: PersonKey, rows: list[EngagementRow], register: Register, known: Known, moved: set[PersonKey], today: date
) -> PersonChange:
    """Name and mail stand on every employment; the longest current one is believed."""
    row = min(rows, key=lambda r: (not r.holds_on(today), r.starts, r.number))
    number = next((r.cpr for r in rows if r.cpr), "")
    user_id = register.user_id(key)
    before = known.people.get(user_id) if user_id is not None else None
    if before is None:
        kind = Kind.CREATED
    elif key in moved:
        kind = Kind.MOVED
    else:
        told = (row.first_name, row.last_name, row.email)
        is_same = told == (before.first_name, before.last_name, before.email) and (before.cpr_hash is not None or not number)
        kind = Kind.UNCHANGED if is_same else Kind.CHANGED
    return PersonChange(kind, key, user_id, row.first_name, row.last_name, row.email, number)
