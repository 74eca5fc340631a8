"""What a stall check leads to: the next steps its answers propose, and then and now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from actionplans.models import HelpRequest, StallAnswer, StallCheck, StallPoint

IN_THE_WAY = (StallAnswer.Answer.NO, StallAnswer.Answer.PARTLY)


@dataclass(frozen=True)
class Compared:
    """One point answered in two checks; the question as it was asked the last time."""

    question: str
    then: str
    now: str

    @property
    def then_said(self) -> str:
        """In words; nothing where it was not answered."""
        return str(StallAnswer.Answer(self.then).label) if self.then else ""

    @property
    def now_said(self) -> str:
        """In words; nothing where it was not answered."""
        return str(StallAnswer.Answer(self.now).label) if self.now else ""

    @property
    def has_moved(self) -> bool:
        """Not the same answer."""
        return self.then != self.now


@dataclass(frozen=True)
class StallPage:
    """One check, what helps, and what the same people answered before about the same measure."""

    check: StallCheck
    cause_point: StallPoint | None
    others: tuple[StallPoint, ...]
    earlier_at: datetime | None
    compared: tuple[Compared, ...]
    help_request: HelpRequest | None

    @classmethod
    def of(cls, check: StallCheck) -> Self:
        """Five queries."""
        answers = list(check.answers.select_related("point"))
        points = {answer.point.code: answer.point for answer in answers}
        if check.cause not in points and not check.is_ready_cause:
            points |= {point.code: point for point in check.checklist.points.filter(code=check.cause)}
        blocked = [answer.point for answer in answers if answer.answer in IN_THE_WAY and answer.point.code != check.cause]
        earlier = _before(check)
        return cls(
            check=check,
            cause_point=points.get(check.cause),
            others=tuple(blocked),
            earlier_at=earlier.at if earlier else None,
            compared=_compared(earlier, answers),
            help_request=check.plan.help_requests.filter(answered_at=None, by__isnull=False).select_related("by").first(),
        )

    @property
    def better(self) -> int:
        """How many conditions are better than the last time."""
        return sum(RANK[one.now] > RANK[one.then] for one in self._both)

    @property
    def worse(self) -> int:
        """How many are worse."""
        return sum(RANK[one.now] < RANK[one.then] for one in self._both)

    @property
    def _both(self) -> list[Compared]:
        return [one for one in self.compared if one.then and one.now]


RANK: dict[str, int] = {StallAnswer.Answer.NO: 0, StallAnswer.Answer.PARTLY: 1, StallAnswer.Answer.YES: 2}


def _before(check: StallCheck) -> StallCheck | None:
    """The check before this one that answered questions about the same measure."""
    same = StallCheck.objects.filter(plan=check.plan_id, measure=check.measure_id, answers__isnull=False).exclude(pk=check.pk)
    return same.filter(at__lte=check.at).first()


def _compared(earlier: StallCheck | None, answers: list[StallAnswer]) -> tuple[Compared, ...]:
    """By code of the point, so that a reworded question is still the same point."""
    if earlier is None:
        return ()
    before = {answer.point.code: answer for answer in earlier.answers.select_related("point")}
    now = {answer.point.code: answer for answer in answers}
    asked = {code: answer.point for code, answer in (before | now).items()}
    return tuple(
        Compared(point.asks, before[code].answer if code in before else "", now[code].answer if code in now else "")
        for code, point in sorted(asked.items(), key=lambda item: item[1].order)
    )
