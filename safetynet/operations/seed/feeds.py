"""A short history of readings of the feed: the page of the organisation's data has something to tell.

The runs are told, not done: they lie before the demo's first day, and none of them can be taken back any more.
"""

from datetime import date, timedelta
from typing import Any

from orgstructure.feed.problems import Problem
from orgstructure.feed.rows import ENGAGEMENTS, SEATS
from orgstructure.models import DemoPersona, FeedRun, Unit
from safetynet.common.clock import at_hour

Outcome = FeedRun.Outcome
NIGHTLY = "/srv/organisation"
FAULTS = (
    Problem(ENGAGEMENTS, 212, "bad_date", {"column": "Startdato", "value": "31-09-2026"}),
    Problem(ENGAGEMENTS, 640, "too_few_fields", {"found": "11", "expected": "12"}),
    Problem(SEATS, 87, "missing_value", {"column": "Hverv"}),
)
UNKNOWN_ROLE = Problem(SEATS, 87, "unknown_role", {"value": "Suppleant, AMR"})


def write_feeds(ward_id: int, *, today: date) -> None:
    """Newest first: same, brought in, stopped and then confirmed, refused, taken back. Four queries, whatever the size."""
    consultant = DemoPersona.objects.get(code="consultant").user_id
    ward = Unit.objects.select_related("parent").get(pk=ward_id)
    name, above = ward.name, ward.parent.name if ward.parent else ""
    renamed = [{"what": "unit", "did": "renamed", "name": name, "was": name.replace("afsnit", "team")}]
    closed = [{"what": "unit", "did": "closed", "name": f"Dagkirurgi {letter}, {above}"} for letter in "ABCDEF"]
    undone_at = at_hour(today - timedelta(days=8), 15)
    asked = {"undo": "done", "undo_asked_at": undone_at, "undone_at": undone_at + timedelta(seconds=40), "undone_by_id": consultant}
    stayed = [{"what": "unit", "name": name, "person": None}]
    told: list[dict[str, Any]] = [
        {"days": 1, "outcome": Outcome.SAME},
        {"days": 2, "outcome": Outcome.APPLIED, "counts": _counts(people=(9, 3, 4)), "problems": [UNKNOWN_ROLE.as_json()]},
        {"days": 3, "outcome": Outcome.APPLIED, "counts": _counts(units=(0, 0, 6), people=(0, 41, 0)), "story": closed}
        | {"by_id": consultant, "source": "upload", "confirmed_by_id": consultant}
        | {"reason": f"Dagkirurgien er samlet i {above} fra den 1."},
        {"days": 3, "outcome": Outcome.STOPPED, "counts": _counts(units=(0, 0, 6), people=(0, 41, 0)), "story": closed},
        {"days": 6, "outcome": Outcome.REFUSED, "problems": [fault.as_json() for fault in FAULTS]},
        {"days": 8, "outcome": Outcome.APPLIED, "counts": _counts(units=(0, 1, 0), people=(2, 190, 1)), "story": renamed}
        | {"by_id": consultant, "source": "upload", "kept_back": stayed} | asked,
    ]  # fmt: skip
    FeedRun.objects.bulk_create(_run(today, **one) for one in told)


def _run(today: date, *, days: int, source: str = NIGHTLY, **columns: Any) -> FeedRun:
    """A nightly one starts at three, one by hand in office hours."""
    day = today - timedelta(days=days)
    started = at_hour(day, 3 if source == NIGHTLY else 10)
    return FeedRun(started_at=started, finished_at=started + timedelta(seconds=38), on=day, source=source, **columns)


def _counts(**changed: tuple[int, int, int]) -> dict[str, dict[str, int]]:
    """Created, moved and closed of each kind; the rest as a demo has them."""
    found = {}
    for part, unchanged in (("units", 71), ("committees", 70), ("people", 1200), ("engagements", 1200), ("seats", 430)):
        created, moved, closed = changed.get(part, (0, 0, 0))
        found[part] = {"created": created, "changed": 0, "moved": moved, "closed": closed, "unchanged": unchanged - moved - closed}
    return found
