"""The law's clock as a person reads it: until when, why, how long that is, and whether it was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from injuries.clocks import Duty
from injuries.models import Case, CaseState, Report
from safetynet.common.clock import COPENHAGEN
from safetynet.common.law.injuries import injury_law

SOON = 4  # days left, from which on it is hurried for: the law's reminders are on the 7th, 10th and 12th of 14 days


class ClockState(StrEnum):
    """How it stands."""

    NONE = "none"  # no duty
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    TOLD = "told"
    TOLD_LATE = "told_late"


@dataclass(frozen=True)
class ClockLine:
    """One clock in words; shown to whoever sees the report only, since the day tells of absence."""

    state: ClockState
    until: datetime | None
    days_left: int
    left: str
    why: str

    @property
    def badge(self) -> str:
        """The look of its badge: shape, word and colour say the same."""
        return {
            ClockState.NONE: "standing",
            ClockState.RUNNING: "active",
            ClockState.SOON: "awaiting",
            ClockState.LATE: "acute",
            ClockState.TOLD: "closed",
            ClockState.TOLD_LATE: "overdue",
        }[self.state]

    @property
    def is_running(self) -> bool:
        """The authority must be told and has not been."""
        return self.state in (ClockState.RUNNING, ClockState.SOON, ClockState.LATE)

    @property
    def is_urgent(self) -> bool:
        """Late, or soon."""
        return self.state in (ClockState.LATE, ClockState.SOON)


def clock_of(case: Case, reports: Sequence[Report], absent_from: Iterable[date], *, now: datetime) -> ClockLine:
    """Of one case with its reports, the newest first."""
    if reports:
        return _told(case, reports[-1])
    if case.state == CaseState.WITHDRAWN or case.due is None:
        return ClockLine(ClockState.NONE, None, 0, _("Need not be told to the authority"), _why_not(case))
    return _running(case, absent_from, now)


def line_of(case: Case, *, is_told: bool, now: datetime) -> ClockLine:
    """In a list: the same without the reason's days."""
    if is_told:
        return ClockLine(ClockState.TOLD, case.due_at, 0, _("Told to the authority"), "")
    return clock_of(case, [], [], now=now)


def _told(case: Case, first: Report) -> ClockLine:
    on = date_format(first.sent_at.astimezone(COPENHAGEN), "DATE_FORMAT")
    state = ClockState.TOLD_LATE if first.is_late else ClockState.TOLD
    text = _("Told to the authority on %(day)s, after the last day") if first.is_late else _("Told to the authority on %(day)s")
    return ClockLine(state, case.due_at, 0, text % {"day": on}, "")


def _running(case: Case, absent_from: Iterable[date], now: datetime) -> ClockLine:
    due = case.due
    if due is None:  # pragma: no cover  asked only with one
        raise ValueError(case)
    days = (due.on - now.astimezone(COPENHAGEN).date()).days
    late = due.is_late(None, now)
    state = ClockState.LATE if late else ClockState.SOON if days <= SOON else ClockState.RUNNING
    return ClockLine(state, due.until, days, _left(due.until, days, now, is_late=late), why(due.duty, case, absent_from))


def _left(until: datetime, days: int, now: datetime, *, is_late: bool) -> str:
    if is_late:
        over = max(-days, 0)
        return (
            ngettext("Late by %(days)s day", "Late by %(days)s days", over) % {"days": over}
            if over
            else _("Late: the last minute has passed")
        )
    hours = int((until - now) / timedelta(hours=1))
    if days <= 1:
        return ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def why(duty: Duty, case: Case, absent_from: Iterable[date]) -> str:
    """The rule in plain words (R39–R44, R57)."""
    law = injury_law()
    if duty == Duty.DEATH:
        return _("A death is told within %(hours)s hours of the employer knowing of it.") % {"hours": law.death_hours}
    if duty == Duty.SERIOUS:
        return _("A serious injury is told without delay, the same day.")
    if duty == Duty.ABSENCE:
        text = {"days": law.absence_days, "day": _first(case, absent_from)}
        if not text["day"]:
            return _("There is absence beyond the day of the injury: it is told within %(days)s days of the first day of absence.") % text
        told = _("There is absence beyond the day of the injury: it is told within %(days)s days of the first day of absence, %(day)s.")
        return told % text + " " + _("That day counts, also when it was no working day.")
    if duty == Duty.CLAIM:
        return _("Nobody was absent, but it may give a claim: it is told within %(days)s days of the injury.") % {"days": law.claim_days}
    return _("Every injury is told.")


def _first(case: Case, absent_from: Iterable[date]) -> str:
    first = min((max(day, case.happened_on + timedelta(days=1)) for day in absent_from), default=None)
    return date_format(first, "DATE_FORMAT") if first else ""


def _why_not(case: Case) -> str:
    if case.state == CaseState.WITHDRAWN:
        return ""
    if case.injured_id is None:
        return _("Nobody was hurt.")
    return _("No absence beyond the day of the injury, and no claim. If absence comes later, note it, and the day is reckoned by itself.")
