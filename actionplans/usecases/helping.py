"""The ladder by help: each day the plans at rest take their step, and the people concerned get one mail a week about them.

A thousand plans at a time, with the same number of queries for each thousand. The row of a step is its own lock, the outbox's
key that of a mail; whoever has no room for a mail this week is told the next.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from actionplans.errors import IllegalMoveError
from actionplans.ladder import AtRest, is_holiday_week, next_step, rests_since
from actionplans.models import (
    ActionPlan,
    HelpCode,
    HelpReached,
    HelpRequest,
    HelpStep,
    MailKind,
    MailReason,
    PlanMail,
)
from actionplans.models.choices import LiftedBecause
from actionplans.usecases import delays, life
from actionplans.usecases.attribution import attributed
from actionplans.usecases.reminding import CHUNK, FROM_HOUR, KEPT_FOR_THE_OVERVIEW, room_of, take_turns
from orgstructure.models import User
from orgstructure.reports import groups_of
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.workdays import is_working_day

TOLD_FOR = timedelta(days=28)  # a step that found no room in anybody's week is told of for so long
LINES = 5
MAIL_OF = {HelpCode.PAIR: MailKind.PAIR, HelpCode.OFFER: MailKind.HELP_OFFER}

Told = dict[tuple[MailKind, int], dict[int, MailReason]]


def climb(*, now: datetime) -> Counter[str]:
    """Let every plan at rest take the step that is due, and plan the mails of it; how many steps and mails were new.

    Nothing happens on weekends, on holidays and in the holiday weeks: what is due then is due on the next working day.
    """
    today = now.astimezone(COPENHAGEN).date()
    new: Counter[str] = Counter()
    if not is_working_day(today) or is_holiday_week(today):
        return new
    steps = HelpStep.objects.all().in_order()
    for plans in _chunks(ActionPlan.objects.at_rest(today)):
        new += _take_steps(plans, steps, today, now)
    return new + _queue_mails(today, now)


def _chunks(plans: QuerySet[ActionPlan]) -> Iterator[list[ActionPlan]]:
    last, columns = 0, ("unit_id", "owner_id", "expected_closing_on", "touched_at", "snoozed_until")
    while found := list(plans.filter(pk__gt=last).order_by("pk").only(*columns)[:CHUNK]):
        yield found
        last = found[-1].pk


@transaction.atomic
def _take_steps(plans: Sequence[ActionPlan], steps: Sequence[HelpStep], today: date, now: datetime) -> Counter[str]:
    due = [(plan, step) for plan in _at_rest(plans) if (step := next_step(plan, steps, today))]
    rows = [HelpReached(plan_id=plan.plan_id, code=step.code, counted_from=plan.since, at=now) for plan, step in due]
    HelpReached.objects.bulk_create(rows, ignore_conflicts=True)
    offers = [HelpRequest(plan_id=row.plan_id, at=now) for row in rows if row.code == HelpCode.OFFER]
    HelpRequest.objects.bulk_create(offers, ignore_conflicts=True)
    return Counter(f"step_{row.code}" for row in rows)


def _at_rest(plans: Iterable[ActionPlan]) -> Iterator[AtRest]:
    """With the steps that each has reached since it came to rest, and the day of its last step ever."""
    found = {plan.pk: plan for plan in plans}
    reached: defaultdict[int, list[HelpReached]] = defaultdict(list)
    for row in HelpReached.objects.filter(plan__in=found):
        reached[row.plan_id].append(row)
    for pk, plan in found.items():
        since = rests_since(plan.expected_closing_on or date.max, _day(plan.touched_at), plan.snoozed_until)
        last = max((_day(row.at) for row in reached[pk]), default=None)
        here = [row.code for row in reached[pk] if row.at > plan.touched_at]
        yield AtRest(pk, plan.unit_id, plan.owner_id or 0, since, here, last)


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


@transaction.atomic
def _queue_mails(today: date, now: datetime) -> Counter[str]:
    """One mail a week and person for each kind, with the plans that were not told of yet, the longest waiting first."""
    take_turns()
    told = _to_tell(today, now)
    people = {person for _kind, person in told}
    employed = set(User.objects.employed(today).filter(pk__in=people).values_list("pk", flat=True))
    room, week = room_of(people, now), today.isocalendar()
    mails = []
    for (kind, person), plans in told.items():
        if person in employed and room[person] > KEPT_FOR_THE_OVERVIEW:
            room[person] -= 1
            payload: dict[str, object] = {"plans": list(plans)[:LINES], "rest": max(0, len(plans) - LINES)}
            key = f"{kind}:{week.year}-W{week.week:02}:{person}"
            mails.append(outbox.NewMail(kind, key, person, payload, max(now, at_hour(today, FROM_HOUR))))
    planned = outbox.queue_all(mails, now=now)
    PlanMail.objects.bulk_create(
        PlanMail(plan_id=plan_id, mail=mail, reason=reason)
        for mail in planned
        for plan_id, reason in list(told[MailKind(mail.kind), mail.recipient_id].items())[:LINES]
    )
    return Counter(mail.kind for mail in planned)


def _to_tell(today: date, now: datetime) -> Told:
    """By kind of mail and person the plans to tell of, with why that person is told."""
    rows = list(
        HelpReached.objects.current(today).filter(code__in=MAIL_OF, at__gt=now - TOLD_FOR).select_related("plan").order_by("at", "pk")
    )
    groups = groups_of({row.plan.unit_id for row in rows if row.code == HelpCode.PAIR}, today)
    last_told = _last_told({row.plan_id for row in rows})
    found: Told = defaultdict(dict)
    for row in rows:
        kind = MAIL_OF[HelpCode(row.code)]
        people: dict[int | None, MailReason] = {row.plan.owner_id: MailReason.OWNER}
        if row.code == HelpCode.PAIR:
            people = {**{amr.pk: MailReason.AMR for amr in groups[row.plan.unit_id].amrs}, **people}
        for person, reason in people.items():
            if person and last_told.get((kind, person, row.plan_id), row.at - TOLD_FOR) < row.at:
                found[kind, person][row.plan_id] = reason
    return found


def _last_told(plan_ids: Iterable[int]) -> Mapping[tuple[str, int, int], datetime]:
    told = PlanMail.objects.filter(plan__in=plan_ids, mail__kind__in=MAIL_OF.values(), mail__dropped_at=None).order_by()
    rows = told.values("mail__kind", "mail__recipient", "plan").annotate(last=Max("mail__created_at"))
    return {(row["mail__kind"], row["mail__recipient"], row["plan"]): row["last"] for row in rows}


@attributed
def ask_for_help(plan: ActionPlan, *, text: str, by: User, now: datetime) -> HelpRequest:
    """The work-environment staff are asked for help; a plan that waits for help already is not asked for twice.

    What the ladder had offered becomes what the person asks for.
    """
    if not plan.is_open:
        raise IllegalMoveError(str(life.NO_LONGER))
    request, _new = HelpRequest.objects.get_or_create(plan=plan, answered_at=None, defaults={"by": by, "at": now, "text": text})
    if HelpRequest.objects.filter(pk=request.pk, by=None).update(by=by, text=text):
        request.refresh_from_db()
    plan.touch(at=now)
    return request


def offer_help(plan: ActionPlan, *, now: datetime) -> HelpRequest:
    """One of the staff wants to call, as the ladder does by itself: on the list of offers, where nobody else calls as well."""
    if not plan.is_open:
        raise IllegalMoveError(str(life.NO_LONGER))
    return HelpRequest.objects.get_or_create(plan=plan, answered_at=None, defaults={"at": now})[0]


@attributed
def answer_help(request: HelpRequest, *, text: str, submission_id: uuid.UUID, by: User, now: datetime) -> bool:
    """Somebody of the staff has called or agreed on a talk: a note on the plan; False when a colleague had answered before."""
    answered = HelpRequest.objects.filter(pk=request.pk, answered_at=None).update(answered_at=now, answered_by=by)
    if answered:
        life.add_note(request.plan, text=text, submission_id=submission_id, by=by, now=now)
    return bool(answered)


@attributed
def ask_committee(plan: ActionPlan, *, text: str, submission_id: uuid.UUID, by: User, now: datetime) -> None:
    """Onto the committee's list at somebody's wish: a note says what is to be talked about. Asked for twice, it is there once."""
    if not plan.is_open:
        raise IllegalMoveError(str(life.NO_LONGER))
    life.add_note(plan, text=text, submission_id=submission_id, by=by, now=now)
    delays.lift(plan, because=LiftedBecause.ASKED, now=now)


@attributed
def take_up(plan: ActionPlan, *, text: str, submission_id: uuid.UUID, by: User, now: datetime) -> None:
    """The committee has talked about the plan: a note says what, and the plan is off the list until something brings it back."""
    life.add_note(plan, text=text, submission_id=submission_id, by=by, now=now)
    delays.take_off_the_list(plan)
