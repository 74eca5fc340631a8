"""The period of an overview: said in the address, so that it can be sent to a colleague."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.reports import Period, Quarter
from safetynet.common.dates import DateField
from safetynet.dashboard.overview import SORTS

LONGEST = timedelta(days=5 * 366)


class PeriodForm(forms.Form):
    """From and to, both days included; empty means the last twelve months."""

    use_required_attribute = False
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.default = Period.year_to(today)
        self.is_understood = self.is_valid()

    def clean(self) -> dict[str, Any]:
        """Forward, not in the future, not longer than five years."""
        said = {"first": self.default.first, "last": self.default.last} | {k: v for k, v in self.cleaned_data.items() if v}
        if said["last"] > self.today and "last" not in self.errors:
            self.add_error("last", ValidationError(_("Choose a day that has been: the figures go no further than today.")))
        elif said["first"] > said["last"]:
            self.add_error("first", ValidationError(_("Choose a first day that lies before the last one.")))
        elif said["last"] - said["first"] > LONGEST:
            self.add_error("first", ValidationError(_("Choose at most five years.")))
        return said

    @property
    def period(self) -> Period:
        """The period asked for; the last twelve months when it was not understood."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"]) if self.is_understood else self.default

    @property
    def sort(self) -> str:
        """The column the table is sorted by."""
        wanted = str(self.data.get("sort", ""))
        return wanted if wanted in SORTS else "overdue"

    @property
    def query(self) -> str:
        """The period as part of an address; nothing for the last twelve months."""
        return "" if self.period == self.default else "?" + _query(self.period)

    @property
    def proposals(self) -> list[tuple[str, str]]:
        """Periods people ask for, and their addresses."""
        year, quarter = self.today.year, Quarter.last_ones(self.today)[-2]
        return [
            (gettext("The last 12 months"), "?"),
            (gettext("This year"), "?" + _query(Period(date(year, 1, 1), self.today))),
            (gettext("Last year"), "?" + _query(Period(date(year - 1, 1, 1), date(year - 1, 12, 31)))),
            (gettext("Last quarter"), "?" + _query(Period(quarter.first, quarter.last))),
        ]


def _query(period: Period) -> str:
    return urlencode({"first": period.first.isoformat(), "last": period.last.isoformat()})
