"""What the database holds, read with one query for each table, for the comparison."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from orgstructure.models import Committee, Coverage, Engagement, Level, RoleWord, Seat, Unit, User


@dataclass(frozen=True)
class KnownPerson:
    """What the comparison needs of a person."""

    user_id: int
    first_name: str
    last_name: str
    email: str
    cpr_hash: bytes | None = field(repr=False)


@dataclass(frozen=True)
class Known:
    """The organisation as it stands, history included."""

    units: Mapping[UUID, Unit]
    committees: Mapping[UUID, Committee]
    coverage: tuple[Coverage, ...]
    people: Mapping[int, KnownPerson]
    engagements: Mapping[str, list[Engagement]]
    seats: tuple[Seat, ...]
    levels: tuple[Level, ...]
    role_words: Mapping[str, str]

    @classmethod
    def read(cls) -> Self:
        """Eight queries, whatever the size."""
        engagements: dict[str, list[Engagement]] = defaultdict(list)
        for row in Engagement.objects.order_by("number", "valid_from"):
            engagements[row.number].append(row)
        columns = User.objects.filter(kind=User.Kind.PERSON).values_list("pk", "first_name", "last_name", "email", "cpr_hash")
        people = {pk: KnownPerson(pk, first, last, mail, bytes(hashed) if hashed else None) for pk, first, last, mail, hashed in columns}
        return cls(
            units={row.source_key: row for row in Unit.objects.all()},
            committees={row.source_key: row for row in Committee.objects.all()},
            coverage=tuple(Coverage.objects.order_by("valid_from")),
            people=people,
            engagements=engagements,
            seats=tuple(Seat.objects.order_by("valid_from")),
            levels=tuple(Level.objects.order_by("order")),
            role_words=dict(RoleWord.objects.values_list("word", "role")),
        )
