"""The day that the statutory plan is asked about."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from safetynet.common.dates import DateField
from safetynet.common.http import QueryDict


class AsOfForm(forms.Form):
    """`on`, empty for today; a day that cannot be read is said beside the field, and today is shown."""

    on = DateField(label=_("As of"), required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    @property
    def day(self) -> date:
        """The day asked about."""
        found: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return found or self.today

    @property
    def query(self) -> str:
        """What every link of the page carries, so that one stays on the same day."""
        return "" if self.day == self.today else f"?on={self.day.isoformat()}"
