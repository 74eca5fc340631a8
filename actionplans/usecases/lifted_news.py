"""Who is told of lifted matters: those who are to answer, and those whose answer has come; at most one mail a day and person.

Asked of the rows each time: what is new since the person's last mail of this kind. Without room in the week it waits; the start
page and the list show it meanwhile.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from actionplans.models import LiftedMatter, MailKind
from actionplans.usecases.reminding import FROM_HOUR, KEPT_FOR_THE_OVERVIEW, room_of, take_turns
from orgstructure.models import User
from orgstructure.reports import groups_of
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

TOLD_FOR = timedelta(days=28)
LINES = 5


@dataclass
class News:
    """What one person is told: matters that wait for an answer, and answers that came; and when the newest of it happened."""

    waiting: list[int] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    newest: datetime | None = None

    def add(self, ids: list[int], matter: LiftedMatter, at: datetime) -> None:
        """One more line."""
        ids.append(matter.pk)
        self.newest = max(self.newest or at, at)


@transaction.atomic
def queue_lifted(*, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Any number of workers may ask at once."""
    today = now.astimezone(COPENHAGEN).date()
    if not is_working_day(today):
        return 0
    take_turns()
    news = _news(today, now)
    employed = set(User.objects.employed(today).filter(pk__in=news).values_list("pk", flat=True))
    told, room = _last_told(news), room_of(news, now)
    mails = []
    for person, own in news.items():
        is_new = own.newest is not None and (person not in told or own.newest > told[person])
        if person in employed and is_new and room[person] > KEPT_FOR_THE_OVERVIEW:
            payload: dict[str, object] = {"waiting": own.waiting[:LINES], "answered": own.answered[:LINES]}
            payload["rest"] = max(0, len(own.waiting) - LINES)
            key = f"{MailKind.LIFTED}:{today.isoformat()}:{person}"
            mails.append(outbox.NewMail(MailKind.LIFTED, key, person, payload, max(now, at_hour(today, FROM_HOUR))))
    return len(outbox.queue_all(mails, now=now))


def _news(today: date, now: datetime) -> dict[int, News]:
    """By person; a matter is news when it is asked, and once more when its day has passed."""
    waiting = list(LiftedMatter.objects.waiting().select_related("to_unit").order_by("answer_by", "pk"))
    groups = groups_of({matter.to_unit_id for matter in waiting}, today) if waiting else {}
    found: defaultdict[int, News] = defaultdict(News)
    for matter in waiting:
        at = at_hour(matter.answer_by + timedelta(days=1), 0) if matter.is_late(today) else matter.asked_at
        for person in {matter.to_unit.manager_id, *(amr.pk for amr in groups[matter.to_unit_id].amrs)} - {None}:
            own = found[person]  # type: ignore[index]  # None was taken out
            own.add(own.waiting, matter, at)
    for matter in LiftedMatter.objects.filter(answered_at__gt=now - TOLD_FOR, answered_at__lte=now).order_by("-answered_at", "pk"):
        own = found[matter.asked_by_id]
        own.add(own.answered, matter, matter.answered_at or now)
    return found


def _last_told(people: dict[int, News]) -> dict[int, datetime]:
    sent = OutboxMail.objects.filter(kind=MailKind.LIFTED, recipient__in=people, dropped_at=None).order_by()
    return dict(sent.values("recipient_id").annotate(last=Max("created_at")).values_list("recipient_id", "last"))
