"""The papers of the year: each kind finds what it shows with the rights of who asked, and says what its template is given.

A kind is one line of `PAPERS`; what it shows is worked out in a module of its own, which knows `year_paper` only.
`words` are `{"pk": …}` and, of a wheel, `{"year": …}`.
"""

from safetynet.dashboard import (
    year_annual_paper,
    year_competence_paper,
    year_discussion_paper,
    year_meeting_paper,
    year_minutes_paper,
    year_wheel_paper,
    year_workplan_paper,
)
from safetynet.dashboard.models import DocumentJob
from safetynet.dashboard.year_paper import NotThereError, YearPaper

__all__ = ["PAPERS", "NotThereError", "YearPaper"]

PAPERS: dict[str, YearPaper] = {
    DocumentJob.Kind.ANNUAL: year_annual_paper.PAPER,
    DocumentJob.Kind.WORK_PLAN: year_workplan_paper.PAPER,
    DocumentJob.Kind.WHEEL: year_wheel_paper.PAPER,
    DocumentJob.Kind.COMPETENCE: year_competence_paper.PAPER,
    DocumentJob.Kind.DISCUSSION: year_discussion_paper.PAPER,
    DocumentJob.Kind.MEETING: year_meeting_paper.PAPER,
    DocumentJob.Kind.MINUTES: year_minutes_paper.PAPER,
}
