"""What the database holds, read with one query for each table, for the comparison."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from sys import intern
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from orgstructure.models import Committee, Coverage, Engagement, Level, RoleWord, Seat, Unit, User

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the comparison needs of a person."""

    user_id: int
    first_name: str
    last_name: str
    email: str
    cpr_hash: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownEngagement:
    """One row of an employment: a region has more than 40,000, so no model objects."""

    pk: int
    user_id: int
    unit_id: int
    number: str
    username: str
    title: str
    profession: str
    manager_number: str
    hired_on: date
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KnownSeat:
    """One seat."""

    pk: int
    user_id: int
    committee_id: int
    role: str
    role_word: str
    union: str
    origin: str
    end_is_held: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Known:
    """The organisation as it stands, history included."""

    units: Mapping[UUID, Unit]
    committees: Mapping[UUID, Committee]
    coverage: tuple[Coverage, ...]
    people: Mapping[int, KnownPerson]
    engagements: Mapping[str, list[KnownEngagement]]
    seats: tuple[KnownSeat, ...]
    levels: tuple[Level, ...]
    role_words: Mapping[str, str]

    @classmethod
    def read(cls) -> Self:
        """Eight queries, whatever the size."""
        return cls(
            units={row.source_key: row for row in Unit.objects.all()},
            committees={row.source_key: row for row in Committee.objects.all()},
            coverage=tuple(Coverage.objects.order_by("valid_from")),
            people=_people(),
            engagements=_engagements(),
            seats=tuple(KnownSeat(*row) for row in _rows(Seat.objects.order_by("valid_from"), KnownSeat)),
            levels=tuple(Level.objects.order_by("order")),
            role_words=dict(RoleWord.objects.values_list("word", "role")),
        )


def _rows(rows: QuerySet[Any], shape: type[Any]) -> Iterator[tuple[Any, ...]]:
    """The columns of one shape, a few thousand rows at a time."""
    return rows.values_list(*(column.name for column in fields(shape))).iterator(chunk_size=CHUNK)


def _people() -> dict[int, KnownPerson]:
    columns = ("pk", "first_name", "last_name", "email", "cpr_hash")
    rows = User.objects.filter(kind=User.Kind.PERSON).values_list(*columns).iterator(chunk_size=CHUNK)
    return {pk: KnownPerson(pk, first, last, mail, bytes(hashed) if hashed else None) for pk, first, last, mail, hashed in rows}


def _engagements() -> dict[str, list[KnownEngagement]]:
    """By number; titles and professions, of which there are few, are kept once each."""
    found: dict[str, list[KnownEngagement]] = defaultdict(list)
    for row in _rows(Engagement.objects.order_by("number", "valid_from"), KnownEngagement):
        pk, user, unit, number, username, title, profession, manager, *days = row
        found[number].append(KnownEngagement(pk, user, unit, number, username, intern(title), intern(profession), intern(manager), *days))
    return found
