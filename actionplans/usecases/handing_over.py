"""What the next responsible does with a hand-over card: take everything over, or give single things to somebody else.

And the one mail that tells of it; without room in the person's week it waits, the card stands on the start page meanwhile.
"""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.errors import RefusedError
from actionplans.models import ActionPlan, HandOver, HandOverItem, MailKind, MailReason, PlanMail
from actionplans.usecases.attribution import attributed
from actionplans.usecases.reminding import room_of, take_turns
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day


@attributed
def take_over(card: HandOver, *, by: User, now: datetime) -> int:
    """Everything that still waits on the card stays with its receiver; returns how many things that was."""
    _lock(card)
    waiting = card.items.filter(pk__in=card.items.waiting().values("pk"))
    return waiting.update(settled_at=now, settled_by=by, given_to=card.to_id)


@attributed
def give(item: HandOverItem, *, to: User, by: User, now: datetime, today: date) -> bool:
    """Somebody else has it from now on; False when it was settled or changed meanwhile, and then nothing is written.

    Raises `RefusedError` when the person does not work here.
    """
    _lock(item.hand_over)
    if not User.objects.employed(today).filter(pk=to.pk).exists():
        raise RefusedError({"person": _("That person does not work here any more. Choose somebody else.")})
    if not HandOverItem.objects.waiting().filter(pk=item.pk).exists() or not item.settle(to=to, by=by, at=now):
        return False
    plan = ActionPlan.objects.select_for_update().get(pk=item.plan_id)
    if item.measure:
        plan.measures.filter(pk=item.measure.pk).update(responsible=to)
    else:
        plan.change(version=plan.version, **{item.part: to})
    return True


def _lock(card: HandOver) -> None:
    card.refresh_from_db(from_queryset=HandOver.objects.select_for_update(of=("self",)))


@transaction.atomic(savepoint=False)  # part of its caller's whole: it fails with it
def tell(*, today: date, now: datetime) -> int:
    """One mail to each who has new cards, on a working day, within the ceiling of the week; returns how many mails."""
    if not is_working_day(today):
        return 0
    take_turns()
    cards: defaultdict[int, list[HandOver]] = defaultdict(list)
    for card in HandOver.objects.waiting().filter(told_at=None).order_by("pk"):
        cards[card.to_id].append(card)
    room = room_of(cards, now)
    mails = [_mail(person_id, own, now) for person_id, own in cards.items() if room[person_id] > 0]
    planned = outbox.queue_all(mails, now=now)
    told = [card_id for mail in planned for card_id in mail.payload["cards"]]
    _note_on_plans(planned)
    HandOver.objects.filter(pk__in=told).update(told_at=now)
    return len(planned)


def _mail(person_id: int, cards: list[HandOver], now: datetime) -> outbox.NewMail:
    ids = [card.pk for card in cards]
    return outbox.NewMail(MailKind.HAND_OVER, f"{MailKind.HAND_OVER}:{ids[0]}:{person_id}", person_id, {"cards": ids}, now)


def _note_on_plans(mails: list[OutboxMail]) -> None:
    """So that each plan's page says that its new owner was told."""
    by_card = {card_id: mail for mail in mails for card_id in mail.payload["cards"]}
    items = HandOverItem.objects.waiting().filter(hand_over__in=by_card).values_list("hand_over", "plan")
    PlanMail.objects.bulk_create(
        [PlanMail(plan_id=plan_id, mail=by_card[card_id], reason=MailReason.OWNER) for card_id, plan_id in dict.fromkeys(items)],
        ignore_conflicts=True,
    )
