"""Mails about the inspectorate's deadlines: 14 and 3 days before, and when it is late; one to each person for each of the three.

To the manager and the representatives of the unit. What is due is computed each day; of stages that were missed only the last is told.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.wording import Button, Wording, address, day, letter
from injuries.models import Reaction
from orgstructure.models import RoleHolding, User
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter, one_line
from safetynet.common.models import OutboxMail

KIND: Final = "reaction"
EARLY, NEAR, LATE = "14", "3", "late"
AHEAD = {EARLY: timedelta(days=14), NEAR: timedelta(days=3)}


@transaction.atomic
def queue_reaction_mails(*, today: date, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Safe to call twice, and at once: the outbox takes each once."""
    due = list(Reaction.objects.unanswered().filter(deadline_on__lte=today + AHEAD[EARLY]))
    told = _responsible({reaction.unit_id for reaction in due}, today)
    mails = [_mail(reaction, person, today, now) for reaction in due for person in sorted(told[reaction.unit_id])]
    return len(outbox.queue_all(mails, now=now))


def stage_of(deadline: date, today: date) -> str:
    """The last stage that has come."""
    if deadline < today:
        return LATE
    return NEAR if deadline - today <= AHEAD[NEAR] else EARLY


def _responsible(units: set[int], today: date) -> Mapping[int, set[int]]:
    """By unit its manager and representatives, employed that day."""
    rows = RoleHolding.objects.current(today).filter(role__in=(Role.MANAGER, Role.AMR), user__in=User.objects.employed(today))
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person in rows.filter(unit__in=units).values_list("unit", "user"):
        found[unit].add(person)
    return found


def _mail(reaction: Reaction, person: int, today: date, now: datetime) -> outbox.NewMail:
    deadline = reaction.deadline_on or today
    stage = stage_of(deadline, today)
    payload: dict[str, object] = {"reaction": reaction.pk, "deadline": deadline.isoformat()}
    return outbox.NewMail(KIND, f"{KIND}:{reaction.pk}:{deadline}:{stage}:{person}", person, payload, now)


def render_reaction(mail: OutboxMail, now: datetime) -> Letter:
    """What holds when it is sent: answered, taken back, another deadline or another person responsible drops it."""
    today = now.astimezone(COPENHAGEN).date()
    reaction = Reaction.objects.unanswered().filter(pk=mail.payload["reaction"]).select_related("unit").first()
    if reaction is None or reaction.deadline_on is None or reaction.deadline_on.isoformat() != mail.payload["deadline"]:
        raise outbox.NoLongerDueError
    if mail.recipient_id not in _responsible({reaction.unit_id}, today).get(reaction.unit_id, ()):
        raise outbox.NoLongerDueError
    is_late = reaction.is_late(today)
    late, coming = _("The labour inspectorate waits: the deadline was %(day)s"), _("An answer to the labour inspectorate by %(day)s")
    wording = Wording(
        subject=(late if is_late else coming) % {"day": day(reaction.deadline_on)},
        question=_("Is it put right, and has the inspectorate been told?"),
        sentences=[_("When it cannot be done in time, call the inspectorate before the deadline and agree on another, and note it here.")],
        facts=[
            (_("Unit"), reaction.unit.name),
            (_("What it is about"), one_line(reaction.title, 120)),
            (_("Kind"), str(reaction.get_kind_display())),
            (_("Deadline"), day(reaction.deadline_on)),
        ],
        buttons=[Button(_("See it and answer"), address("reaction-detail", reaction.pk))],
    )
    return letter(wording, because=_("You get this mail because you are manager or work-environment representative of the unit."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(KIND)(render_reaction)
