"""How measures on each step of the prevention ladder have fared, by our own verdicts."""

from dataclasses import dataclass

from django.db.models import Count, Q

from actionplans.models import ActionPlan, LadderStep, Measure, Verdict

LOOKED_AT = 500  # the plans closed last: enough to tell, few enough to ask while somebody types
ENOUGH = 30  # fewer verdicts than this say nothing


@dataclass(frozen=True)
class StepRecord:
    """Of the plans closed last that had a measure on this step: how many were evaluated, and how many it helped."""

    step: LadderStep
    evaluated: int
    helped: int


def has_enough(record: StepRecord) -> bool:
    """Enough verdicts to be worth telling."""
    return record.evaluated >= ENOUGH


def records_of_steps() -> tuple[StepRecord, ...]:
    """One query, whatever the size of the region; confidential plans are counted and nothing more is said of them."""
    last = ActionPlan.objects.closed_last(LOOKED_AT)
    helped = Q(plan__closing_evaluation__verdict__in=(Verdict.SOLVED, Verdict.PARTLY))
    rows = Measure.objects.filter(plan__in=last.values("pk")).exclude(ladder="").order_by().values("ladder")
    counted = rows.annotate(evaluated=Count("plan", distinct=True), helped=Count("plan", filter=helped, distinct=True))
    found = {row["ladder"]: (row["evaluated"], row["helped"]) for row in counted}
    return tuple(StepRecord(step, *found.get(step, (0, 0))) for step in LadderStep)
