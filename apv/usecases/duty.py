"""The clocks of the APV duty: topics of a unit are covered, and from that follows when they are next due (R17, R18)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Topic
from apv.errors import RefusedError
from apv.models import CLOCKED, RiskAssessmentVersion, TopicCover, UnitAssessment, WorkChange
from apv.usecases.noting import note as note_act
from orgstructure.models import Unit, User
from safetynet.common.law.assessment import assessment_law

SOON = timedelta(days=90)


class ClockState(StrEnum):
    """How a clock stands, the worst first."""

    OVERDUE = "overdue"
    NEVER = "never"
    SOON = "soon"
    FINE = "fine"


@dataclass(frozen=True)
class Clock:
    """When something was last done and is next due; overdue from the day after."""

    last: date | None
    due_on: date | None
    state: ClockState

    @classmethod
    def of(cls, last: date | None, years: int | None, today: date) -> "Clock":
        """The clock that runs `years` years from the last day; “never” where there is none, no due day where the law sets no years."""
        if last is None or years is None:
            return cls(last, None, ClockState.NEVER if last is None else ClockState.FINE)
        due_on = years_after(last, years)
        if today > due_on:
            return cls(last, due_on, ClockState.OVERDUE)
        return cls(last, due_on, ClockState.SOON if due_on - SOON <= today else ClockState.FINE)

    @property
    def is_late(self) -> bool:
        """Not as the law wants it: over time, or never done."""
        return self.state in (ClockState.OVERDUE, ClockState.NEVER)


@dataclass(frozen=True)
class TopicClock:
    """The clock of one topic of one unit."""

    topic: Topic
    clock: Clock


@dataclass(frozen=True)
class UnitClocks:
    """All clocks of one unit: its topics in their order, and the revision of its risk assessment."""

    unit_id: int
    topics: tuple[TopicClock, ...]
    risk: Clock

    @property
    def late(self) -> tuple[TopicClock, ...]:
        """Topics that are over time or were never covered."""
        return tuple(one for one in self.topics if one.clock.is_late)

    @property
    def first_due(self) -> date | None:
        """The nearest day among the topics; none where one was never covered or all are new."""
        return min((one.clock.due_on for one in self.topics if one.clock.due_on), default=None)


def years_after(day: date, years: int) -> date:
    """The same day so many years on; a leap day's is 28 February where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def clock(unit_ids: Collection[int], today: date) -> dict[int, UnitClocks]:
    """The clocks of each of the units. Two queries, however many there are."""
    law = assessment_law()
    last = {(unit, topic): day for unit, topic, day in TopicCover.objects.last_days(unit_ids)}
    revised = dict(RiskAssessmentVersion.objects.last_days(unit_ids))
    return {
        pk: UnitClocks(
            pk,
            tuple(TopicClock(topic, Clock.of(last.get((pk, topic)), law.apv_years, today)) for topic in CLOCKED),
            Clock.of(revised.get(pk), law.risk_review_years, today),
        )
        for pk in unit_ids
    }


@transaction.atomic
def cover(
    *,
    unit: Unit,
    topics: Iterable[str],
    on: date,
    assessment: UnitAssessment | None = None,
    risk_assessment: RiskAssessmentVersion | None = None,
    by: User | None,
) -> int:
    """These topics of the unit were covered that day by the APV or the risk assessment; the others keep their clock.

    Twice for the same source is as once; a topic without a clock is left out. Returns how many were new.
    """
    source = TopicCover.Source.ASSESSMENT if assessment else TopicCover.Source.RISK_ASSESSMENT
    own = {"assessment": assessment, "risk_version": risk_assessment}
    there = set(TopicCover.objects.filter(unit=unit, covered_on=on, **own).values_list("topic", flat=True))
    new = [topic for topic in CLOCKED if topic in set(topics) - there]
    TopicCover.objects.bulk_create(TopicCover(unit=unit, topic=topic, covered_on=on, source=source, by=by, **own) for topic in new)
    return len(new)


@transaction.atomic
def register_earlier(*, unit: Unit, topics: Collection[str], on: date, note: str, is_reset: bool, by: User, now: datetime) -> None:
    """An APV that is kept elsewhere covered these topics that day; `is_reset` corrects a day told wrongly. Sent twice it is one."""
    told = {"covered_on": on, "note": note, "is_reset": is_reset, "by": by, "source": TopicCover.Source.EARLIER}
    there = set(TopicCover.objects.standing().filter(unit=unit, **told).values_list("topic", flat=True))
    new = [topic for topic in CLOCKED if topic in set(topics) - there]
    TopicCover.objects.bulk_create(TopicCover(unit=unit, topic=topic, **told) for topic in new)
    note_act(unit, by, now)


@transaction.atomic
def register_change(change: WorkChange, *, now: datetime) -> WorkChange:
    """A change at work opens its task (R18); the same form sent twice registers one."""
    there = WorkChange.objects.filter(submission_id=change.submission_id).first()
    if there is None:
        change.save()
        note_act(change.unit, change.by, now)
        return change
    if (there.unit_id, there.by_id) != (change.unit_id, change.by_id):
        raise RefusedError(_("Load the page again, and send it once more."))
    return there


@transaction.atomic
def withdraw_change(change: WorkChange, *, because: str, by: User, now: datetime, today: date) -> None:
    """It was registered by mistake, or does not come. `RefusedError` where somebody did that already."""
    rows = WorkChange.objects.filter(pk=change.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=today, withdrawn_by=by, withdrawn_because=because):
        raise RefusedError(_("Somebody has taken it back already."))
    note_act(change.unit, by, now)


@transaction.atomic
def replace_unit(*, old: Unit, new: Unit, on: date, now: datetime, by: User | None) -> int:  # noqa: ARG001  the signature of every carrier
    """`new` carries on from `old`: it is covered for a topic only if both were, and as the earlier of them was.

    A unit that began that day and has no clock yet takes those of the old one.
    """
    last = {(unit, topic): day for unit, topic, day in TopicCover.objects.last_days([old.pk, new.pk])}
    is_fresh = new.valid_from == on and not TopicCover.objects.filter(unit=new).exists()
    rows = []
    for topic in CLOCKED:
        theirs, ours = last.get((old.pk, topic)), last.get((new.pk, topic))
        day = theirs if is_fresh else min(theirs, ours) if theirs and ours else None
        if is_fresh or day != ours:
            rows.append(TopicCover(unit=new, topic=topic, covered_on=day, source=TopicCover.Source.CARRIED, is_reset=True, by=by))
    TopicCover.objects.bulk_create(rows)
    return len(rows)
