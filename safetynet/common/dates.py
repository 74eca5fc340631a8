"""Dates as people write them: 12-03-2027, 12.3.2027, 12/3, 2027-03-12."""

import re
from calendar import isleap
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safetynet.common import clock

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
CENTURY = 2000
LEAP_YEAR = 2024
FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside is a slip; inside, days can be added and taken within the calendar


def read_date(text: str, today: date) -> date:
    """The date meant; one without a year is the next such day from `today` on. ValueError when it is none."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _in_reach(date(*(int(part) for part in found.groups())))
    if not (found := _DAY_FIRST.fullmatch(text)):
        message = "no date"
        raise ValueError(message)
    day, month, year = found.groups()
    if year:
        return _in_reach(date(int(year) + (CENTURY if len(year) == len("27") else 0), int(month), int(day)))
    return _next_such_day(int(day), int(month), today)


def _in_reach(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    message = "no year that anybody means"
    raise ValueError(message)


def _next_such_day(day: int, month: int, today: date) -> date:
    """A leap day is looked for eight years ahead, across a century without one."""
    date(LEAP_YEAR, month, day)  # refuses what is in no year
    for year in range(today.year, today.year + 9):
        if (month, day) == (2, 29) and not isleap(year):
            continue
        if (found := date(year, month, day)) >= today:
            return found
    message = "no such day in reach"
    raise ValueError(message)


class DateField(forms.DateField):
    """A date typed or picked; used for every date that people give. It shows 12-03-2027 in any browser."""

    widget = forms.DateInput
    default_error_messages = {
        "invalid": _("Write the date as day-month-year, for example 12-03-2027."),
    }

    def to_python(self, value: Any) -> date | None:
        """The date, None when left empty, ValidationError with a sentence that helps."""
        if value in self.empty_values or isinstance(value, date):
            found: date | None = super().to_python(value)
            return found
        try:
            return read_date(str(value), clock.today())
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
