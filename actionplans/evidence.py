"""The newest that is known of a plan, to stand beside the question what became of it."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q

from actionplans.models import ActionPlan, Comment, EffectEvaluation, FollowUp, Measure, StallCheck, VerdictMark

NOTICES_SHOWN_FROM = 3  # fewer marks than this would tell who gave them
SHOWN = 2  # of notes, verdicts and comments each


@dataclass(frozen=True)
class Evidence:
    """Measures, the last notes, verdicts, comments and marks, and why it has stopped, as said last."""

    measures: list[Measure]
    notes: list[FollowUp]
    verdicts: list[EffectEvaluation]
    marks: list[VerdictMark]
    comments: list[Comment]
    noticed: int
    not_noticed: int
    stop: StallCheck | None

    @classmethod
    def of(cls, plan: ActionPlan) -> Self:
        """Seven queries, however much there is; for whoever may see the plan."""
        counted = plan.notices.aggregate(yes=Count("pk", filter=Q(notices=True)), no=Count("pk", filter=Q(notices=False)))
        marks = VerdictMark.objects.filter(evaluation__plan=plan, evaluation__undone_at=None).select_related("by").order_by("-at", "-pk")
        checks = StallCheck.objects.filter(plan=plan).last_of_each_plan().with_cause_name()
        return cls(
            measures=list(plan.measures.select_related("responsible")),
            notes=list(plan.follow_ups.select_related("by")[:SHOWN]),
            verdicts=list(plan.evaluations.standing().select_related("by")[:SHOWN]),
            marks=list(marks[:SHOWN]),
            comments=list(plan.comments.shown().reverse()[:SHOWN]),
            noticed=counted["yes"],
            not_noticed=counted["no"],
            stop=checks.first(),
        )

    @property
    def done(self) -> int:
        """Measures that are done."""
        return sum(measure.done_on is not None for measure in self.measures)

    @property
    def tells_notices(self) -> bool:
        """So many have marked whether they notice a difference that nobody is recognised."""
        return self.noticed + self.not_noticed >= NOTICES_SHOWN_FROM

    @property
    def is_empty(self) -> bool:
        """Nothing beside the measures is known."""
        return not (self.notes or self.verdicts or self.marks or self.comments or self.tells_notices or self.stop)
