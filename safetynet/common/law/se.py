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

# AFS 2023:1, systematic work on the work environment: conditions are investigated continually, without a number of years from
# one time to the next; the work is followed up every year. Sickness absence is no element of its own.
ASSESSMENT: Final[dict[str, Any]] = {
    "source": "AFS 2023:1",
    "apv_years": None,
    "risk_review_years": 1,
    "asks_about_absence": False,
}

# Arbetsmiljölagen 3 kap. 3 a §: death, serious injury, several injured or serious danger is told without delay, the same day at best;
# Socialförsäkringsbalken 42 kap. 10 §: every injury to Försäkringskassan, without a number of days (R57).
INJURIES: Final[dict[str, Any]] = {
    "source": "Arbetsmiljölagen 3 kap. 3 a §; Socialförsäkringsbalken 42 kap. 10 §",
    "absence_days": None,
    "claim_days": None,
    "death_hours": None,
    "serious_same_day": True,
    "every_injury": True,
    "report_to": ("Arbetsmiljöverket", "Försäkringskassan"),
    "portal": "anmalarbetsskada.se",
    "is_told_once": False,
    "notes_safety_representative": True,
}
