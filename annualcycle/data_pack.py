"""The data pack of discussions (datagrundlag): what is read beside each point, from the sources that the region has chosen.

Everything in it is what every employee may read on the page it links to: a discussion that is completed keeps its figures and is open
to all. Figures that only some may see are therefore never asked for here, whoever the reader is (docs/decisions/0159).
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, Self

from annualcycle import pack_events, pack_places, pack_plans
from annualcycle.models import DataSource
from annualcycle.pack_parts import Asked, PackLine, PackPart, Source
from orgstructure.levels import Level
from orgstructure.models import Committee, Unit, User
from safetynet.common import clock

__all__ = ["DataPack", "PackLine", "PackPart", "pack_of"]

Code = DataSource.Code
SOURCES: Final[Mapping[str, Source]] = {
    Code.PLANS: pack_plans.plans,
    Code.STALLS: pack_plans.stalls,
    Code.APV: pack_places.apv,
    Code.SURVEY: pack_places.survey,
    Code.ACCIDENTS: pack_events.accidents,
    Code.VIOLENCE: pack_events.violence,
    Code.OFFENCES: pack_events.offences,
    Code.REACTIONS: pack_events.reactions,
    Code.GAPS: pack_places.gaps,
    Code.SELF_AUDIT: pack_places.self_audit,
}
FOR_SOME: Final = (Code.ACCIDENTS, Code.VIOLENCE, Code.OFFENCES)  # their page of figures asks for a right; the figures do not


@dataclass(frozen=True)
class DataPack:
    """The parts in the region's order, each against the year before."""

    year: int
    parts: tuple[PackPart, ...]

    def part(self, code: str) -> PackPart | None:
        """The part of one source; None where the region has switched it off."""
        return next((part for part in self.parts if part.code == code), None)

    def as_json(self) -> dict[str, Any]:
        """To be kept with a completed discussion, which is open to all: without addresses that only some may open."""
        return asdict(replace(self, parts=tuple(_for_all(part) for part in self.parts)))

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As it was kept; empty where nothing was."""
        return cls(int(kept.get("year", 0)), tuple(PackPart.of_json(part) for part in kept.get("parts", ())))


def pack_of(place: Committee | Unit, year: int, *, reader: User, today: date, only: Collection[str] = tuple(SOURCES)) -> DataPack:
    """Of exactly the units that the place covers; a number of queries that does not grow with the rows. `only` asks some sources alone."""
    level = Level.of_unit(place, today) if isinstance(place, Unit) else Level.of_committee(place.pk, today)
    asked = Asked(place, level, year, reader, today, clock.now())
    chosen = DataSource.objects.filter(is_on=True, code__in=[*only])
    return DataPack(year, tuple(_part(source, asked) for source in chosen))


def _for_all(part: PackPart) -> PackPart:
    return replace(part, lines=tuple(replace(line, url="") for line in part.lines)) if part.code in FOR_SOME else part


def _part(source: DataSource, asked: Asked) -> PackPart:
    said = SOURCES[source.code](asked)
    return PackPart(source.code, str(source), said.sentence, said.lines, said.missing)
