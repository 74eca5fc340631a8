"""When an injury is told to the authority, by the law of the installation's country."""

from dataclasses import dataclass

from django.conf import settings

from safetynet.common.law import dk, se


@dataclass(frozen=True)
class InjuryLaw:
    """Days from an event to the last day for telling it; None where the law sets none. `report_to` names the receivers."""

    source: str
    absence_days: int | None
    claim_days: int | None
    death_hours: int | None
    serious_same_day: bool
    every_injury: bool
    report_to: tuple[str, ...]


LAWS = {"DK": InjuryLaw(**dk.INJURIES), "SE": InjuryLaw(**se.INJURIES)}


def injury_law() -> InjuryLaw:
    """Of the country this installation is in."""
    return LAWS[settings.COUNTRY]
