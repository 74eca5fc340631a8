"""The monthly card: one mail to each leader of leaders, and to whoever is the next leader of a plan that stands still."""

from datetime import datetime

from django.db import transaction

from actionplans.models import HelpCode, HelpStep, MailKind, MailReason, PlanMail
from actionplans.reports.card import LINES, leaders_of_leaders, waiting_for
from actionplans.usecases.reminding import FROM_HOUR, KEPT_FOR_THE_OVERVIEW, room_of, take_turns
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day, working_day_from

LAST_DAY = 14


@transaction.atomic
def queue_cards(*, now: datetime) -> int:
    """From the first working day of the month on, each card once; who has no room for it this week gets it in the next.

    After the middle of the month a card that could not be sent is left out.
    """
    today = now.astimezone(COPENHAGEN).date()
    if not is_working_day(today) or not working_day_from(today.replace(day=1)) <= today <= today.replace(day=LAST_DAY):
        return 0
    if not HelpStep.objects.filter(code=HelpCode.CARD, is_on=True).exists():
        return 0
    month = f"{today:%Y-%m}"
    sent = OutboxMail.objects.filter(kind=MailKind.CARD, key__startswith=f"{MailKind.CARD}:{month}:").values("recipient")
    waiting = waiting_for(today)
    leaders = User.objects.employed(today).filter(pk__in=leaders_of_leaders(today) | set(waiting)).exclude(pk__in=sent)
    people = sorted(leaders.values_list("pk", flat=True))
    if not people:
        return 0
    take_turns()
    room, at = room_of(people, now), max(now, at_hour(today, FROM_HOUR))
    mails = [
        outbox.NewMail(MailKind.CARD, f"{MailKind.CARD}:{month}:{person}", person, {"month": month}, at)
        for person in people
        if room[person] > KEPT_FOR_THE_OVERVIEW
    ]
    planned = outbox.queue_all(mails, now=now)
    PlanMail.objects.bulk_create(
        PlanMail(plan=plan, mail=mail, reason=MailReason.LEADER) for mail in planned for plan in waiting.get(mail.recipient_id, [])[:LINES]
    )
    return len(planned)
