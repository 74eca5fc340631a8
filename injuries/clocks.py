"""The law's clocks: when an injury must have been told to the authority (R39–R44, R57). Pure: facts go in, a due day comes out.

Recomputed from the facts whenever it is asked, so that absence which comes later moves the day by itself (R43).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from safetynet.common.clock import COPENHAGEN
from safetynet.common.law.injuries import InjuryLaw

LAST_MINUTE = time(23, 59)


class Duty(StrEnum):
    """Why it must be told; the first that holds."""

    DEATH = "death"
    SERIOUS = "serious"
    ABSENCE = "absence"
    CLAIM = "claim"
    EVERY_INJURY = "every_injury"


@dataclass(frozen=True)
class Facts:
    """What decides. `absent_from` are the first days of the absence periods, in any order.

    `is_injury` is false for near misses and observations, and for a suspected occupational disease, which the doctor tells (R47).
    `died_at` is when the employer knew of the death.
    """

    injured_on: date
    is_injury: bool = True
    absent_from: tuple[date, ...] = ()
    may_claim: bool = False
    is_serious: bool = False
    died_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    """Until when, to the minute, and why."""

    until: datetime
    duty: Duty

    @property
    def on(self) -> date:
        """The last day."""
        return self.until.astimezone(COPENHAGEN).date()

    def is_late(self, told_at: datetime | None, now: datetime) -> bool:
        """Told after the last minute, or not told and it has passed."""
        return (told_at or now) > self.until


def first_absence(facts: Facts) -> date | None:
    """The first day of absence beyond the day of injury: the injury's own day never counts, a day off work does (R39, R40)."""
    return _first(max(day, facts.injured_on + timedelta(days=1)) for day in facts.absent_from)


def due(facts: Facts, law: InjuryLaw) -> Due | None:
    """The last minute for telling it, None where nothing must be told. Days of law end at 23:59 in Copenhagen."""
    return next(_duties(facts, law), None) if facts.is_injury else None


def _duties(facts: Facts, law: InjuryLaw) -> Iterator[Due]:
    """Those that hold, the one that decides first."""
    absent = first_absence(facts)
    if facts.died_at and law.death_hours is not None:
        yield Due(facts.died_at + timedelta(hours=law.death_hours), Duty.DEATH)
    if law.serious_same_day and (facts.is_serious or facts.died_at):
        yield Due(_end_of(facts.injured_on), Duty.SERIOUS)
    if absent and law.absence_days is not None:
        yield Due(_end_of(absent + timedelta(days=law.absence_days)), Duty.ABSENCE)
    if facts.may_claim and law.claim_days is not None:
        yield Due(_end_of(facts.injured_on + timedelta(days=law.claim_days)), Duty.CLAIM)
    if law.every_injury:
        yield Due(_end_of(facts.injured_on), Duty.EVERY_INJURY)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_MINUTE, COPENHAGEN)


def _first(days: Iterable[date]) -> date | None:
    return min(days, default=None)
