"""Working days of the region's country: reminders wait for the next one, due dates themselves never move."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.conf import settings

SATURDAY = 5
# Half-official days on which a region's offices are closed: Constitution Day, 24 and 31 December; Swedish eves.
CATEGORIES = {"DK": ("public", "optional"), "SE": ("public", "de_facto")}


@lru_cache(maxsize=4)
def _calendar(country: str) -> holidays.HolidayBase:
    supported = holidays.country_holidays(country).supported_categories
    wanted = [category for category in CATEGORIES.get(country, ("public",)) if category in supported]
    return holidays.country_holidays(country, categories=wanted)


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a holiday of the country."""
    return day.weekday() < SATURDAY and day not in _calendar(settings.COUNTRY)


def working_day_from(day: date) -> date:
    """The day itself, else the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
