"""A difference told line by line: every unit, person and seat it touches. For the preview, which only holders of a right see."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgstructure.feed.differences import Difference, Kind, NodeChange, PersonKey
from orgstructure.feed.known import Known
from orgstructure.models import SeatRole

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """What happens to one thing. Holds no CPR number."""

    part: str
    did: str
    name: str
    was: str = ""
    to: str = ""


def lines(difference: Difference, known: Known) -> Iterator[Line]:
    """Units, committees, people, seats and words without a role; what stays as it is makes no line."""
    names = _Names(difference, known)
    for part, changes in (("units", difference.units), ("committees", difference.committees)):
        for change in changes:
            yield from _of_node(part, change, names)
    yield from _of_people(difference, names)
    yield from _of_seats(difference, names)
    for coverage in difference.coverage:
        if coverage.kind in {Kind.CREATED, Kind.CLOSED}:
            yield Line("coverage", coverage.kind, names.nodes[coverage.unit], to=names.nodes[coverage.committee])


def digest(difference: Difference, told: list[Line]) -> str:
    """The same for the same difference on the same day: what was shown is what is brought in."""
    seen = hashlib.sha256(f"{difference.today}{difference.counts()}".encode())
    for line in told:
        seen.update(repr(line).encode())
    return seen.hexdigest()


class _Names:
    """Units, committees and people by name, new ones as the feed calls them."""

    def __init__(self, difference: Difference, known: Known) -> None:
        self.nodes: dict[UUID, str] = {row.source_key: row.name for row in known.units.values()}
        self.nodes |= {row.source_key: row.name for row in known.committees.values()}
        self.nodes |= {change.key: change.name for change in (*difference.units, *difference.committees)}
        self.units = {unit.pk: unit.name for unit in known.units.values()}
        self.committees = {committee.pk: committee.name for committee in known.committees.values()}
        self.users = {pk: f"{person.first_name} {person.last_name}".strip() for pk, person in known.people.items()}
        self.people = {p.key: f"{p.first_name} {p.last_name}".strip() for p in difference.people if p.kind != Kind.CLOSED}
        self.ids: Mapping[PersonKey, int] = difference.known_ids

    def person(self, key: PersonKey | None) -> str:
        """The feed's name, else the one known."""
        return self.people.get(key or "") or self.users.get(self.ids.get(key or "", 0), "")


def _of_node(part: str, change: NodeChange, names: _Names) -> Iterator[Line]:
    above = names.nodes.get(change.parent, "") if change.parent else ""
    before = change.before
    if change.kind in {Kind.CREATED, Kind.CLOSED} or before is None:
        if change.kind != Kind.UNCHANGED:
            yield Line(part, change.kind, change.name, to=above if change.kind == Kind.CREATED else "")
        return
    known = names.units if part == "units" else names.committees
    if change.kind == Kind.MOVED:
        yield Line(part, "moved", change.name, known.get(before.parent_id or 0, ""), above)
    if change.is_renamed and change.kind != Kind.UNCHANGED:
        yield Line(part, "renamed", change.name, before.name, change.name)
    if part == "units":
        was, now = names.users.get(getattr(before, "manager_id", None) or 0, ""), names.person(change.manager)
        if change.kind != Kind.UNCHANGED and was != now:
            yield Line("managers", "manager", change.name, was, now)


def _of_people(difference: Difference, names: _Names) -> Iterator[Line]:
    joins: dict[PersonKey, list[str]] = defaultdict(list)
    for change in difference.engagements:
        if change.row and change.person and change.kind == Kind.CREATED:
            joins[change.person].append(names.nodes[change.row.unit])
        if change.row and change.before and change.kind == Kind.MOVED:
            was, to = names.units.get(change.before.unit_id, ""), names.nodes[change.row.unit]
            yield Line("people", "moved", names.person(change.person), was, to)
    left = {c.before.user_id: names.units.get(c.before.unit_id, "") for c in difference.engagements if c.kind == Kind.CLOSED and c.before}
    for person in difference.people:
        if person.kind == Kind.CREATED:
            yield Line("people", "joins", names.person(person.key), to=", ".join(sorted(set(joins[person.key])))[:450])
        if person.kind == Kind.CLOSED:
            user_id = person.user_id or 0
            yield Line("people", "leaves", names.users.get(user_id, ""), left.get(user_id, ""))


def _of_seats(difference: Difference, names: _Names) -> Iterator[Line]:
    unknown: Counter[str] = Counter()
    for seat in difference.seats:
        if seat.row and seat.role == SeatRole.OTHER:
            unknown[seat.row.word] += 1
        if seat.kind == Kind.CREATED and seat.row:
            place = f"{seat.row.word}, {names.nodes[seat.row.committee]}"
            yield Line("seats", "begins", names.person(seat.person), to=place)
        if seat.kind == Kind.CLOSED and seat.before:
            place = f"{seat.before.role_word}, {names.committees.get(seat.before.committee_id, '')}"
            yield Line("seats", "ends", names.users.get(seat.before.user_id, ""), place)
        if seat.kind == Kind.CHANGED and seat.before and seat.row:
            yield Line("seats", "changed", names.person(seat.person), seat.before.role_word, seat.row.word)
    for word, number in sorted(unknown.items()):
        yield Line("roles", "unmapped", word, to=str(number))
