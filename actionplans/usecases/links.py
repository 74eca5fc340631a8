"""Single-purpose links in mails: made when a mail is worded, opened by anybody who holds the address, used once.

The address is a random value of 256 bits; only its hash is kept, so a copy of the database opens nothing.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, MailLink, Status
from orgstructure.models import User

LINKS_LIVE = timedelta(days=14)
ALLOWED_STATES = (Status.ACTIVE, Status.AWAITING)


class DeadLinkError(Exception):
    """The link opens nothing (any more); the message says why and what to do."""


def new_link(plan: ActionPlan, person: User, purpose: MailLink.Purpose, *, now: datetime) -> str:
    """A new address for one person, one plan, one purpose; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    MailLink.objects.create(token_hash=_hash(token), purpose=purpose, plan=plan, user=person, created_at=now, expires_at=now + LINKS_LIVE)
    return token


def open_link(token: str, *, today: date, now: datetime) -> MailLink:
    """The link, with plan and person, while it still opens something; else `DeadLinkError`."""
    link = MailLink.objects.select_related("plan__unit", "plan__owner", "user").filter(token_hash=_hash(token)).first()
    if link is None:
        raise DeadLinkError(_("This link is not complete. Open the mail again and press the button there, or sign in to see the plan."))
    if link.used_at is not None:
        raise DeadLinkError(_("This link has been used: the answer is saved. Sign in to see the plan."))
    if link.expires_at <= now:
        raise DeadLinkError(_("This link has expired: it worked for 14 days. Sign in to answer."))
    if not is_still_responsible(link.user, link.plan, today):
        raise DeadLinkError(_("This plan is in other hands now, so the link no longer opens it. Sign in to see the plan."))
    if link.plan.status not in ALLOWED_STATES:
        raise DeadLinkError(_("This plan needs no answer any more: it has been answered or ended. Sign in to see it."))
    return link


def is_still_responsible(person: User, plan: ActionPlan, today: date) -> bool:
    """Employed today, and owner, evaluator or responsible for a measure."""
    has_part = person.pk in (plan.owner_id, plan.evaluator_id) or plan.measures.filter(responsible=person).exists()
    return has_part and User.objects.employed(today).filter(pk=person.pk).exists()


@transaction.atomic
def use_up(link: MailLink, *, now: datetime) -> None:
    """The answer is in: of two posts at once one gets `DeadLinkError`; the other links to the same answer die with it."""
    if not MailLink.objects.live(now).filter(pk=link.pk).update(used_at=now):
        raise DeadLinkError(_("This link has been used: the answer is saved. Sign in to see the plan."))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
