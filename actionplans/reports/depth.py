"""Figures in depth: what became of the plans of a period, as known on a day, beside the same a while before."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from actionplans.models.choices import LadderStep
from actionplans.reports.asof import DUE, PLACED, Standpoint, counted
from actionplans.reports.completeness import Missing, missing_by_check
from actionplans.reports.figures import InTime
from actionplans.reports.periods import Period
from actionplans.reports.survival import TIMES, Survival
from orgstructure.levels import Level
from orgstructure.past import units_below, units_covered

TOP_STEPS = (LadderStep.ELIMINATE, LadderStep.CHANGE)

# What a confidential plan does is not told by a count either: its measures are in no figure.
LADDER = """
SELECT jsonb_object_agg(ladder, number) FROM (
    SELECT measure.ladder, count(*) AS number FROM actionplans_measure measure JOIN placed ON placed.id = measure.plan_id
    WHERE placed.is_new AND NOT placed.is_confidential GROUP BY 1
) by_step
"""


# Begun in the period and not published that day; a draft deleted since has left no trace.
DRAFTS = """
SELECT to_jsonb(count(*)) FROM actionplans_actionplan
WHERE unit_id = ANY(%(units)s) AND created_at < %(until)s AND (published_at IS NULL OR published_at >= %(until)s)
    AND (created_at AT TIME ZONE 'Europe/Copenhagen')::date BETWEEN %(start)s AND %(end)s
"""
FEWEST_DRAFTS = 5  # drafts are for those who write them: a smaller number could point at one person


@dataclass(frozen=True)
class Depth:
    """The figures from one standpoint; `counts` by the codes of `asof`, `ladder` by `LadderStep` (“” for none chosen).

    `drafts` are those begun in the period and not published, 0 where they are fewer than `FEWEST_DRAFTS`.
    """

    period: Period
    day: date
    counts: dict[str, int]
    ladder: dict[str, int]
    survival: Survival
    drafts: int = 0

    @classmethod
    def of(cls, place: Standpoint) -> Self:
        """One query."""
        asked = {"counts": counted(PLACED, "placed"), "due": counted(DUE, "due"), "ladder": LADDER, "times": TIMES, "drafts": DRAFTS}
        found = place.ask(**asked)
        return cls(
            period=place.period,
            day=place.day,
            counts=found["counts"] | found["due"],
            ladder=found["ladder"] or {},
            survival=Survival.of(found["times"] or ()),
            drafts=found["drafts"] if found["drafts"] >= FEWEST_DRAFTS else 0,
        )

    def __bool__(self) -> bool:
        return any(self.counts.values())

    def share(self, part: str, whole: str) -> InTime:
        """One figure as a part of another."""
        return InTime(due=self.counts[whole], done=self.counts[part])

    @property
    def top_steps(self) -> InTime:
        """Measures that remove the cause or change the work, of those with a step of the prevention ladder."""
        placed = {step: self.ladder.get(step, 0) for step in LadderStep}
        return InTime(due=sum(placed.values()), done=sum(placed[step] for step in TOP_STEPS))


@dataclass(frozen=True)
class DepthReport:
    """One level's figures in depth: page, PDF, spreadsheet and JSON read this and nothing else."""

    level: Level
    today: date
    now: Depth
    before: Depth
    missing: tuple[Missing, ...]

    @classmethod
    def of(cls, level: Level, period: Period, on: date, *, before: tuple[Period, date], today: date) -> Self:
        """Six queries, however large the level; what is missing is told of today only, where it can be mended."""
        then, then_on = before
        return cls(
            level=level,
            today=today,
            now=Depth.of(standpoint(level, period, on)),
            before=Depth.of(standpoint(level, then, then_on)),
            missing=missing_by_check(level.area, today) if on == today else (),
        )

    def __bool__(self) -> bool:
        return bool(self.now) or bool(self.before)


def survival_of(place: Standpoint) -> Survival:
    """The curve alone, for its picture. One query."""
    return Survival.of(place.ask(times=TIMES)["times"] or ())


def standpoint(level: Level, period: Period, day: date) -> Standpoint:
    """The units the level had on that day."""
    if level.committee:
        return Standpoint(units_covered(level.committee, day), period, day)
    return Standpoint(units_below(level.unit, day) if level.unit else frozenset(), period, day)
