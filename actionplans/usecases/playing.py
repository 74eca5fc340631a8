"""A day of reminders in one go: planned, then delivered. The demo's “next day” and `send_reminders` do this."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from actionplans.usecases.reminding import queue_reminders
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import DemoClock
from safetynet.common.workdays import is_working_day


@dataclass(frozen=True)
class Played:
    """What the day brought."""

    planned: Counter[str]
    delivered: outbox.Delivered
    is_working_day: bool

    def in_words(self) -> str:
        """One line for a terminal."""
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.planned.items())) or "nothing new"
        done = self.delivered
        rest = "" if self.is_working_day else " (no working day: reminders wait for the next one)"
        paused = " MAIL_PAUSED is on: nothing leaves." if settings.MAIL_PAUSED else ""
        down = " The mail server does not answer: everything stays in the outbox." if done.server_down else ""
        return f"planned {kinds}{rest}; sent {done.sent}, no longer due {done.dropped}, failed {done.failed}.{paused}{down}"


def play_day(day: date, *, now: datetime) -> Played:
    """Plan and deliver as at eight in the morning of that day, or now when that is later."""
    moment = max(now, at_hour(day)) if now.astimezone(COPENHAGEN).date() == day else at_hour(day)
    planned = queue_reminders(now=moment)
    delivered = outbox.Delivered()
    while (run := outbox.deliver(now=moment)).sent + run.dropped:
        delivered.add(run)
    delivered.add(run)
    return Played(planned, delivered, is_working_day(day))


@transaction.atomic
def set_demo_clock(day: date, *, now: datetime) -> bool:
    """Put the demo's clock on that day; False, and nothing done, when the day is before the real one."""
    real = now - timedelta(days=DemoClock.offset_in_days())
    ahead = (day - real.astimezone(COPENHAGEN).date()).days
    if ahead < 0:
        return False
    DemoClock.move(ahead - DemoClock.offset_in_days())
    return True
