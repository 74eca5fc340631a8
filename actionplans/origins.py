"""What a new plan springs from in another room (a finding, later an injury): registered from above, unknown here but by name.

A room above says how its rows are read as a proposal, and is told when a plan was begun from one and when it goes out.
The address carries `?from=finding-12`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from actionplans.content import Parts
from actionplans.models import ActionPlan
from orgstructure.models import Unit, User
from safetynet.common.given import read_id


@dataclass(frozen=True)
class Cause:
    """One row of another room as the proposal of a plan; `others` are further units for which it may be made as well."""

    key: str
    unit: Unit
    title: str
    url: str
    parts: Parts
    others: tuple[Unit, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """All that it may be made for."""
        return (self.unit, *self.others)


@dataclass(frozen=True)
class Room:
    """How one kind of row becomes a plan."""

    read: Callable[[int, User, date], Cause | None]
    begun: Callable[[int, ActionPlan, User, datetime], None]
    published: Callable[[ActionPlan, User, datetime], None]


_rooms: dict[str, Room] = {}


def register(kind: str, room: Room) -> None:
    """Called once, when the app is ready."""
    _rooms[kind] = room


def cause_of(key: str, reader: User, today: date) -> Cause | None:
    """The row that the address names as a proposal; None when it names none, or none that may become a plan of this reader."""
    kind, _dash, number = key.partition("-")
    room, pk = _rooms.get(kind), read_id(number)
    return room.read(pk, reader, today) if room and pk is not None else None


def begun(key: str, plan: ActionPlan, *, by: User, now: datetime) -> None:
    """A draft was begun from that row; told in the transaction that makes it, and again when the same form comes again."""
    kind, _dash, number = key.partition("-")
    room, pk = _rooms.get(kind), read_id(number)
    if room and pk is not None:
        room.begun(pk, plan, by, now)


def published(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """The plan goes out: every room looks whether it sprang from one of its rows."""
    for room in _rooms.values():
        room.published(plan, by, now)
