"""A committee's wheel as a calendar file: each activity of the year a whole day that leaves people free."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.calendar import new_calendar, whole_day
from annualcycle.wheel_year import WheelYear


def calendar_of(year: WheelYear, *, now: datetime) -> bytes:
    """What stands in the wheel; what has no day stands on the first of its month, and says so."""
    calendar = new_calendar()
    calendar.add("name", f"{year.committee.name} {year.year}")
    calendar.add("x-wr-calname", f"{year.committee.name} {year.year}")
    address = f"{settings.BASE_URL}{reverse('wheel-committee', args=[year.committee.pk])}?year={year.year}"
    for entry in year.entries:
        lines = [entry.root.get_kind_display(), entry.owner, entry.root.text, "" if entry.row.day else _("Sometime in the month."), address]
        words = "\n".join(line for line in lines if line)
        name = f"wheel-{year.committee.pk}-{entry.root.pk}-{year.year}"
        calendar.add_component(whole_day(entry.on, name, entry.root.title, words, address, now))
    return bytes(calendar.to_ical())
