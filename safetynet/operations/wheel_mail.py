"""Mails about the year wheel: to the person who sees to an activity, from as many days before as it says, one mail a person and day.

What is due is computed each working day with `<=`, from the wheel itself; what was told before is read from the mails (no mark is kept).
An activity whose owner is a word (“the chair”) reminds nobody. One that is handed down reminds its owner in the wheel that names the
person, not again in every wheel below.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.usecases.reminding import room_of, take_turns
from actionplans.wording import Button, Item, Wording, address, day, letter
from annualcycle.models import WheelActivity
from annualcycle.wheel_year import Entry, State, WheelYear
from orgstructure.models import Committee, User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

KIND: Final = "wheel"
Key = str  # committee, activity and year


@transaction.atomic
def queue_wheel_mails(*, today: date, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Safe to call twice, and at once."""
    if not is_working_day(today):
        return 0
    take_turns()
    wanted: dict[int, set[Key]] = defaultdict(set)
    for entry in due_of(_committees(today), today):
        wanted[entry.row.owner_id or 0].add(key_of(entry))
    told = _told(wanted)
    left = {person: keys - told[person] for person, keys in wanted.items() if keys - told[person]}
    room = room_of(left, now)
    mails = [
        outbox.NewMail(KIND, f"{KIND}:{person}:{today}", person, {"activities": sorted(keys)}, now)
        for person, keys in left.items()
        if room[person] > 0
    ]
    return len(outbox.queue_all(mails, now=now))


def key_of(entry: Entry) -> Key:
    """What makes one telling the same as another."""
    return f"{entry.committee.pk}:{entry.root.pk}:{entry.year}"


def due_of(committees: Collection[int], today: date) -> Iterator[Entry]:
    """What is due now in the wheels of these committees and has a person of their choice who is employed."""
    employed = set(User.objects.employed(today).filter(pk__in=WheelActivity.objects.values("owner")).values_list("pk", flat=True))
    for committee in Committee.objects.filter(pk__in=committees).order_by("pk"):
        for year in (today.year, today.year + 1):
            for entry in WheelYear.of(committee, year, today).entries:
                is_ours = entry.row.committee_id == committee.pk
                if is_ours and entry.state == State.DUE and entry.row.owner_id in employed:
                    yield entry


def _committees(today: date) -> set[int]:
    """Those with an activity of a person this year or the next; one query."""
    rows = WheelActivity.objects.filter(owner__isnull=False, is_left_out=False, first_year__lte=today.year + 1)
    return set(rows.exclude(last_year__lt=today.year).values_list("committee", flat=True))


def _told(people: Collection[int]) -> Mapping[int, set[Key]]:
    told: dict[int, set[Key]] = defaultdict(set)
    rows = OutboxMail.objects.filter(kind=KIND, recipient__in=people, dropped_at=None)
    for person, payload in rows.values_list("recipient", "payload"):
        told[person].update(payload["activities"])
    return told


@outbox.renders(KIND)
def render_wheel(mail: OutboxMail, now: datetime) -> Letter:
    """Only what still is due and still is the receiver's."""
    today = now.astimezone(COPENHAGEN).date()
    told = set(mail.payload["activities"])
    committees = {int(key.partition(":")[0]) for key in told}
    due = [entry for entry in due_of(committees, today) if entry.row.owner_id == mail.recipient_id and key_of(entry) in told]
    if not due:
        raise outbox.NoLongerDueError
    items = [_item(entry) for entry in due]
    wording = Wording(
        subject=_("It is time: %(activity)s") % {"activity": due[0].root.title} if len(due) == 1 else _("It is time for what you see to"),
        question=_("What in the year wheel is yours now?"),
        sentences=[_("Say what became of it in the wheel; then it is not told as missed.")],
        items=items,
        buttons=[Button(_("See the year wheel"), items[0].address)],
    )
    return letter(wording, because=_("You get this mail because you see to it in the year wheel."))


def _item(entry: Entry) -> Item:
    when = day(entry.on) if entry.row.day else _("sometime in %(month)s") % {"month": f"{entry.on:%m}/{entry.year}"}
    return Item(entry.root.title, f"{when} · {entry.committee.name}", address("wheel-committee", entry.committee.pk, year=str(entry.year)))
