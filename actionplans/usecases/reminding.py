"""Plan the mails that are due: a thousand plans at a time, with the same number of queries for each thousand.

Any number of schedulers may run this at once and as often as they like: the outbox's key is the lock.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from actionplans.calendar import Entry, entries_due, entries_sent
from actionplans.models import ActionPlan, HandOverItem, MailKind, PlanImportRow, PlanMail, PlanMove
from actionplans.reminders import PATIENT, TELLING, Reminder, one_for_each_person, reminders_of
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

CHUNK = 1000
PAUSE = timedelta(days=2)
WEEK = timedelta(days=7)
FROM_HOUR = 7
KEPT_FOR_THE_OVERVIEW = 1  # one place a week, so that who gets most mails still gets the overview
UNCOUNTED = (MailKind.RECEIPT,)


@dataclass(frozen=True)
class Wanted:
    """A mail about one plan, before it is known whether it is planned already and whether there is room for it."""

    mail: outbox.NewMail
    plan_id: int
    reason: str


def queue_reminders(*, now: datetime) -> Counter[str]:
    """Plan every single reminder and calendar entry that is due; returns how many of each kind were new.

    On weekends and holidays nothing is planned: what is due then is still due on the next working day.
    """
    today = now.astimezone(COPENHAGEN).date()
    planned: Counter[str] = Counter()
    if not is_working_day(today):
        return planned
    for plan_ids in _chunks(now):
        planned += _queue_for(plan_ids, today, now)
    return planned


def _chunks(now: datetime) -> Iterator[list[int]]:
    last = 0
    while ids := list(ActionPlan.objects.may_need_mail(now).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]


@transaction.atomic
def _queue_for(plan_ids: Sequence[int], today: date, now: datetime) -> Counter[str]:
    take_turns()
    plans = list(ActionPlan.objects.with_what_reminders_read().filter(pk__in=plan_ids))
    wanted = [*_reminders(plans, today, now), *_calendar_entries(plans, today, now)]
    return queue_wanted(wanted, today=today, now=now)


def take_turns() -> None:
    """One planner at a time until the end of the transaction, so that two never share the room of one person's week."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('reminders', 0))")


def queue_wanted(wanted: Iterable[Wanted], *, today: date, now: datetime) -> Counter[str]:
    """Into the outbox with what has room: only to people employed today, within each person's ceiling for a week."""
    kept = list(_with_room(list(wanted), today, now))
    by_key = {one.mail.key: one for one in kept}
    planned = outbox.queue_all((one.mail for one in kept), now=now)
    PlanMail.objects.bulk_create(
        [PlanMail(plan_id=by_key[mail.key].plan_id, mail=mail, reason=by_key[mail.key].reason) for mail in planned],
        ignore_conflicts=True,
    )
    return Counter(mail.kind for mail in planned)


def _with_room(wanted: list[Wanted], today: date, now: datetime) -> Iterator[Wanted]:
    people = {one.mail.recipient_id for one in wanted}
    employed = set(User.objects.employed(today).filter(pk__in=people).values_list("pk", flat=True))
    room = room_of(people, now)
    for one in wanted:
        person = one.mail.recipient_id
        if person in employed and room[person] > KEPT_FOR_THE_OVERVIEW:
            room[person] -= 1
            yield one


def room_of(people: Iterable[int], now: datetime) -> dict[int, int]:
    """How many more mails each may get within seven days (setting MAILS_PER_WEEK); receipts do not count."""
    recent = OutboxMail.objects.filter(recipient_id__in=people, created_at__gt=now - WEEK, dropped_at=None).exclude(kind__in=UNCOUNTED)
    used = Counter(recent.values_list("recipient_id", flat=True))
    return {person: settings.MAILS_PER_WEEK - used[person] for person in people}


def _reminders(plans: Sequence[ActionPlan], today: date, now: datetime) -> Iterator[Wanted]:
    publishers = dict(PlanMove.objects.filter(plan__in=plans, verb="publish").values_list("plan_id", "by_id"))
    due = [r for plan in plans if plan.asks_something for r in reminders_of(plan, today, publisher_id=publishers.get(plan.pk))]
    planned = set(OutboxMail.objects.filter(key__in=[r.key for r in due]).values_list("key", flat=True))
    handed = set(HandOverItem.objects.filter(plan__in=plans).values_list("plan_id", "hand_over__to_id"))
    handed |= set(PlanImportRow.objects.filter(plan__in=plans).values_list("plan_id", "plan__owner_id"))
    told = set(
        PlanMail.objects.told_since(at_hour(today - PAUSE, 0))
        .filter(plan__in=plans, mail__kind__in=TELLING)
        .values_list("plan_id", "mail__recipient_id")
    )
    due = [reminder for reminder in due if reminder.key not in planned and not _came_with_others(reminder, handed)]
    for reminder in one_for_each_person(due):
        if reminder.kind not in PATIENT or (reminder.plan_id, reminder.person_id) not in told:
            yield _wanted(reminder, max(now, at_hour(today, FROM_HOUR)))


def _came_with_others(reminder: Reminder, handed: Container[tuple[int, int]]) -> bool:
    """What a hand-over card has told of, or what came in with a file of old plans, needs no mail of its own for each plan."""
    return reminder.kind == MailKind.ASSIGNED and (reminder.plan_id, reminder.person_id) in handed


def _wanted(reminder: Reminder, available_at: datetime) -> Wanted:
    payload: dict[str, object] = {"plan": reminder.plan_id, "on": reminder.on.isoformat(), "reason": reminder.reason}
    mail = outbox.NewMail(reminder.kind, reminder.key, reminder.person_id, payload, available_at)
    return Wanted(mail, reminder.plan_id, reminder.reason)


def _calendar_entries(plans: Sequence[ActionPlan], today: date, now: datetime) -> Iterator[Wanted]:
    sent = entries_sent(plans)
    for plan in plans:
        for entry in entries_due(plan, sent, today):
            yield _wanted_entry(entry, max(now, at_hour(today, FROM_HOUR)))


def _wanted_entry(entry: Entry, available_at: datetime) -> Wanted:
    mail = outbox.NewMail(MailKind.CALENDAR, entry.key, entry.person_id, entry.payload, available_at)
    return Wanted(mail, entry.plan_id, entry.reason)
