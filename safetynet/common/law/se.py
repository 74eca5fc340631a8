"""Sweden: Work Environment Act, chapter 6: a safety representative from 5 employees, a committee from 50, 3 years a term."""

from typing import Any, Final

ORGANISATION: Final[dict[str, Any]] = {
    "source": "Arbetsmiljölagen 6 kap.",
    "amr_term_years": 3,
    "amr_term_years_agreed": 4,
    "largest_without_group": 4,
    "committee_from": 50,
    "documentation": "Arbetsmiljölagen 6 kap. 9 §",
    "groups_all_seated": 0,
    "leaders_in_committee": 0,
    "amrs_in_committee": 0,
}

# Chapter 6, 4 §: employer and employees see to it that safety representatives get the training they need. The law sets
# neither days nor a last day, and nothing that follows; an agreement may.
TRAINING: Final[dict[str, Any]] = {
    "source": "Arbetsmiljölagen 6 kap. 4 §",
    "roles": ("amr",),
    "mandatory_days": None,
    "mandatory_within_months": None,
    "supplementary_days": None,
    "supplementary_offered_within_months": None,
    "supplementary_possible_within_months": None,
    "yearly_days": None,
}
