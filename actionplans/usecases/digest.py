"""The weekly overview: one mail a person on Tuesday at half past seven, the most overdue first; calm weeks bring none.

A thousand people at a time, with the same number of queries for each thousand. A task that a single mail was about within
the last seven days is left out. News of a plan (published, new date, verdict, ended) reach those who follow it or are kept informed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q

from actionplans.models import ActionPlan, DeadlineChange, Follower, MailKind, MailReason, Measure, PlanMail, PlanMove, PlanPerson
from actionplans.reminders import RANK, TELLING, Reminder, one_for_each_person, reminders_of
from actionplans.usecases.reminding import CHUNK, WEEK, room_of, take_turns
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day, working_day_from

TUESDAY = timedelta(days=1)
AT = time(7, 30)
AHEAD = timedelta(days=14)
LINES = 5
NEWS_LAST = timedelta(days=28)
NEWS_OF_MOVES = {"publish": "published", "evaluate": "verdict", "adjust": "verdict", "too_early": "verdict", "leave": "left"}
FOR_THE_INFORMED = frozenset({"published", "verdict", "left"})


@dataclass(frozen=True)
class Line:
    """One line of one person's overview: a task (`code` is its reminder's kind) or a piece of news."""

    plan_id: int
    code: str
    on: date
    reason: str

    @property
    def is_task(self) -> bool:
        """Something to do, not something to know."""
        return self.code in RANK


def digest_day(today: date) -> date:
    """The day of this week's overview: Tuesday, or the next working day."""
    return working_day_from(today - timedelta(days=today.weekday()) + TUESDAY)


def queue_digests(*, now: datetime) -> int:
    """Plan this week's overviews, if their day has come; returns how many were new."""
    today = now.astimezone(COPENHAGEN).date()
    if today < digest_day(today) or not is_working_day(today):
        return 0
    planned, last = 0, 0
    employed = User.objects.employed(today).order_by("pk")
    while ids := list(employed.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        planned += _queue_for(ids, today, now)
        last = ids[-1]
    return planned


@transaction.atomic
def _queue_for(people: Sequence[int], today: date, now: datetime) -> int:
    take_turns()
    available_at = max(now, datetime.combine(digest_day(today), AT, tzinfo=COPENHAGEN))
    room, lines, mails = room_of(people, now), lines_of(people, today, now), []
    week = today.isocalendar()
    for person_id, own in lines.items():
        if room[person_id] > 0:
            payload: dict[str, object] = {
                "lines": [[line.plan_id, line.code, line.on.isoformat(), line.reason] for line in own[:LINES]],
                "rest": max(0, len(own) - LINES),
            }
            key = f"{MailKind.DIGEST}:{week.year}-W{week.week:02}:{person_id}"
            mails.append(outbox.NewMail(MailKind.DIGEST, key, person_id, payload, available_at))
    planned = outbox.queue_all(mails, now=now)
    PlanMail.objects.bulk_create(
        [PlanMail(plan_id=line.plan_id, mail=mail, reason=line.reason) for mail in planned for line in lines[mail.recipient_id][:LINES]]
    )
    return len(planned)


def lines_of(people: Sequence[int], today: date, now: datetime) -> dict[int, list[Line]]:
    """Each person's lines, tasks by how long they have waited, then news; people without any are left out."""
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for reminder in _tasks(people, today):
        lines[reminder.person_id].append(Line(reminder.plan_id, reminder.kind, reminder.on, reminder.reason))
    for own in lines.values():
        own.sort(key=lambda line: (line.on, line.plan_id))
    for person_id, line in _news(people, now):
        if all(line.plan_id != other.plan_id for other in lines[person_id]):
            lines[person_id].append(line)
    return {person_id: own for person_id, own in lines.items() if own}


def _tasks(people: Sequence[int], today: date) -> list[Reminder]:
    responsible = Measure.objects.undone().filter(responsible__in=people).values("plan")
    mine = Q(owner__in=people) | Q(evaluator__in=people) | Q(pk__in=responsible) | Q(confirm_by__in=people)
    plans = ActionPlan.objects.asking().filter(mine).with_what_reminders_read()
    told = set(
        PlanMail.objects.told_since(at_hour(today - WEEK + timedelta(days=1), 0))
        .filter(mail__recipient__in=people, mail__kind__in=TELLING)
        .values_list("plan_id", "mail__recipient_id")
    )
    wanted = set(people)
    due = (
        reminder
        for plan in plans
        for reminder in reminders_of(plan, today, publisher_id=plan.owner_id, soon=AHEAD)
        if reminder.person_id in wanted and reminder.kind != MailKind.ASSIGNED and (plan.pk, reminder.person_id) not in told
    )
    return one_for_each_person(due)


@dataclass(frozen=True)
class _Event:
    plan_id: int
    code: str
    at: datetime
    by_id: int


def _news(people: Sequence[int], now: datetime) -> Iterator[tuple[int, Line]]:
    """The latest thing that happened to each plan since the person's last overview; never what the person did."""
    readers = _readers(people, now)
    told_until = _last_digests(people)
    latest: dict[tuple[int, int], tuple[_Event, str]] = {}
    for event in sorted(_events(readers, now), key=lambda e: e.at):
        for person_id, (reason, since) in readers[event.plan_id].items():
            is_for_them = reason == MailReason.FOLLOWER or event.code in FOR_THE_INFORMED
            if is_for_them and event.by_id != person_id and event.at > max(since, told_until.get(person_id, since)):
                latest[person_id, event.plan_id] = event, reason
    for (person_id, plan_id), (event, reason) in sorted(latest.items()):
        yield person_id, Line(plan_id, event.code, event.at.astimezone(COPENHAGEN).date(), reason)


def _readers(people: Sequence[int], now: datetime) -> dict[int, dict[int, tuple[str, datetime]]]:
    """By plan and person: why they read of it, and from when on. Who follows hears of everything, also when informed."""
    earliest = now - NEWS_LAST
    readers: defaultdict[int, dict[int, tuple[str, datetime]]] = defaultdict(dict)
    informed = PlanPerson.objects.filter(user__in=people, part=PlanPerson.Part.INFORMED)
    for plan_id, person_id in informed.values_list("plan_id", "user_id"):
        readers[plan_id][person_id] = MailReason.INFORMED, earliest
    for plan_id, person_id, since in Follower.objects.filter(user__in=people).values_list("plan_id", "user_id", "since"):
        readers[plan_id][person_id] = MailReason.FOLLOWER, max(since, earliest)
    return readers


def _events(plan_ids: Iterable[int], now: datetime) -> Iterator[_Event]:
    """What happened lately to plans that everybody may read."""
    recent = Q(plan__in=plan_ids, plan__is_confidential=False, at__gt=now - NEWS_LAST, at__lte=now)
    moves = PlanMove.objects.filter(recent, verb__in=NEWS_OF_MOVES).values_list("plan_id", "verb", "at", "by_id")
    yield from (_Event(plan, NEWS_OF_MOVES[verb], at, by) for plan, verb, at, by in moves)
    changes = DeadlineChange.objects.filter(recent).values_list("plan_id", "at", "by_id")
    yield from (_Event(plan, "moved", at, by) for plan, at, by in changes)


def _last_digests(people: Sequence[int]) -> dict[int, datetime]:
    sent = OutboxMail.objects.filter(kind=MailKind.DIGEST, recipient__in=people, dropped_at=None).order_by()
    return dict(sent.values("recipient_id").annotate(last=Max("created_at")).values_list("recipient_id", "last"))
