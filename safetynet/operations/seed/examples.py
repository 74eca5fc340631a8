"""The learning bank of the demo: some closed plans drafted as examples, most of them read and shared, a few still to be read."""

from datetime import UTC, date, datetime, time

from actionplans.models import LearningExample
from actionplans.usecases import examples

DRAFTED, LEFT_TO_READ = 40, 4


def write_examples(*, today: date) -> None:
    """As the night and the owners of the plans would have done it."""
    at = datetime.combine(today, time(9), UTC)
    examples.draft(now=at, most=DRAFTED)
    waiting = LearningExample.objects.to_read().exclude(plan__owner=None).select_related("plan__owner", "plan__unit")
    told: set[str] = set()
    for one in list(waiting)[LEFT_TO_READ:]:
        if one.plan.owner and one.problem in told:  # the same again teaches nobody
            examples.withhold(example=one, version=one.version, by=one.plan.owner, now=at)
        elif one.plan.owner:
            told.add(one.problem)
            words = {"problem": one.problem, "did": one.did, "learned": one.learned}
            examples.share(example=one, version=one.version, by=one.plan.owner, now=at, **words)
