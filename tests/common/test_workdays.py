"""Reminders wait for the next working day of the country."""

from datetime import date

import pytest

from safetynet.common import workdays


@pytest.mark.parametrize(
    ("day", "country", "works"),
    [
        (date(2026, 11, 23), "DK", True),  # a Monday
        (date(2026, 11, 22), "DK", False),  # a Sunday
        (date(2026, 12, 24), "DK", False),  # offices are closed though it is no public holiday
        (date(2026, 12, 25), "DK", False),
        (date(2026, 12, 31), "DK", False),
        (date(2026, 6, 5), "DK", False),  # Constitution Day
        (date(2026, 6, 5), "SE", True),
        (date(2026, 6, 19), "SE", False),  # Midsummer Eve
        (date(2028, 2, 29), "DK", True),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(settings, day, country, works):
    settings.COUNTRY = country
    assert workdays.is_working_day(day) is works


def test_christmas_shifts_to_the_first_monday_after_it():
    assert workdays.working_day_from(date(2026, 12, 24)) == date(2026, 12, 28)
