"""Sweden: Work Environment Act, chapter 6: a safety representative from 5 employees, a committee from 50, 3 years a term."""

from typing import Any, Final

ORGANISATION: Final[dict[str, Any]] = {
    "source": "Arbetsmiljölagen 6 kap.",
    "amr_term_years": 3,
    "amr_term_years_agreed": 4,
    "largest_without_group": 4,
    "committee_from": 50,
    "documentation": "Arbetsmiljölagen 6 kap. 9 §",
}
