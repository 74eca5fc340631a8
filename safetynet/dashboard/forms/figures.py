"""The day figures are looked at from, their period, and what they are held against: said in the address."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.reports import Period, Quarter
from actionplans.reports.periods import a_year_before
from safetynet.common.dates import DateField
from safetynet.dashboard.forms.overview import LONGEST

FURTHEST = timedelta(days=10 * 366)
A_YEAR, JUST_BEFORE = "year", "before"
AGAINST = [(A_YEAR, _("the same days a year before")), (JUST_BEFORE, _("the period just before"))]


class FiguresForm(forms.Form):
    """Empty means today, the twelve months up to that day, and the same a year before."""

    use_required_attribute = False
    on = DateField(label=_("As known on"), required=False)
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)
    against = forms.ChoiceField(label=_("Held against"), choices=AGAINST, required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.is_understood = self.is_valid()

    def clean(self) -> dict[str, Any]:
        """No day in the future, none further back than ten years, forward, not longer than five years."""
        given = {word: value for word, value in self.cleaned_data.items() if value}
        on = given.get("on", self.today)
        year = Period.year_to(on)
        said = {"on": on, "first": min(year.first, given.get("last", on)), "last": year.last, "against": A_YEAR} | given
        if on > self.today:
            self.add_error("on", ValidationError(_("Choose a day that has been.")))
        elif self.today - on > FURTHEST:
            self.add_error("on", ValidationError(_("Choose a day in the last ten years.")))
        elif said["last"] > on and "last" not in self.errors:
            self.add_error("last", ValidationError(_("Choose a day that is not after the one the figures are known on.")))
        elif said["first"] > said["last"]:
            self.add_error("first", ValidationError(_("Choose a first day that lies before the last one.")))
        elif said["last"] - said["first"] > LONGEST or self.today - said["first"] > 2 * FURTHEST:
            self.add_error("first", ValidationError(_("Choose at most five years.")))
        return said

    @property
    def day(self) -> date:
        """The day looked from; today when the address was not understood."""
        on: date = self.cleaned_data["on"] if self.is_understood else self.today
        return on

    @property
    def period(self) -> Period:
        """The period asked for; the twelve months up to the day when it was not understood."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"]) if self.is_understood else Period.year_to(self.today)

    @property
    def before(self) -> tuple[Period, date]:
        """The period held against it, and the day it is looked at from: as long after its end."""
        if self.is_understood and self.cleaned_data["against"] == JUST_BEFORE:
            return self.period.just_before(), self.day - self.period.length
        return self.period.a_year_before(), a_year_before(self.day)

    @property
    def words(self) -> dict[str, str]:
        """All of it written out, so that it means the same tomorrow."""
        days = {"on": self.day, "first": self.period.first, "last": self.period.last}
        against = self.cleaned_data["against"] if self.is_understood else A_YEAR
        return {word: day.isoformat() for word, day in days.items()} | {"against": against}

    @property
    def query(self) -> str:
        """What is asked for as part of an address; nothing for what an empty address means."""
        words, usual = self.words, {"on": self.today.isoformat(), "against": A_YEAR}
        if self.period == Period.year_to(self.day):
            usual |= {"first": words["first"], "last": words["last"]}
        kept = {word: value for word, value in words.items() if usual.get(word) != value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def proposals(self) -> list[tuple[str, str]]:
        """What people ask for, and the addresses."""
        quarter, last_year = Quarter.last_ones(self.today)[-2], date(self.today.year - 1, 12, 31)
        by_quarter = {"first": quarter.first, "last": quarter.last, "against": JUST_BEFORE}
        return [
            (gettext("Today, the last 12 months"), "?"),
            (
                gettext("The last quarter and the one before"),
                "?" + urlencode(by_quarter),
            ),
            (gettext("As it was when %(year)s ended") % {"year": last_year.year}, "?" + urlencode({"on": last_year})),
        ]
