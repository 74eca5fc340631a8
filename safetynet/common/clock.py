"""The one place that reads the time; views, tasks and commands ask here and pass the answer down."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The instant, aware; moved by whole days in the demo."""
    return timezone.now() + _offset()


def today() -> date:
    """The date in Copenhagen."""
    return now().astimezone(COPENHAGEN).date()


def at_hour(day: date, hour: int = 8) -> datetime:
    """That hour of that day in Copenhagen, as an aware instant."""
    return datetime.combine(day, time(hour), tzinfo=COPENHAGEN)


def _offset() -> timedelta:
    if not settings.DEMO:
        return timedelta(0)
    from safetynet.common.models import DemoClock  # noqa: PLC0415  the clock is needed before the models are ready

    return timedelta(days=DemoClock.offset_in_days())
