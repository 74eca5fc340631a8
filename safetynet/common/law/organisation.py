"""What the law asks of a work-environment organisation where no agreement says otherwise, by country."""

from dataclasses import dataclass

from django.conf import settings

from safetynet.common.law import dk, se


@dataclass(frozen=True)
class OrganisationLaw:
    """Figures of the law (R1–R8); `source` is what a gap names as its basis."""

    source: str
    amr_term_years: int
    amr_term_years_agreed: int
    largest_without_group: int
    committee_from: int
    documentation: str
    groups_all_seated: int  # R4: with up to so many groups all their members sit in the committee; 0: the law says nothing
    leaders_in_committee: int
    amrs_in_committee: int


LAWS = {"DK": OrganisationLaw(**dk.ORGANISATION), "SE": OrganisationLaw(**se.ORGANISATION)}


def organisation_law() -> OrganisationLaw:
    """Of the country this installation is in."""
    return LAWS[settings.COUNTRY]
