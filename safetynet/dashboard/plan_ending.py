"""What ending a plan needs and how it went, for the plan's page: at most one query, and none for a plan nobody has looked at twice."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import CharField, F, IntegerField, Value

from actionplans.models import ActionPlan, EndingRule, HoldAnswer, HoldCheck, MarkAnswer, VerdictMark
from actionplans.models.plans import UNDO_FOR
from actionplans.models.risk import Risk
from actionplans.proportion import Proportion, what_it_needs
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN

MARK, HOLD = "mark", "hold"
ANSWERS: dict[str, type[MarkAnswer | HoldAnswer]] = {MARK: MarkAnswer, HOLD: HoldAnswer}


@dataclass(frozen=True)
class SecondLook:
    """A mark beside a verdict, or the look at a closed plan some time later."""

    kind: str
    answer: str
    words: str
    at: datetime
    who: str
    evaluation_id: int

    @property
    def answer_in_words(self) -> str:
        """As it was said."""
        return str(ANSWERS[self.kind](self.answer).label)

    @property
    def on(self) -> date:
        """The day."""
        return self.at.astimezone(COPENHAGEN).date()


@dataclass(frozen=True)
class PlanEnding:
    """One plan's ending as one reader sees it."""

    proportion: Proportion
    needs: str
    looks: list[SecondLook]
    may_confirm: bool
    may_unconfirm: bool
    may_mark: bool
    residual: Risk | None

    @property
    def marks(self) -> list[SecondLook]:
        """The representatives' own views, oldest first."""
        return [look for look in self.looks if look.kind == MARK]

    @property
    def holds(self) -> list[SecondLook]:
        """The later looks, oldest first."""
        return [look for look in self.looks if look.kind == HOLD]


def plan_ending(plan: ActionPlan, reader: User, *, now: datetime) -> PlanEnding:
    """From a plan fetched with `with_ending_for(reader, …)`."""
    rule = EndingRule(serious_from=_flag(plan, "serious_from"), hold_check_months=_flag(plan, "hold_check_months"))
    proportion, verdict = Proportion.of(plan, rule), plan.closing_evaluation
    is_theirs = plan.confirmed_by_id == reader.pk and plan.confirmed_at is not None
    return PlanEnding(
        proportion=proportion,
        needs=what_it_needs(proportion, rule),
        looks=_looks(plan) if _flag(plan, "has_second_looks") else [],
        may_confirm=bool(_flag(plan, "may_confirm")),
        may_unconfirm=is_theirs and plan.confirmed_at is not None and now - plan.confirmed_at <= UNDO_FOR,
        may_mark=bool(_flag(plan, "may_mark")) and verdict is not None and verdict.by_id != reader.pk,
        residual=verdict.residual_risk if verdict else None,
    )


def _looks(plan: ActionPlan) -> list[SecondLook]:
    columns = ("kind", "answer", "words", "at", "by__first_name", "by__last_name", "of")
    marks = VerdictMark.objects.filter(evaluation__plan=plan).annotate(kind=Value(MARK, CharField()), of=F("evaluation_id"))
    holds = HoldCheck.objects.filter(plan=plan).annotate(kind=Value(HOLD, CharField()), of=Value(0, IntegerField()))
    rows = marks.order_by().values_list(*columns).union(holds.order_by().values_list(*columns), all=True).order_by("at")
    return [
        SecondLook(kind, answer, words, at, f"{first} {last}".strip(), evaluation_id)
        for kind, answer, words, at, first, last, evaluation_id in rows
    ]


def _flag(plan: ActionPlan, name: str) -> int:
    """What `with_ending_for` has put on the row."""
    return cast("int", getattr(plan, name))
