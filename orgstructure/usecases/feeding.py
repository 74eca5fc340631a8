"""Writes the difference between the database and a feed, in bulk: as many queries for a ward as for a region.

Runs inside the caller's transaction and lock (`safetynet/operations/organisation.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import models

from orgstructure import cpr
from orgstructure.feed.compare import is_live
from orgstructure.feed.differences import Difference, EngagementChange, Kind, PersonChange, PersonKey, SeatChange, Step
from orgstructure.feed.known import KnownEngagement, KnownSeat
from orgstructure.models import Coverage, Engagement, Origin, RoleHolding, Seat, SeatRole, User
from orgstructure.usecases.trees import BATCH, reserve_ids, write_committees, write_units


def write(difference: Difference) -> None:
    """Bring the organisation's own tables to what the feed says; grants follow in `grants.bring_in_step`."""
    user_ids = {**difference.known_ids, **_write_people(difference.people)}
    units = write_units(difference, user_ids)
    committees = write_committees(difference)
    _write_coverage(difference, units, committees)
    _write_engagements(difference, units, user_ids)
    _write_seats(difference, committees, user_ids)


def _write_people(changes: Sequence[PersonChange]) -> dict[PersonKey, int]:
    """Make who is new, update who is known; the keys of the new ones."""
    new = [change for change in changes if change.kind == Kind.CREATED]
    ids = dict(zip((change.key for change in new), reserve_ids(User, len(new)), strict=True)) if new else {}
    User.objects.bulk_create([_new_user(change, ids[change.key]) for change in new], batch_size=BATCH)
    told = {c.user_id: c for c in changes if c.user_id is not None and c.kind in {Kind.CHANGED, Kind.MOVED}}
    changed = [user for user in User.objects.in_bulk(list(told)).values() if _take_over(user, told[user.pk])]
    User.objects.bulk_update(changed, ["first_name", "last_name", "email", "cpr_hash", "cpr_encrypted"], batch_size=BATCH)
    return ids


def _new_user(change: PersonChange, pk: int) -> User:
    user = User(pk=pk, username=f"p{token_hex(8)}", password=make_password(None))
    _take_over(user, change)
    return user


def _take_over(user: User, change: PersonChange) -> bool:
    """The feed's name, mail and number; False when the person had them already."""
    told = (change.first_name, change.last_name, change.email)
    learns_number = bool(change.cpr) and user.cpr_hash is None
    if told == (user.first_name, user.last_name, user.email) and not learns_number:
        return False
    user.first_name, user.last_name, user.email = told
    if learns_number:
        user.cpr_hash, user.cpr_encrypted = cpr.hashed(change.cpr), cpr.encrypt(change.cpr)
    return True


def _write_coverage(difference: Difference, units: dict[UUID, int], committees: dict[UUID, int]) -> None:
    created = [change for change in difference.coverage if change.kind == Kind.CREATED]
    resumed = [change.before for change in created if change.before]
    Coverage.objects.filter(pk__in=[row.pk for row in resumed]).update(valid_to=None, origin=Origin.FEED)
    taken_over = [change.before.pk for change in difference.coverage if change.kind == Kind.CHANGED and change.before]
    Coverage.objects.filter(pk__in=taken_over).update(origin=Origin.FEED)
    Coverage.objects.bulk_create(
        [
            Coverage(unit_id=units[change.unit], committee_id=committees[change.committee], valid_from=difference.since)
            for change in created
            if change.before is None
        ],
        batch_size=BATCH,
    )
    _end(Coverage.objects.all(), [change.before for change in difference.coverage if change.kind == Kind.CLOSED], difference.today)


def _write_engagements(difference: Difference, units: dict[UUID, int], user_ids: dict[PersonKey, int]) -> None:
    changes = difference.engagements
    _end(Engagement.objects.all(), [change.before for change in changes if change.step == Step.END], difference.today)
    split = [change.before for change in changes if change.step == Step.SPLIT]
    _end(Engagement.objects.all(), [row for row in split if row and is_live(row, difference.today)], difference.today)
    known = [change for change in changes if change.step == Step.AMEND]
    amended = [_filled(change, Engagement(pk=change.before.pk), units, user_ids) for change in known if change.before]
    columns = ["user", "unit", "username", "title", "profession", "manager_number", "hired_on", "valid_from", "valid_to"]
    Engagement.objects.bulk_update(amended, columns, batch_size=BATCH)
    opened = [_filled(change, Engagement(), units, user_ids) for change in changes if change.step in {Step.OPEN, Step.SPLIT}]
    Engagement.objects.bulk_create(opened, batch_size=BATCH)


def _filled(change: EngagementChange, engagement: Engagement, units: dict[UUID, int], user_ids: dict[PersonKey, int]) -> Engagement:
    row = change.row
    if row is None or change.person is None or change.valid_from is None:
        raise ValueError("An employment that is written has a row, a person and a first day.")
    engagement.user_id, engagement.unit_id = user_ids[change.person], units[row.unit]
    engagement.number, engagement.username = row.number, row.username
    engagement.title, engagement.profession = row.title, row.profession
    engagement.manager_number, engagement.hired_on = row.manager_number, row.starts
    engagement.valid_from, engagement.valid_to = change.valid_from, change.valid_to
    return engagement


def _write_seats(difference: Difference, committees: dict[UUID, int], user_ids: dict[PersonKey, int]) -> None:
    changes = difference.seats
    ended = [change.before for change in changes if change.kind == Kind.CLOSED]
    never_held = [seat.pk for seat in ended if seat and seat.valid_from >= difference.today]
    RoleHolding.objects.filter(seat__in=never_held).delete()
    _end(Seat.objects.all(), ended, difference.today)
    known = [change for change in changes if change.kind == Kind.CHANGED]
    changed = [_seat(change, Seat(pk=change.before.pk), committees, user_ids) for change in known if change.before]
    Seat.objects.bulk_update(changed, ["role", "role_word", "union", "is_deputy", "origin", "valid_from", "valid_to"], batch_size=BATCH)
    new = [_seat(change, Seat(), committees, user_ids) for change in changes if change.kind == Kind.CREATED]
    Seat.objects.bulk_create(new, batch_size=BATCH)


def _seat(change: SeatChange, seat: Seat, committees: dict[UUID, int], user_ids: dict[PersonKey, int]) -> Seat:
    row = change.row
    if row is None or change.person is None:
        raise ValueError("A seat that is written has a row and a person.")
    seat.user_id, seat.committee_id = user_ids[change.person], committees[row.committee]
    seat.role, seat.role_word, seat.union = change.role, row.word, row.union
    seat.is_deputy, seat.origin = change.role == SeatRole.DEPUTY, Origin.FEED
    seat.valid_from, seat.valid_to = row.starts, row.ends
    return seat


def _end(rows: models.QuerySet[Any], ended: Iterable[Coverage | KnownEngagement | KnownSeat | None], today: date) -> None:
    """Close at today; a row that never held a whole day said nothing of any day before, and goes."""
    pks = [row.pk for row in ended if row]
    rows.filter(pk__in=pks, valid_from__gte=today).delete()
    rows.filter(pk__in=pks).update(valid_to=today)
