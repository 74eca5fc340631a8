"""The informal status with the staff: begun by the unit's manager or its group, answered without a name, closed with what goes on.

Closed, its summary stands on the group's next agenda (`meetings.what_waits` finds it, so it also waits where no meeting is planned yet),
a change at work opens its task of the APV, and ideas go to the level above where it holds its annual discussion, else with the summary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.models.choices import ENDED_STATUSES, OPEN_STATUSES
from annualcycle.errors import NotNowError, RefusedError
from annualcycle.models import Discussion, GroupInput, Meeting, StatusOnPlan, StatusSaid, StatusTalk
from annualcycle.models.places import HELD_BY
from annualcycle.usecases import meetings
from apv.models import WorkChange
from apv.usecases import duty
from orgstructure.access import scope_of
from orgstructure.models import Committee, Seat, Unit, User
from orgstructure.permissions import Perm

NEWLY_CLOSED = timedelta(days=90)
WORDS_KEPT = timedelta(days=3 * 365)  # as long as an APV holds: afterwards nobody needs who said what, only what came of it
MOST_PLANS = 12  # more than somebody answers on a phone
MOST_ROWS = 6000  # of one talk: what comes beyond it is no longer the staff of a unit
LONGEST_INPUT = 4000


def may_run(user: User, unit: Unit, today: date) -> bool:
    """The unit's own manager, and who holds its group's year; a right that reaches down from above reads nobody's words here."""
    if unit.pk in scope_of(user, Perm.RUN_YEAR).unit_ids:
        return True
    groups = _groups_of(unit, today).order_by()
    return Seat.objects.current(today).filter(user=user, committee__in=groups, role__in=HELD_BY).exists()


def group_of(unit: Unit, today: date) -> Committee | None:
    """The work-environment group that covers the unit; the nearest where there are several."""
    return _groups_of(unit, today).first()


def _groups_of(unit: Unit, today: date) -> QuerySet[Committee]:
    return Committee.objects.covering(unit.pk, today).filter(level__is_group=True)


def is_open(talk: StatusTalk, today: date) -> bool:
    """It takes answers: neither closed nor past its last day."""
    return talk.closed_at is None and talk.on <= today <= talk.closes_on


def plans_of(talk: StatusTalk) -> list[ActionPlan]:
    """The plans that are asked about: the unit's own open ones and those that ended up to 90 days before; never a confidential one."""
    ended = Q(status__in=ENDED_STATUSES, ended_at__date__gte=talk.on - NEWLY_CLOSED)
    rows = ActionPlan.objects.published().filter(unit=talk.unit_id, is_confidential=False).filter(Q(status__in=OPEN_STATUSES) | ended)
    return list(rows.order_by("expected_closing_on", "pk")[:MOST_PLANS])


