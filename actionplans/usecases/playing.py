"""A day of reminders in one go: planned, then delivered. The demo's “next day” and `send_reminders` do this."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format

from actionplans.models import MailKind
from actionplans.usecases.cards import queue_cards
from actionplans.usecases.digest import queue_digests
from actionplans.usecases.helping import climb
from actionplans.usecases.lifted_news import queue_lifted
from actionplans.usecases.reminding import queue_reminders
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import DemoClock
from safetynet.common.workdays import is_working_day


@dataclass(frozen=True)
class Played:
    """What the day brought."""

    day: date
    planned: Counter[str]
    delivered: outbox.Delivered

    @property
    def is_working_day(self) -> bool:
        """On other days reminders wait."""
        return is_working_day(self.day)

    @property
    def day_in_words(self) -> str:
        """“mandag 23. november 2026”."""
        return date_format(self.day, "l j. F Y")

    def in_words(self) -> str:
        """One line for a terminal."""
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.planned.items())) or "nothing new"
        done = self.delivered
        rest = "" if self.is_working_day else " (no working day: reminders wait for the next one)"
        paused = " MAIL_PAUSED is on: nothing leaves." if settings.MAIL_PAUSED else ""
        down = " The mail server does not answer: everything stays in the outbox." if done.server_down else ""
        return f"planned {kinds}{rest}; sent {done.sent}, no longer due {done.dropped}, failed {done.failed}.{paused}{down}"


def queue_everything(*, now: datetime) -> Counter[str]:
    """The ladder's mails and cards, of which there are few, single reminders, then the overviews, which leave out what was just told."""
    few = Counter({MailKind.CARD.value: queue_cards(now=now), MailKind.LIFTED.value: queue_lifted(now=now)})
    planned = climb(now=now) + few + queue_reminders(now=now)
    return planned + Counter({MailKind.DIGEST.value: queue_digests(now=now)})


def play_day(day: date, *, now: datetime) -> Played:
    """Plan and deliver as at eight in the morning of that day, or now when that is later."""
    moment = max(now, at_hour(day)) if now.astimezone(COPENHAGEN).date() == day else at_hour(day)
    planned = queue_everything(now=moment)
    delivered = outbox.Delivered()
    while (run := outbox.deliver(now=moment)).sent + run.dropped:
        delivered.add(run)
    delivered.add(run)
    return Played(day, planned, delivered)


def next_day(*, now: datetime) -> Played:
    """The demo's clock one day ahead, and that day played."""
    DemoClock.move(1)
    moment = now + timedelta(days=1)
    return play_day(moment.astimezone(COPENHAGEN).date(), now=moment)


@transaction.atomic
def set_demo_clock(day: date, *, now: datetime) -> bool:
    """Put the demo's clock on that day; False, and nothing done, when the day is before the real one."""
    real = now - timedelta(days=DemoClock.offset_in_days())
    ahead = (day - real.astimezone(COPENHAGEN).date()).days
    if ahead < 0:
        return False
    DemoClock.move(ahead - DemoClock.offset_in_days())
    return True
