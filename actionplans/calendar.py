"""The calendar entry for a plan's effect evaluation: one for each plan and person, changed and cancelled as the plan is.

Which entries are due is computed by comparing what the plan says with the last entry that was sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from actionplans.models import ActionPlan, MailKind, MailReason, PlanPerson, Status
from safetynet.common.letters import CalendarPart
from safetynet.common.models import OutboxMail

REQUEST = "REQUEST"
CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One message about one person's calendar entry; `sequence` rises with each."""

    plan_id: int
    person_id: int
    reason: str
    method: str
    on: date
    sequence: int

    @property
    def key(self) -> str:
        """The lock: each number is sent once."""
        return f"{MailKind.CALENDAR}:{self.plan_id}:{self.person_id}:{self.sequence}"

    @property
    def payload(self) -> dict[str, object]:
        """What is kept of it."""
        return {
            "plan": self.plan_id,
            "on": self.on.isoformat(),
            "reason": self.reason,
            "method": self.method,
            "sequence": self.sequence,
        }


Sent = Mapping[int, Mapping[int, Entry]]


def entries_sent(plans: Sequence[ActionPlan]) -> Sent:
    """The last entry of each person, by plan; one query. A dropped one never reached anybody, but its number is used."""
    found: dict[int, dict[int, Entry]] = {}
    mails = OutboxMail.objects.filter(kind=MailKind.CALENDAR, about_plans__plan__in=plans).order_by("pk")
    for plan_id, person_id, payload, dropped_at in mails.values_list("about_plans__plan_id", "recipient_id", "payload", "dropped_at"):
        before = found.setdefault(plan_id, {}).get(person_id)
        entry = entry_of(payload, person_id)
        if dropped_at:
            entry = Entry(
                plan_id,
                person_id,
                entry.reason,
                before.method if before else CANCEL,
                before.on if before else entry.on,
                entry.sequence,
            )
        found[plan_id][person_id] = entry
    return found


def entry_of(payload: Mapping[str, object], person_id: int) -> Entry:
    """The entry a queued mail stands for."""
    return Entry(
        plan_id=int(str(payload["plan"])),
        person_id=person_id,
        reason=str(payload["reason"]),
        method=str(payload["method"]),
        on=date.fromisoformat(str(payload["on"])),
        sequence=int(str(payload["sequence"])),
    )


def entries_due(plan: ActionPlan, sent: Sent, today: date) -> Iterator[Entry]:
    """New, changed and cancelled entries. A day that has come gets a mail of its own; one that has passed stays as it was."""
    before = sent.get(plan.pk, {})
    people = _people(plan) if plan.status in (Status.ACTIVE, Status.AWAITING) else {}
    for person_id, reason in people.items():
        last = before.get(person_id)
        is_news = last is None or last.method == CANCEL or last.on != plan.evaluate_on
        if is_news and plan.evaluate_on is not None and plan.evaluate_on > today:
            yield Entry(plan.pk, person_id, reason, REQUEST, plan.evaluate_on, last.sequence + 1 if last else 0)
    for person_id, last in before.items():
        if person_id not in people and last.method == REQUEST and last.on >= today:
            yield Entry(plan.pk, person_id, last.reason, CANCEL, last.on, last.sequence + 1)


def _people(plan: ActionPlan) -> dict[int, str]:
    """Owner, evaluator and those who take part; the weightiest reason counts."""
    involved = (person.user_id for person in plan.people.all() if person.part == PlanPerson.Part.INVOLVED)
    people: dict[int, str] = dict.fromkeys(involved, MailReason.INVOLVED)
    if plan.evaluator_id:
        people[plan.evaluator_id] = MailReason.EVALUATOR
    if plan.owner_id:
        people[plan.owner_id] = MailReason.OWNER
    return people


def calendar_part(entry: Entry, *, title: str, description: str, address: str, attendee: str, now: datetime) -> CalendarPart:
    """The entry as a file: a whole day that leaves the person free, with the plan's title and no person's name in it."""
    event = whole_day(entry.on, f"plan-{entry.plan_id}-evaluation", title, description, address, now)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.method == CANCEL else "CONFIRMED")
    event["organizer"] = vCalAddress(f"mailto:{_sender()}")
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["partstat"] = vText("NEEDS-ACTION")
    event.add("attendee", guest)
    calendar = new_calendar()
    calendar.add("method", entry.method)
    calendar.add_component(event)
    return CalendarPart(entry.method, calendar.to_ical())


def new_calendar() -> Calendar:
    """An empty calendar that says where it comes from."""
    calendar = Calendar()
    calendar.add("prodid", "-//SafetyNet//" + _("action plans") + "//")
    calendar.add("version", "2.0")
    return calendar


def whole_day(on: date, name: str, title: str, description: str, address: str, now: datetime) -> Event:
    """A day that leaves the person free; `name` makes its identifier, which stays the same when the day moves."""
    event = Event()
    event.add("uid", f"{name}@{_sender().rpartition('@')[2]}")
    event.add("dtstamp", now)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", description)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
