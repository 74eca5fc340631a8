"""The newest that is known of a plan, to stand beside the question what became of it."""

from dataclasses import dataclass
from typing import Self

from actionplans.models import ActionPlan, Comment, EffectEvaluation, FollowUp, Measure, Notice, StallCheck, VerdictMark
from orgstructure.names import name_everybody
from safetynet.common.gather import Found, Gather, Parts

NOTICES_SHOWN_FROM = 3  # fewer marks than this would tell who gave them
SHOWN = 2  # of notes, verdicts and comments each


def parts_of(plan: int) -> Parts:
    """What `Evidence.told_by` reads; its rows are to know their people by name."""
    return (
        Measure.objects.filter(plan=plan),
        FollowUp.objects.filter(plan=plan)[:SHOWN],
        EffectEvaluation.objects.standing().filter(plan=plan)[:SHOWN],
        VerdictMark.objects.filter(evaluation__plan=plan, evaluation__undone_at=None).order_by("-at", "-pk")[:SHOWN],
        Comment.objects.shown().select_related(None).filter(plan=plan).reverse()[:SHOWN],
        Notice.objects.filter(plan=plan).only("notices"),
        StallCheck.objects.filter(plan=plan).last_of_each_plan().with_cause_name(),
    )


ROWS = Gather(parts_of, plan=int)


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
        """Two queries, however much there is; for whoever may see the plan."""
        found = ROWS(plan=plan.pk)
        name_everybody(found)
        return cls.told_by(found)

    @classmethod
    def told_by(cls, found: Found) -> Self:
        """From the rows of `parts_of`, without a query."""
        noticed = sum(mark.notices for mark in found[Notice])
        return cls(
            measures=found[Measure],
            notes=found[FollowUp],
            verdicts=found[EffectEvaluation],
            marks=found[VerdictMark],
            comments=found[Comment],
            noticed=noticed,
            not_noticed=len(found[Notice]) - noticed,
            stop=next(iter(found[StallCheck]), None),
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
