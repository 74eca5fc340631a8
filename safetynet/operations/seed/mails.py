"""The mails a living system would have sent about the invented plans: listed on each plan, and not sent again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from actionplans.calendar import entries_due
from actionplans.models import ActionPlan, MailKind, MailReason, PlanMail, PlanMove
from actionplans.reminders import Reminder, reminders_of
from safetynet.common.clock import at_hour
from safetynet.common.models import OutboxMail

SENT_AT_HOUR = 7
Sent = tuple[OutboxMail, int, str]


def write_mails(plan_ids: Sequence[int], today: date, size: int = 2000) -> None:
    """Outbox rows marked as sent, up to the day before `today`; the reminders of today itself are left to be sent."""
    for start in range(0, len(plan_ids), size):
        batch = plan_ids[start : start + size]
        plans = list(ActionPlan.objects.published().with_what_reminders_read().filter(pk__in=batch))
        publishers = dict(PlanMove.objects.filter(plan__in=batch, verb="publish").values_list("plan_id", "by_id"))
        sent = [row for plan in plans for row in _mails(plan, publishers.get(plan.pk), today)]
        mails = OutboxMail.objects.bulk_create([mail for mail, _plan, _reason in sent])
        PlanMail.objects.bulk_create(
            PlanMail(plan_id=plan_id, mail=mail, reason=reason) for mail, (_same, plan_id, reason) in zip(mails, sent, strict=True)
        )


def _mails(plan: ActionPlan, publisher_id: int | None, today: date) -> Iterator[Sent]:
    published = plan.published_at
    if published is None or published.date() >= today:
        return
    told: dict[str, Sent] = {}
    for reminder, on in (*_of_its_life(plan, publisher_id, today), *_of_yesterday(plan, publisher_id, today)):
        told.setdefault(reminder.key, _sent(reminder.kind, reminder.key, reminder.person_id, plan.pk, reminder.on, reminder.reason, on))
    yield from told.values()
    for entry in entries_due(plan, {}, published.date()):
        mail = _mail(MailKind.CALENDAR, entry.key, entry.person_id, entry.payload, published.date() + timedelta(days=1))
        yield mail, plan.pk, entry.reason


def _of_its_life(plan: ActionPlan, publisher_id: int | None, today: date) -> Iterator[tuple[Reminder, date]]:
    """Assigned at publishing, and asked on the day when it had been carried out by then."""
    published = plan.published_at.date() if plan.published_at else today
    if plan.owner_id and plan.owner_id not in (plan.created_by_id, publisher_id):
        yield Reminder(MailKind.ASSIGNED, plan.pk, plan.owner_id, MailReason.OWNER, published), published
    on, done = plan.evaluate_on, plan.carried_out_on
    if on and done and done < on < today and plan.owner_id:
        yield Reminder(MailKind.EVALUATE, plan.pk, plan.owner_id, MailReason.OWNER, on), on
        if plan.evaluator_id and plan.evaluator_id != plan.owner_id:
            yield Reminder(MailKind.EVALUATE, plan.pk, plan.evaluator_id, MailReason.EVALUATOR, on), on


def _of_yesterday(plan: ActionPlan, publisher_id: int | None, today: date) -> Iterator[tuple[Reminder, date]]:
    """What the plan called for by yesterday was said when it became due."""
    yesterday = today - timedelta(days=1)
    due = reminders_of(plan, yesterday, publisher_id=publisher_id) if plan.is_open else ()
    for reminder in due:
        yield reminder, min(yesterday, max(reminder.on, plan.published_at.date() if plan.published_at else reminder.on))


def _sent(kind: str, key: str, person_id: int, plan_id: int, due_on: date, reason: str, on: date) -> Sent:
    payload = {"plan": plan_id, "on": due_on.isoformat(), "reason": reason}
    return _mail(kind, key, person_id, payload, on), plan_id, reason


def _mail(kind: str, key: str, person_id: int, payload: dict[str, object], on: date) -> OutboxMail:
    at: datetime = at_hour(on, SENT_AT_HOUR)
    return OutboxMail(kind=kind, key=key, recipient_id=person_id, payload=payload, created_at=at, available_at=at, sent_at=at, attempts=1)
