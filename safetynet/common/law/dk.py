"""Denmark: Executive Order 65 of 22 January 2024 on the systematic work on the working environment."""

from decimal import Decimal
from typing import Any, Final

# § 33 (the plan with its members), groups that cover all from 10 employees, a committee above them from 35,
# the representative elected for 2 years, up to 4 where it is agreed (R1, R3, R5).
ORGANISATION: Final[dict[str, Any]] = {
    "source": "BEK 65/2024",
    "amr_term_years": 2,
    "amr_term_years_agreed": 4,
    "largest_without_group": 9,
    "committee_from": 35,
    "documentation": "BEK 65/2024 § 33",
    "groups_all_seated": 2,  # R4: more than two groups elect two and two among themselves
    "leaders_in_committee": 2,
    "amrs_in_committee": 2,
}

# § 9 of the Working Environment Act: the members of the groups; 3 days within 3 months of taking office (R12), 2 days
# offered and begun within 9 months of that course and possible within the first 12 months (R13), then 1½ a year (R14).
TRAINING: Final[dict[str, Any]] = {
    "source": "AML § 9; BEK 65/2024",
    "roles": ("amr", "leader"),
    "mandatory_days": Decimal(3),
    "mandatory_within_months": 3,
    "supplementary_days": Decimal(2),
    "supplementary_offered_within_months": 9,
    "supplementary_possible_within_months": 12,
    "yearly_days": Decimal("1.5"),
}

# Every condition is assessed at least every third year, topic by topic (R17), in four elements. That the risk assessment is
# gone through once a year is this system's own rule: the law asks for it whenever the work changes.
ASSESSMENT: Final[dict[str, Any]] = {
    "source": "BEK 65/2024",
    "apv_years": 3,
    "risk_review_years": 1,
    "asks_about_absence": True,
}

# BEK 799/2022 § 1 and BEK 941/2022: an accident with at least one day of absence beyond the day of injury is told within 14 days
# of the first day of absence (R39, R44); one without absence that may give a claim, within 14 days of the injury (R41);
# a death within 48 hours (R42).
INJURIES: Final[dict[str, Any]] = {
    "source": "BEK 799/2022 § 1; BEK 941/2022",
    "absence_days": 14,
    "claim_days": 14,
    "death_hours": 48,
    "serious_same_day": False,
    "every_injury": False,
    "report_to": ("Arbejdstilsynet", "Arbejdsmarkedets Erhvervssikring"),
    "portal": "EASY",
    "is_told_once": True,
    "notes_safety_representative": False,
}
