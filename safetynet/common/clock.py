"""The one place that reads the time; views, tasks and commands ask here and pass the answer down."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_held: ContextVar[list[timedelta] | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The instant, aware; moved by whole days in the demo."""
    return timezone.now() + _offset()


def today() -> date:
    """The date in Copenhagen."""
    return now().astimezone(COPENHAGEN).date()


def at_hour(day: date, hour: int = 8) -> datetime:
    """That hour of that day in Copenhagen, as an aware instant."""
    return datetime.combine(day, time(hour), tzinfo=COPENHAGEN)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within it the demo asks the table once how far ahead it is: one query a request, and one day a page."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def hold(days_ahead: int) -> None:
    """How far ahead the demo is was read together with something else: not asked for again in this request."""
    held = _held.get()
    if held is not None and not held:
        held.append(timedelta(days=days_ahead))


def forget() -> None:
    """The demo's clock was moved: ask the table again."""
    held = _held.get()
    if held:
        held.clear()


def _offset() -> timedelta:
    if not settings.DEMO:
        return timedelta(0)
    from safetynet.common.models import DemoClock  # noqa: PLC0415  the clock is needed before the models are ready

    held = _held.get()
    if held:
        return held[0]
    offset = timedelta(days=DemoClock.offset_in_days())
    if held is not None:
        held.append(offset)
    return offset
