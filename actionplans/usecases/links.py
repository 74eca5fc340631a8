"""Single-purpose links in mails: made when a mail is worded, opened by anybody who holds the address, used once.

The address is a random value of 256 bits; only its hash is kept, so a copy of the database opens nothing.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan, EffectEvaluation, MailKind, MailLink, MailReason, PlanMail, Status
from actionplans.usecases import life
from orgstructure.models import User
from safetynet.common import outbox

LINKS_LIVE = timedelta(days=14)
ANSWERABLE = (Status.ACTIVE, Status.AWAITING)


class DeadLinkError(Exception):
    """The link opens nothing (any more): `heading` and `advice` say why and what to do."""

    heading = gettext_lazy("This link opens nothing")
    advice = gettext_lazy("Open the mail again and press the button there. If that does not help, sign in and find the plan.")

    def __init__(self, plan: ActionPlan | None = None) -> None:
        """Keep the plan, where there is one, to lead people on to it."""
        super().__init__()
        self.plan = plan


class UsedLinkError(DeadLinkError):
    """The answer has been given."""

    heading = gettext_lazy("Thank you, your answer is saved")
    advice = gettext_lazy(
        "The link has done its work and is closed. On the plan you can see what you answered, and undo it for seven days."
    )


class ExpiredLinkError(DeadLinkError):
    """Older than 14 days."""

    heading = gettext_lazy("This link is too old")
    advice = gettext_lazy("A link in a mail works for 14 days. Sign in and answer on the plan.")


class OtherHandsError(DeadLinkError):
    """The person is no longer responsible for the plan, or somebody else is signed in."""

    heading = gettext_lazy("This link is not yours to use")
    advice = gettext_lazy("The plan is in other hands now, or somebody else is signed in here. Sign in as yourself to see the plan.")


class AnsweredPlanError(DeadLinkError):
    """The plan has moved on since the mail was sent."""

    heading = gettext_lazy("This plan needs no answer any more")
    advice = gettext_lazy("It has been answered or ended since the mail was sent. Sign in to see how.")


def new_link(plan: ActionPlan, person: User, purpose: MailLink.Purpose, *, now: datetime) -> str:
    """A new address for one person, one plan, one purpose; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    MailLink.objects.create(token_hash=_hash(token), purpose=purpose, plan=plan, user=person, created_at=now, expires_at=now + LINKS_LIVE)
    return token


def open_link(token: str, *, by: User | AnonymousUser, today: date, now: datetime) -> MailLink:
    """The link, with plan and person, while it still opens something; else a `DeadLinkError`. Changes nothing."""
    related = ("plan__unit", "plan__owner", "plan__evaluator", "user")
    link = MailLink.objects.select_related(*related).filter(token_hash=_hash(token)).first()
    if link is None:
        raise DeadLinkError
    if link.used_at is not None:
        raise UsedLinkError(link.plan)
    if link.expires_at <= now:
        raise ExpiredLinkError(link.plan)
    if not (by.is_anonymous or by.pk == link.user_id) or not is_still_responsible(link.user, link.plan, today):
        raise OtherHandsError(link.plan)
    if link.plan.status not in ANSWERABLE:
        raise AnsweredPlanError(link.plan)
    return link


def is_still_responsible(person: User, plan: ActionPlan, today: date) -> bool:
    """Employed today, and owner, evaluator or responsible for a measure."""
    has_part = person.pk in (plan.owner_id, plan.evaluator_id) or plan.measures.filter(responsible=person).exists()
    return has_part and User.objects.employed(today).filter(pk=person.pk).exists()


@transaction.atomic
def answer_by_link(link: MailLink, answer: life.EvaluationAnswer, *, now: datetime, today: date) -> EffectEvaluation:
    """The verdict given by a mail's link: as the person it was sent to, and the history says by which way it came."""
    _use_up(link, now)
    channel = EffectEvaluation.Channel.MAIL_LINK
    evaluation = life.evaluate(link.plan, answer, by=link.user, now=now, today=today, channel=channel)
    _send_receipts(link, {"evaluation": evaluation.pk}, now)
    return evaluation


@transaction.atomic
def more_time_by_link(link: MailLink, answer: Mapping[str, Any], *, now: datetime, today: date) -> None:
    """More time asked for by a mail's link: a new date (`new_on`) or later reminders (`until`). The reason says how it came."""
    _use_up(link, now)
    how = _("(by the link in a mail)")
    said = dict(answer) | {"reason": f"{answer['reason']} {how}".strip()}
    act = life.snooze if "until" in answer else life.extend
    act(link.plan, by=link.user, now=now, today=today, **said)
    on: date = answer["until" if "until" in answer else "new_on"]
    _send_receipts(link, {"until" if "until" in answer else "new_on": on.isoformat()}, now)


def _use_up(link: MailLink, now: datetime) -> None:
    """Compare and set: of two answers at once one gets `UsedLinkError`."""
    if not MailLink.objects.live(now).filter(pk=link.pk).update(used_at=now):
        raise UsedLinkError(link.plan)


def _send_receipts(link: MailLink, what: dict[str, object], now: datetime) -> None:
    """To the owner, and to the person whose link it was: whoever held the mail, both get to know."""
    people = {link.user_id: _reason_of(link), link.plan.owner_id: MailReason.OWNER}
    for person_id, reason in people.items():
        if person_id is None:
            continue
        payload = {"plan": link.plan_id, "by": link.user_id, "reason": reason, **what}
        mail = outbox.queue(outbox.NewMail(MailKind.RECEIPT, f"receipt:{link.pk}:{person_id}", person_id, payload, now), now=now)
        if mail:
            PlanMail.objects.create(plan=link.plan, mail=mail, reason=reason)


def _reason_of(link: MailLink) -> MailReason:
    if link.user_id == link.plan.owner_id:
        return MailReason.OWNER
    return MailReason.EVALUATOR if link.user_id == link.plan.evaluator_id else MailReason.RESPONSIBLE


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
