"""The day that the organisation is asked about: in the address, so that one stays on it and can send it to a colleague."""

from datetime import date
from http import HTTPStatus

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from orgstructure.statutory import last_new_years_eve
from safetynet.common.dates import DateField, read_date
from safetynet.common.http import QueryDict


class AsOfForm(forms.Form):
    """`on`, empty for today; a day that cannot be read is said beside the field, and today is shown."""

    on = DateField(label=_("As of"), required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__({"on": _as_danes_write(data.get("on", ""), today)})
        self.today = today

    @property
    def day(self) -> date:
        """The day asked about."""
        found: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return found or self.today

    @property
    def is_today(self) -> bool:
        """Nothing else was asked for."""
        return self.day == self.today

    @property
    def status(self) -> HTTPStatus:
        """Of the page that shows the form."""
        return HTTPStatus.OK if self.is_valid() else HTTPStatus.BAD_REQUEST

    @property
    def query(self) -> str:
        """What every link of the page carries, so that one stays on the same day."""
        return "" if self.is_today else f"?on={self.day.isoformat()}"

    @property
    def context(self) -> dict[str, object]:
        """What `orgstructure/_day.html` and the page's links need."""
        eve = last_new_years_eve(self.today)
        return {"form": self, "day": self.day, "is_today": self.is_today, "query": self.query, "new_years_eve": eve}


def _as_danes_write(text: str, today: date) -> str:
    """The day of an address (2025-12-31) as the field shows it; what cannot be read stays as it was typed."""
    try:
        return date_format(read_date(text, today), "d-m-Y")
    except ValueError:
        return text
