"""When an injury is told to the authority, by the law of the installation's country."""

from dataclasses import dataclass

from django.conf import settings

from safetynet.common.law import dk, se


@dataclass(frozen=True)
class InjuryLaw:
    """Days from an event to the last day for telling it; None where the law sets none.

    `report_to` names the receivers. Where it is told once, one portal hands it on to all of them; else each is told by itself,
    the first of the serious alone, the last of everything.
    """

    source: str
    absence_days: int | None
    claim_days: int | None
    death_hours: int | None
    serious_same_day: bool
    every_injury: bool
    report_to: tuple[str, ...]
    portal: str
    is_told_once: bool
    notes_safety_representative: bool


LAWS = {"DK": InjuryLaw(**dk.INJURIES), "SE": InjuryLaw(**se.INJURIES)}


def injury_law() -> InjuryLaw:
    """Of the country this installation is in."""
    return LAWS[settings.COUNTRY]
