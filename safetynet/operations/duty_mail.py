"""Mails about the APV duty: topics and risk assessments that are due within 90 days or over time, at most one a month to each.

To the manager and the representative of the unit. What is due is computed each working day; a stage of a clock is told to
a person once. A topic that was never covered is shown on the unit's page and told to nobody: at the start that is every unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.usecases.reminding import room_of, take_turns
from actionplans.wording import Button, Item, Wording, address, day, letter
from apv.usecases.duty import Clock, ClockState, UnitClocks, clock
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

KIND: Final = "apv_duty"
RISK: Final = "risk"
Due = tuple[str, str, Clock]  # what makes one telling the same as another, what is due, its clock


@transaction.atomic
def queue_duty_mails(*, today: date, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Safe to call twice, and at once."""
    if not is_working_day(today):
        return 0
    take_turns()
    responsible = _responsible(today)
    due = {pk: {key for key, *_rest in _due_of(clocks)} for pk, clocks in clock(responsible.keys(), today).items()}
    wanted: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, keys in due.items():
        for person in responsible[pk]:
            wanted[person].update(dict.fromkeys(keys, pk))
    told = _told(wanted)
    wanted = {person: keys for person, keys in wanted.items() if set(keys) - told[person]}
    room = room_of(wanted, now)
    mails = [_mail(person, keys, today, now) for person, keys in wanted.items() if room[person] > 0]
    return len(outbox.queue_all(mails, now=now))


def _responsible(today: date) -> Mapping[int, set[int]]:
    """By unit its manager and representatives, employed that day."""
    rows = RoleHolding.objects.current(today).filter(role__in=(Role.MANAGER, Role.AMR), user__in=User.objects.employed(today))
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person in rows.values_list("unit", "user"):
        found[unit].add(person)
    return found


def _due_of(clocks: UnitClocks) -> Iterator[Due]:
    for one in clocks.topics:
        if one.clock.state in (ClockState.SOON, ClockState.OVERDUE):
            yield f"{clocks.unit_id}:{one.topic}:{one.clock.due_on}:{one.clock.state}", str(one.topic.label), one.clock
    if clocks.risk.state in (ClockState.SOON, ClockState.OVERDUE):
        yield f"{clocks.unit_id}:{RISK}:{clocks.risk.due_on}:{clocks.risk.state}", _("the risk assessment"), clocks.risk


def _told(people: Collection[int]) -> Mapping[int, set[str]]:
    told: dict[int, set[str]] = defaultdict(set)
    rows = OutboxMail.objects.filter(kind=KIND, recipient__in=people, dropped_at=None)
    for person, payload in rows.values_list("recipient", "payload"):
        told[person].update(payload["clocks"])
    return told


def _mail(person: int, keys: Mapping[str, int], today: date, now: datetime) -> outbox.NewMail:
    payload: dict[str, object] = {"clocks": sorted(keys), "units": sorted(set(keys.values()))}
    return outbox.NewMail(KIND, f"{KIND}:{person}:{today:%Y-%m}", person, payload, now)


def render_duty(mail: OutboxMail, now: datetime) -> Letter:
    """Only what still holds, of units the receiver still is responsible for."""
    today = now.astimezone(COPENHAGEN).date()
    responsible = _responsible(today)
    mine = [pk for pk in mail.payload["units"] if mail.recipient_id in responsible.get(pk, ())]
    units = Unit.objects.existing(today).in_bulk(mine)
    items = []
    for pk, clocks in clock(units.keys(), today).items():
        if due := [one for one in _due_of(clocks) if one[0] in mail.payload["clocks"]]:
            items.append(_item(units[pk], due))
    if not items:
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("The workplace assessment is to be gone through"),
        question=_("What is to be assessed again?"),
        sentences=[_("A part of it is enough: each topic has its own last day. The unit's page says how to begin.")],
        items=items,
        buttons=[Button(_("Begin with the first unit"), items[0].address)],
    )
    return letter(wording, because=_("You get this mail because you are manager or work-environment representative of the unit."))


def _item(unit: Unit, due: list[Due]) -> Item:
    by_day: dict[date, list[str]] = defaultdict(list)
    for _key, what, one in due:
        by_day[one.due_on or date.max].append(what)
    lines = [_("%(what)s: by %(day)s") % {"what": ", ".join(whats), "day": day(on)} for on, whats in sorted(by_day.items())]
    return Item(unit.name, "; ".join(lines), address("apv-unit", unit.pk))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(KIND)(render_duty)
