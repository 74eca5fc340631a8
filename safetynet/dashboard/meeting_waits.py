"""The next meeting of a committee or group that the reader leads: a card on the start page, with its package one click away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from annualcycle.models import Meeting
from annualcycle.models.places import HELD_BY
from orgstructure.models import Seat, User

WITHIN = timedelta(days=21)


@dataclass(frozen=True)
class MeetingWaits:
    """One coming meeting, and in how many days."""

    meeting: Meeting
    days: int


def meeting_waits(reader: User, *, now: datetime) -> MeetingWaits | None:
    """The first within three weeks of a committee that the reader leads by a seat, or one that runs. One query."""
    today = localdate(now)
    led = Seat.objects.current(today).filter(user=reader, role__in=HELD_BY).values("committee")
    planned = Meeting.objects.filter(status=Meeting.Status.PLANNED, committee__in=led)
    soon = planned.filter(starts_at__gte=now - timedelta(hours=12), starts_at__lte=now + WITHIN)
    meeting = soon.select_related("committee").order_by("starts_at", "pk").first()
    return MeetingWaits(meeting, max(0, (localdate(meeting.starts_at) - today).days)) if meeting else None
