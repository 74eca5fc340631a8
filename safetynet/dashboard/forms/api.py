"""A token for another system."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.access import Scope
from orgstructure.models import Unit
from safetynet.common.dates import DateField
from safetynet.dashboard.api.tokens import LONGEST


class TokenForm(forms.Form):
    """Which system, which part of the organisation, why, and until when."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Which system reads?"), max_length=120)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Which part of the organisation?"),
        queryset=Unit.objects.none(),
        help_text=gettext_lazy("It reads this unit and all below it. Choose no more than the system needs."),
    )
    reason = forms.CharField(label=gettext_lazy("What is it for?"), max_length=300)
    last_day = DateField(label=gettext_lazy("Last day"), help_text=gettext_lazy("At most a year from today; it can be prolonged."))
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, scope: Scope, today: date) -> None:
        """The units that lie two steps from the top or nearer, of those the person operates."""
        first = {"last_day": today + timedelta(days=180), "submission_id": uuid.uuid4()}
        super().__init__(data, initial=first)
        self.today = today
        units = Unit.objects.existing(today).filter(scope.where(""), depth__lte=2).order_by("depth", "name_sort")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # by the class above

    def clean_last_day(self) -> date:
        """From today, and not longer than a token may last."""
        day: date = self.cleaned_data["last_day"]
        if not self.today <= day < self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today and at most a year ahead."))
        return day
