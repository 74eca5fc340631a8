"""The year wheel: activities written, changed and ended, those from above adapted or left out, and what became of each."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from annualcycle.errors import RefusedError, StaleError
from annualcycle.models import WheelActivity, WheelMark
from annualcycle.wheel_year import Entry
from orgstructure.models import Committee, User

COPIED = ("kind", "title", "lead_days", "every")
LEAP_YEAR = 2024


@transaction.atomic
def add(*, committee: Committee, given: Mapping[str, Any], submission_id: UUID, by: User, now: datetime) -> WheelActivity:
    """An activity of the committee's own; sent twice it is one."""
    made = {"committee": committee, **given, "made_at": now, "made_by": by}
    return WheelActivity.objects.get_or_create(submission_id=submission_id, defaults=made)[0]


@transaction.atomic
def change(*, activity: WheelActivity, given: Mapping[str, Any], version: int, today: date) -> None:
    """Write it anew. `StaleError` when somebody else has meanwhile, `RefusedError` where a miss would be moved out of sight."""
    _refuse_to_hide(activity, activity.committee, shown_in=activity.month, month=given["month"], today=today)
    if not WheelActivity.objects.filter(pk=activity.pk, version=version).update(**given, version=F("version") + 1):
        raise StaleError
    activity.refresh_from_db()


@transaction.atomic
def move(*, entry: Entry, month: int, shown_in: int, by: User, now: datetime, today: date) -> None:
    """Into another month of this wheel: an activity of its own in all years, one handed down by an adaptation from that year on.

    `StaleError` when it stands in another month than was shown, `RefusedError` as for `change`.
    """
    row = entry.row
    day = min(row.day, monthrange(LEAP_YEAR, month)[1]) if row.day else None
    if not entry.is_inherited or entry.is_adapted_here:
        if row.first_year <= today.year:
            _refuse_to_hide(entry.root, entry.committee, shown_in=shown_in, month=month, today=today)
        moved = {"month": month, "day": day, "version": F("version") + 1}
        if not WheelActivity.objects.filter(pk=row.pk, month=shown_in).update(**moved):
            raise StaleError
        return
    if row.month != shown_in:
        raise StaleError
    owned = row if row.owner_id or row.owner_words else entry.root
    given = {"month": month, "day": day, "owner": owned.owner, "owner_words": owned.owner_words, "first_year": entry.year}
    given |= {"goes_down": False, "is_left_out": False, "text": ""}
    adapt(activity=entry.root, committee=entry.committee, given=given, shown_in=shown_in, version=0, by=by, now=now, today=today)


@transaction.atomic
def remove(*, activity: WheelActivity, today: date) -> bool:
    """Out of the wheel from now on; True when it is gone altogether, because no year has seen it yet.

    What was to be done in a month that is past, or was marked this year, stays in this year's wheel.
    """
    has_happened = activity.falls_in(today.year) and (activity.month < today.month or activity.marks.filter(year__gte=today.year).exists())
    last_year = today.year if has_happened else today.year - 1
    if activity.first_year > last_year:
        activity.delete()
        return True
    WheelActivity.objects.filter(pk=activity.pk).update(last_year=last_year, version=F("version") + 1)
    return False


@transaction.atomic
def adapt(
    *,
    activity: WheelActivity,
    committee: Committee,
    given: Mapping[str, Any],
    shown_in: int,
    version: int,
    by: User,
    now: datetime,
    today: date,
) -> WheelActivity:
    """How the committee does what is handed down: its own month and owner, or left out because. `version` 0 is the first time.

    `shown_in` is the month it stands in until now. `StaleError`, `RefusedError` as for `change`.
    """
    if not given["is_left_out"] and given["first_year"] <= today.year:
        _refuse_to_hide(activity, committee, shown_in=shown_in, month=given["month"], today=today)
    own = WheelActivity.objects.filter(committee=committee, adapts=activity)
    if version:
        if not own.filter(version=version).update(**given, version=F("version") + 1):
            raise StaleError
        return own.get()
    copied = {name: getattr(activity, name) for name in COPIED}
    row, is_new = own.get_or_create(committee=committee, adapts=activity, defaults={**copied, **given, "made_at": now, "made_by": by})
    if not is_new:
        raise StaleError
    return row


@transaction.atomic
def take_as_above(*, activity: WheelActivity, committee: Committee) -> None:
    """The committee does it as it is handed down again; what was said about it stays."""
    WheelActivity.objects.filter(committee=committee, adapts=activity).delete()


@transaction.atomic
def mark(*, activity: WheelActivity, committee: Committee, year: int, state: str, words: str, seen: str, by: User, today: date) -> None:
    """Done, or not done and why; "" takes back what was said. `seen` is the state that was shown; `StaleError` when it is another now."""
    rows = WheelMark.objects.filter(activity=activity, committee=committee, year=year)
    said = {"state": state, "words": words, "on": today, "by": by}
    if not state:
        is_ours = bool(rows.filter(state=seen).delete()[0]) or not seen
    elif seen:
        is_ours = bool(rows.filter(state=seen).update(**said))
    else:
        is_ours = WheelMark.objects.get_or_create(activity=activity, committee=committee, year=year, defaults=said)[1]
    if not is_ours:
        raise StaleError


def _refuse_to_hide(activity: WheelActivity, committee: Committee, *, shown_in: int, month: int, today: date) -> None:
    """What was missed stays visible (R61): it moves once somebody has said what became of it."""
    root = activity.adapts or activity
    is_missed = shown_in < today.month and root.falls_in(today.year)
    if month == shown_in or not is_missed or root.marks.filter(committee=committee, year=today.year).exists():
        return
    said = _("Nobody has said what became of it in %(month)s %(year)s. Say it first, then move it.")
    raise RefusedError({"month": said % {"month": MONTHS[shown_in], "year": today.year}})