@transaction.atomic
def begin(*, unit: Unit, closes_on: date, by: User, now: datetime) -> StatusTalk:
    """Open from today; where one is open already it is that one."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    today = localdate(now)
    there = StatusTalk.objects.filter(unit=unit, closed_at=None, closes_on__gte=today).first()
    return there or StatusTalk.objects.create(unit=unit, on=today, closes_on=closes_on, made_at=now, made_by=by)


@dataclass(frozen=True)
class Voice:
    """What one person says: by plan, and by question (yes or no, words); nothing tells who or when."""

    on_plans: Mapping[int, Mapping[str, str]]
    said: Mapping[str, tuple[bool | None, str]]


@transaction.atomic
def answer(*, talk: StatusTalk, voice: Voice, today: date) -> None:
    """Keep it. `NotNowError` once the talk is closed, `RefusedError` where nothing is said or far too much has come."""
    open_now = StatusTalk.objects.select_for_update(no_key=True).get(pk=talk.pk)
    if not is_open(open_now, today):
        raise NotNowError(_("The status is closed, so nothing was sent."))
    asked = {plan.pk for plan in plans_of(open_now)}
    on_plans = [
        StatusOnPlan(talk=open_now, plan_id=pk, **words) for pk, words in voice.on_plans.items() if pk in asked and any(words.values())
    ]
    said = [
        StatusSaid(talk=open_now, question=code, is_yes=yes, text=text)
        for code, (yes, text) in voice.said.items()
        if text or yes is not None
    ]
    if not on_plans and not said:
        raise RefusedError({"": _("Choose or write something first. You need not answer it all.")})
    if open_now.on_plans.count() + open_now.said.count() > MOST_ROWS:
        raise RefusedError({"": _("So much has come to this status that we take no more. Say it to your group instead.")})
    StatusOnPlan.objects.bulk_create(on_plans)
    StatusSaid.objects.bulk_create(said)


@dataclass(frozen=True)
class Outcome:
    """What the closing did, for the words on the page."""

    meeting: Meeting | None
    discussion: Discussion | None
    change: WorkChange | None


@transaction.atomic
def close(*, talk: StatusTalk, summary: str, ideas: str, change: Mapping[str, Any] | None, by: User, now: datetime) -> Outcome:
    """For good; `NotNowError` where somebody has closed it already."""
    today = localdate(now)
    group = group_of(talk.unit, today)
    discussion = _discussion_above(group) if ideas else None
    kept = summary if discussion or not ideas else "\n\n".join(part for part in (summary, _("For the annual discussion:"), ideas) if part)
    rows = StatusTalk.objects.filter(pk=talk.pk, closed_at=None)
    if not rows.update(closed_at=now, summary=kept[:LONGEST_INPUT]):
        raise NotNowError(_("Somebody has closed the status already."))
    talk.refresh_from_db(fields=["closed_at", "summary"])
    if discussion and group:
        _give(discussion, group, ideas, by, now)
    return Outcome(_to_the_agenda(group, by, now), discussion, _changed(talk, change, by, now) if change else None)


@transaction.atomic
def forget_words(today: date) -> int:
    """Single answers whose time is over; the summary, and the verdicts that rest on it, stay. How many went."""
    over = {"talk__closes_on__lt": today - WORDS_KEPT}
    return StatusOnPlan.objects.filter(**over).delete()[0] + StatusSaid.objects.filter(**over).delete()[0]


def _to_the_agenda(group: Committee | None, by: User, now: datetime) -> Meeting | None:
    """The next meeting that is planned; where there is none, the one that will be finds it."""
    planned = (
        Meeting.objects.filter(committee=group, status=Meeting.Status.PLANNED, starts_at__gte=now) if group else Meeting.objects.none()
    )
    meeting = planned.order_by("starts_at", "pk").first()
    if meeting:
        meetings.fill_agenda(meeting=meeting, reader=by, today=localdate(now), now=now)
    return meeting


def _discussion_above(group: Committee | None) -> Discussion | None:
    """The nearest level above that is holding its annual discussion."""
    if group is None:
        return None
    open_ones = Discussion.objects.filter(committee__in=group.ancestor_ids(), status=Discussion.Status.OPEN)
    return open_ones.order_by("-committee__depth", "-year").first()


def _give(discussion: Discussion, group: Committee, ideas: str, by: User, now: datetime) -> None:
    """After what the group has given already."""
    row = GroupInput.objects.select_for_update(no_key=True).filter(discussion=discussion, committee=group).first()
    if row is None:
        GroupInput.objects.create(discussion=discussion, committee=group, text=ideas, at=now, by=by)
    elif ideas not in row.text:
        row.text, row.at, row.by, row.version = f"{row.text}\n\n{ideas}"[:LONGEST_INPUT], now, by, row.version + 1
        row.save(update_fields=["text", "at", "by", "version"])


def _changed(talk: StatusTalk, change: Mapping[str, Any], by: User, now: datetime) -> WorkChange:
    today = localdate(now)
    given = {**change, "on": today, "registered_on": today, "submission_id": uuid5(talk.public_id, "change")}
    return duty.register_change(WorkChange(unit=talk.unit, by=by, **given), now=now)
