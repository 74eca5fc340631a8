"""Forms of an annual report: which year and as of when, and the words of one chapter."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annualcycle.models import AnnualReport
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

DECEMBER = 12
OLDEST = 2015


class AsOfForm(forms.Form):
    """As of which day the figures are fetched anew."""

    as_of = DateField(
        label=_("As of which day?"), help_text=_("Plans, APV and organisation are counted as they were known at the end of that day.")
    )

    def __init__(self, data: Any = None, *, report: AnnualReport, today: date) -> None:
        """The day it has now."""
        self.year, self.today = report.year, today
        super().__init__(data, initial={"as_of": report.as_of})

    def clean_as_of(self) -> date:
        """From the first day of the year to today."""
        return _day(self.cleaned_data["as_of"], self.year, self.today)


class BeginForm(forms.Form):
    """Which year; last year's until December."""

    year = forms.IntegerField(label=_("Which year?"), min_value=OLDEST)
    as_of = DateField(
        label=_("As of which day?"), required=False,
        help_text=_("Left empty, the last day of the year; today for a year that is not over."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, today: date) -> None:
        """What most people want."""
        self.today = today
        super().__init__(data, initial={"year": today.year if today.month == DECEMBER else today.year - 1})

    def clean_year(self) -> int:
        """Not a year to come."""
        year: int = self.cleaned_data["year"]
        if year > self.today.year:
            raise forms.ValidationError(_("That year has not begun."))
        return year

    def clean_as_of(self) -> date | None:
        """From the first day of the year to today; the last of these where nothing is said."""
        year, day = self.cleaned_data.get("year"), self.cleaned_data["as_of"]
        if year is None:
            return None
        return _day(day, year, self.today) if day else min(date(year, 12, 31), self.today)


def _day(day: date, year: int, today: date) -> date:
    if not date(year, 1, 1) <= day <= today:
        raise forms.ValidationError(_("Choose a day from the first of January that year to today."))
    return day


class ChapterForm(forms.Form):
    """What is said in one chapter."""

    text = OpenTextField(
        label=_("What do you want to say?"), max_length=8000, rows=12, required=False,
        help_text=_("Keep the words drafted from the figures, change them or write your own. Everybody will read them: name no persons."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
