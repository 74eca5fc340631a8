"""How far the ladder by help had come with the invented plans: steps, the mails about them, and calls by the staff."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from actionplans.ladder import AtRest, next_step, rests_since
from actionplans.models import (
    ActionPlan,
    FollowUp,
    HelpCode,
    HelpReached,
    HelpRequest,
    HelpStep,
    MailKind,
    MailReason,
    PlanMail,
)
from actionplans.models.choices import LiftedBecause
from actionplans.usecases.helping import LINES, MAIL_OF
from orgstructure.models import DemoPersona, RoleHolding, Unit, User
from orgstructure.permissions import Role
from orgstructure.reports import groups_of
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day
from safetynet.operations.seed.personas import WARD

ONE_DAY = timedelta(days=1)
HOUR = 7
CALLED = (
    "Jeg har ringet til tovholderen. Vi tager den op sammen i næste uge.",
    "Talt sammen i dag: det mangler en beslutning om penge. Afdelingsledelsen ser på det.",
    "Vi har aftalt at mødes om planen og se, hvad der skal til.",
)
ASKED = "Vi når ikke pauserne og kan ikke selv finde timerne. Kan I hjælpe os med at se på vagtplanen?"


@dataclass
class Written:
    """Rows to insert."""

    steps: list[HelpReached] = field(default_factory=list)
    requests: list[HelpRequest] = field(default_factory=list)
    notes: list[FollowUp] = field(default_factory=list)
    touched: list[ActionPlan] = field(default_factory=list)


def write_help(random: Random, today: date, size: int = 50) -> None:
    """Let the past two years pass for every plan that is overdue today; what is due today is left to be done."""
    steps, caller = HelpStep.objects.all().in_order(), _caller()
    overdue = ActionPlan.objects.at_rest(today).only("unit_id", "owner_id", "expected_closing_on", "touched_at").order_by("pk")
    plans, steps_taken = list(overdue), list[HelpReached]()
    for start in range(0, len(plans), size):
        written = Written()
        for plan in plans[start : start + size]:
            _live(plan, steps, caller, random, today, written)
        HelpReached.objects.bulk_create(written.steps)
        HelpRequest.objects.bulk_create(written.requests)
        FollowUp.objects.bulk_create(written.notes)
        ActionPlan.objects.bulk_update(written.touched, ["touched_at"])
        steps_taken += written.steps
    _write_mails(steps_taken, today)  # of all at once: a person with plans in two batches still has one mail a week
    _write_ward(today)


def _caller() -> User:
    return RoleHolding.objects.filter(role=Role.CONSULTANT).select_related("user").order_by("pk")[0].user


def _live(plan: ActionPlan, steps: list[HelpStep], caller: User, random: Random, today: date, written: Written) -> None:
    """Step after step; the staff call within three weeks of the offer, and then it begins anew."""
    reached: list[HelpReached] = []
    for day, step in _days(plan, steps, today, reached):
        row = HelpReached(plan=plan, code=step.code, counted_from=_since(plan), at=at_hour(day, HOUR))
        reached.append(row)
        if step.code != HelpCode.OFFER:
            continue
        called_on = day + timedelta(days=random.randint(3, 20))
        request = HelpRequest(plan=plan, at=row.at)
        written.requests.append(request)
        if called_on < today:
            at = at_hour(called_on, 13)
            request.answered_at, request.answered_by, plan.touched_at = at, caller, at
            written.notes.append(
                FollowUp(
                    plan=plan, text=random.choice(CALLED), at=at, by=caller, submission_id=uuid.UUID(int=random.getrandbits(128), version=4)
                )
            )
            written.touched.append(plan)
    written.steps += reached


def _days(plan: ActionPlan, steps: list[HelpStep], today: date, reached: list[HelpReached]) -> Iterator[tuple[date, HelpStep]]:
    """The days up to yesterday on which the plan takes a step; `plan` and `reached` may change meanwhile."""
    day = _since(plan)
    while (day := day + ONE_DAY) < today:
        if not is_working_day(day) or day <= _since(plan):
            continue
        here = [row.code for row in reached if row.at > plan.touched_at]
        last = reached[-1].at.astimezone(COPENHAGEN).date() if reached else None
        step = next_step(AtRest(plan.pk, plan.unit_id, plan.owner_id or 0, _since(plan), here, last), steps, day)
        if step:
            yield day, step


def _since(plan: ActionPlan) -> date:
    return rests_since(plan.expected_closing_on or date.max, plan.touched_at.astimezone(COPENHAGEN).date(), None)


def _write_mails(steps: list[HelpReached], today: date) -> None:
    """One a week and person, as it would have been; marked as sent."""
    told = [row for row in steps if row.code in MAIL_OF]
    groups = groups_of({row.plan.unit_id for row in told}, today)
    lines: defaultdict[tuple[MailKind, int, str], list[tuple[int, str]]] = defaultdict(list)
    told_at: dict[tuple[int, str], datetime] = {}
    for row in sorted(told, key=lambda row: (row.at, row.plan_id)):
        people: dict[int | None, MailReason] = {row.plan.owner_id: MailReason.OWNER}
        if row.code == HelpCode.PAIR:
            people = {**{amr.pk: MailReason.AMR for amr in groups[row.plan.unit_id].amrs}, **people}
        week = f"{row.at.isocalendar().year}-W{row.at.isocalendar().week:02}"
        for person, reason in people.items():
            if person:
                lines[MAIL_OF[HelpCode(row.code)], person, week].append((row.plan_id, reason))
                told_at.setdefault((person, week), row.at)
    mails = [_mail(kind, person, week, told_at[person, week], plans) for (kind, person, week), plans in lines.items()]
    written = OutboxMail.objects.bulk_create(mails)
    PlanMail.objects.bulk_create(
        PlanMail(plan_id=plan_id, mail=mail, reason=reason)
        for mail, plans in zip(written, lines.values(), strict=True)
        for plan_id, reason in plans
    )


def _mail(kind: MailKind, person: int, week: str, at: datetime, plans: list[tuple[int, str]]) -> OutboxMail:
    payload = {"plans": [plan for plan, _reason in plans][:LINES], "rest": max(0, len(plans) - LINES)}
    return OutboxMail(
        kind=kind, key=f"{kind}:{week}:{person}", recipient_id=person, payload=payload,
        created_at=at, available_at=at, sent_at=at, attempts=1,
    )  # fmt: skip


def _write_ward(today: date) -> None:
    """In the personas' ward: one plan that somebody asked the committee about, one that waits for the staff to call."""
    ward, amr = Unit.objects.get(name=WARD), DemoPersona.objects.get(code="amr").user
    plans = ActionPlan.objects.open().filter(unit=ward)
    hot, busy = (plans.filter(title__startswith=title).order_by("pk").first() for title in ("For varmt", "For travlt"))
    if hot:
        lifted = {"lifted_to_committee_at": at_hour(today - 9 * ONE_DAY, 10), "lifted_because": LiftedBecause.ASKED}
        ActionPlan.objects.filter(pk=hot.pk).update(**lifted)
    if busy:
        asked = {"by": amr, "at": at_hour(today - 2 * ONE_DAY, 10), "text": ASKED}
        HelpRequest.objects.get_or_create(plan=busy, answered_at=None, defaults=asked)
