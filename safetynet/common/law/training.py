"""Training of a work-environment organisation's members, by country (R12–R14)."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings


@dataclass(frozen=True)
class TrainingLaw:
    """Days and clocks; months are counted from taking office, or from the mandatory course."""

    source: str
    mandatory_days: Decimal
    mandatory_within_months: int
    supplementary_days: Decimal
    supplementary_offered_within_months: int
    yearly_days: Decimal


LAWS = {
    "DK": TrainingLaw("AML § 9; BEK 65/2024", Decimal(3), 3, Decimal(2), 9, Decimal("1.5")),
    # Sweden sets no days; the region plans by the same clocks until its own agreement says otherwise.
    "SE": TrainingLaw("AML 6 kap. 4 §", Decimal(3), 3, Decimal(2), 9, Decimal("1.5")),
}


def training_law() -> TrainingLaw:
    """Of the country this installation is in."""
    return LAWS[getattr(settings, "COUNTRY", "DK")]
