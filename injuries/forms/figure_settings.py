"""Forms of the figures' settings: limits, hours and full-time equivalents, the first number of the goal."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.models import InjuryPolicy
from safetynet.common.opentext import OpenTextField
from safetynet.common.sheets import LARGEST, SENTENCES

LIMITS = ("new_employee_months", "hidden_below", "anonymous_from", "many_reads")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class PolicyForm(forms.Form):
    """The region's limits; a lowered one asks whether it is meant."""

    hidden_below = forms.IntegerField(
        label=gettext_lazy("Hide figures about fewer cases than"), min_value=3, max_value=100,
        help_text=gettext_lazy(
            "A higher number hides at once. A lower one holds for years not shown yet: a year never becomes more open than it was."
        ),
    )  # fmt: skip
    new_employee_months = forms.IntegerField(
        label=gettext_lazy("Somebody is new for so many months"), min_value=1, max_value=60,
        help_text=gettext_lazy("Counted from the day of hiring. The regional goal counts by it too."),
    )  # fmt: skip
    anonymous_from = forms.IntegerField(
        label=gettext_lazy("Anonymous reports go to the level above in units with fewer people than"), min_value=3, max_value=500
    )  # fmt: skip
    many_reads = forms.IntegerField(
        label=gettext_lazy("Make a note when somebody opens so many cases in a day"), min_value=5, max_value=10_000
    )
    is_meant = forms.BooleanField(
        label=gettext_lazy("The limit is lowered on purpose, and the committee has agreed"), required=False,
        help_text=gettext_lazy("Only asked for when the first number gets lower."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, policy: InjuryPolicy) -> None:
        """As the limits stand."""
        super().__init__(data, initial={name: getattr(policy, name) for name in LIMITS})
        self.policy = policy

    def clean(self) -> dict[str, Any]:
        """A lower limit is said twice."""
        given = super().clean() or {}
        if given.get("hidden_below", self.policy.hidden_below) < self.policy.hidden_below and not given.get("is_meant"):
            self.add_error("is_meant", _("You are lowering the limit. Tick that the committee has agreed."))
        return given

    def columns(self) -> dict[str, int]:
        """As the use case wants them."""
        return {name: self.cleaned_data[name] for name in LIMITS}


def _number(label: Any, places: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal("0.1"), max_digits=places, decimal_places=1, localize=True,
        help_text=gettext_lazy("Leave it empty where it is not known."),
    )  # fmt: skip


class HoursForm(forms.Form):
    """One unit with all below it, one year."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    hours = _number(gettext_lazy("Hours worked"), 14)
    fte = _number(gettext_lazy("Full-time equivalents"), 10)
    source = OpenTextField(
        label=gettext_lazy("Source"), max_length=200, help_text=gettext_lazy("Stands below every rate, for example: payroll, hours worked.")
    )

    def clean(self) -> dict[str, Any]:
        """One of the two numbers at least."""
        given = super().clean() or {}
        if not self.errors and given.get("hours") is None and given.get("fte") is None:
            raise ValidationError(_("Fill in hours worked, full-time equivalents, or both."))
        return given


class HoursFileForm(forms.Form):
    """A spreadsheet with one unit and year in each line."""

    file = forms.FileField(
        label=gettext_lazy("The file with hours"),
        help_text=gettext_lazy(
            "XLSX or CSV. Columns: unit (name or number), year, hours, full-time equivalents, source; headings in the first line."
        ),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": SENTENCES["empty"]},
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Size alone is judged here."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(str(SENTENCES["too_large"]))
        return file


class BaselineForm(forms.Form):
    """The number of 2018 where no cases of that year are here."""

    value = forms.DecimalField(
        label=gettext_lazy("Accidents with absence among new employees in 2018"),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
    )
    source = OpenTextField(
        label=gettext_lazy("Source"), max_length=200, help_text=gettext_lazy("Where the number is from, so that others can find it again.")
    )


def read_line(cells: list[str]) -> Mapping[str, str]:
    """A line of the file as the form takes it."""
    return dict(zip(("unit", "year", "hours", "fte", "source"), [*cells, "", "", "", "", ""], strict=False))
