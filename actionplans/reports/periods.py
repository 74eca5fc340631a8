"""Stretches of days that figures are made for."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import gettext as _

MONTHS_IN_QUARTER = 3
QUARTERS_SHOWN = 8


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that the day lies in."""
        return cls(day.year, (day.month - 1) // MONTHS_IN_QUARTER + 1)

    @classmethod
    def last_ones(cls, today: date, count: int = QUARTERS_SHOWN) -> list[Self]:
        """The quarters up to today's, oldest first; today's is not over yet."""
        here = cls.of(today)
        index = here.year * 4 + here.number - 1
        return [cls(n // 4, n % 4 + 1) for n in range(index - count + 1, index + 1)]

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * MONTHS_IN_QUARTER + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = date(self.year + 1, 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1).first  # noqa: PLR2004  quarters in a year
        return after - timedelta(days=1)

    def __str__(self) -> str:
        return _("Q%(number)s %(year)s") % {"number": self.number, "year": self.year}


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    @classmethod
    def year_to(cls, today: date) -> Self:
        """The twelve months that end today."""
        return cls(a_year_before(today) + timedelta(days=1), today)

    @property
    def length(self) -> timedelta:
        """From one period's first day to the next one's."""
        return self.last - self.first + timedelta(days=1)

    def a_year_before(self) -> "Period":
        """The same days a year before."""
        return Period(a_year_before(self.first), a_year_before(self.last))

    def just_before(self) -> "Period":
        """As many days, up to the day before the first."""
        return Period(self.first - self.length, self.last - self.length)

    @classmethod
    def quarters(cls, today: date) -> Self:
        """The quarters that a trend shows, up to today."""
        return cls(Quarter.last_ones(today)[0].first, today)
