"""A committee's wheel as a calendar: each activity a whole day that leaves people free; one year as a file, the years around as a feed."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.calendar import new_calendar, whole_day
from actionplans.calendar_feed import FETCHED_AGAIN_AFTER
from annualcycle.wheel_year import WheelYear


def calendar_of(years: Sequence[WheelYear], name: str, *, now: datetime) -> bytes:
    """What stands in the wheel; what has no day stands on the first of its month, and says so."""
    calendar = new_calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", FETCHED_AGAIN_AFTER)
    calendar.add("x-published-ttl", FETCHED_AGAIN_AFTER)
    for year in years:
        address = f"{settings.BASE_URL}{reverse('wheel-committee', args=[year.committee.pk])}?year={year.year}"
        for entry in year.entries:
            lines = [
                entry.root.get_kind_display(),
                entry.owner,
                entry.root.text,
                "" if entry.row.day else _("Sometime in the month."),
                address,
            ]
            words = "\n".join(line for line in lines if line)
            uid = f"wheel-{year.committee.pk}-{entry.root.pk}-{year.year}"
            calendar.add_component(whole_day(entry.on, uid, entry.root.title, words, address, now))
    return bytes(calendar.to_ical())
