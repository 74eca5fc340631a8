"""Training of a work-environment organisation's members, by country (R12–R14)."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from safetynet.common.law import dk, se


@dataclass(frozen=True)
class TrainingDemand:
    """Who must train, how long, and by when: the law's, or what an agreement puts in its place.

    Months are counted from taking office, or from the mandatory course. No months: no last day. No days of the
    supplementary or yearly training: none is demanded.
    """

    source: str
    roles: tuple[str, ...]
    mandatory_days: Decimal | None
    mandatory_within_months: int | None
    supplementary_days: Decimal | None
    supplementary_offered_within_months: int | None
    supplementary_possible_within_months: int | None
    yearly_days: Decimal | None


LAWS = {"DK": TrainingDemand(**dk.TRAINING), "SE": TrainingDemand(**se.TRAINING)}


def training_law() -> TrainingDemand:
    """Of the country this installation is in."""
    return LAWS[settings.COUNTRY]
