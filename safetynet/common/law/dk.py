"""Denmark: Executive Order 65 of 22 January 2024 on the systematic work on the working environment."""

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
}
