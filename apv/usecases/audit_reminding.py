"""Reminders of the self-audit: computed from what waits today; `AuditReminder` is the lock, one mail a person and stage.

To the manager of each place and to who stands in for the manager there. Whoever has sent in hears nothing (decision 0134).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from actionplans.usecases.reminding import room_of, take_turns
from apv.audit_stages import AFTER, stage_on
from apv.models import AuditMail, AuditPlace, AuditReminder
from orgstructure.models import RoleHolding, User
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.workdays import is_working_day

APART = timedelta(days=3)
BATCH = 2000
ByPlace = list[tuple[AuditPlace, set[int]]]


@transaction.atomic
def queue_audit_mails(*, today: date, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Safe to call twice, and at once."""
    if not is_working_day(today):
        return 0
    take_turns()
    places = list(AuditPlace.objects.to_be_told().select_related("year").order_by("pk"))
    days = {place.year_id: stage_on(place.year, today) for place in places}
    due = [place for place in places if days[place.year_id] and not (days[place.year_id] == AFTER and place.reason)]
    told, lately = _told(due, today)
    wanted: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, people in recipients(due, today):
        stage = days[place.year_id]
        for person in sorted(people):
            if (place.pk, person, stage) not in told and (place.pk, person) not in lately:
                wanted[person, stage].append(place.pk)
    return _plan(wanted, today, now)


def recipients(places: Sequence[AuditPlace], today: date) -> ByPlace:
    """With each place who is told of it: its manager and the manager's deputies there, employed that day. Two queries."""
    acting = RoleHolding.objects.current(today).filter(unit__in={place.unit_id for place in places}, role=Role.MANAGER)
    deputies: dict[tuple[int, int | None], set[int | None]] = defaultdict(set)
    for unit, whom, person in acting.exclude(deputy_for=None).values_list("unit", "deputy_for", "user"):
        deputies[unit, whom].add(person)
    by_place = [(place, {place.manager_id} | deputies[place.unit_id, place.manager_id]) for place in places]
    asked = {person for _place, people in by_place for person in people if person}
    employed = set(User.objects.employed(today).filter(pk__in=asked).values_list("pk", flat=True))
    return [(place, {person for person in people if person and person in employed}) for place, people in by_place]


def _told(places: Iterable[AuditPlace], today: date) -> tuple[set[tuple[int, int, str]], set[tuple[int, int]]]:
    """What was told of these places, and to whom so lately that it is too early for more."""
    rows = list(AuditReminder.objects.filter(place__in=[place.pk for place in places]).values_list("place", "person", "stage", "on"))
    told = {(place, person, stage) for place, person, stage, _on in rows}
    return told, {(place, person) for place, person, _stage, on in rows if on + APART > today}


def _plan(wanted: dict[tuple[int, str], list[int]], today: date, now: datetime) -> int:
    room = room_of({person for person, _stage in wanted}, now)
    mails, rows = [], []
    for (person, stage), places in sorted(wanted.items()):
        if room[person] <= 0:
            continue
        room[person] -= 1
        payload: dict[str, object] = {"stage": stage, "places": places}
        mails.append(outbox.NewMail(AuditMail.REMINDER, f"{AuditMail.REMINDER}:{person}:{stage}:{today}", person, payload, now))
        rows += [AuditReminder(place_id=place, person_id=person, stage=stage, on=today) for place in places]
    AuditReminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    return len(outbox.queue_all(mails, now=now))
