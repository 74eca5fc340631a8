"""Who must be told of a case by the law of the country, and who has been (R39–R42, R57)."""

from injuries.clocks import Duty
from injuries.models import Case
from safetynet.common.law.injuries import injury_law

URGENT = (Duty.DEATH.value, Duty.SERIOUS.value)  # may be told by telephone before the report is whole


def receivers_of(case: Case) -> tuple[str, ...]:
    """Those to be told one by one; a single "" where one portal tells them all."""
    law = injury_law()
    if law.is_told_once:
        return ("",)
    first, every = law.report_to
    return (first, every) if case.is_serious or case.died_at else (every,)


def told(case: Case) -> set[str]:
    """Those that a report has gone to."""
    return {report.receiver for report in case.reports.all()}


def still_to_tell(case: Case) -> list[str]:
    """Those that nothing has gone to yet, in the law's order."""
    there = told(case)
    return [receiver for receiver in receivers_of(case) if receiver not in there]


def is_urgent(case: Case) -> bool:
    """A death or, where the law knows it, a serious injury: told at once, whatever is missing."""
    return case.duty in URGENT


def in_words(receiver: str = "") -> str:
    """Whom that means, for a page."""
    return receiver or f"{' / '.join(injury_law().report_to)} ({injury_law().portal})"
