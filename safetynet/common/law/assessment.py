"""How often the conditions of work must be assessed, by country (R17)."""

from dataclasses import dataclass

from django.conf import settings

from safetynet.common.law import dk, se


@dataclass(frozen=True)
class AssessmentLaw:
    """Years from one assessment of a topic to the next (None: no number), and of the risk assessment; whether absence is an element."""

    source: str
    apv_years: int | None
    risk_review_years: int
    asks_about_absence: bool


LAWS = {"DK": AssessmentLaw(**dk.ASSESSMENT), "SE": AssessmentLaw(**se.ASSESSMENT)}


def assessment_law() -> AssessmentLaw:
    """Of the country this installation is in."""
    return LAWS[settings.COUNTRY]
