"""What is to happen to one unit."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.models import ReorganisationLine, Unit

Kind = ReorganisationLine.Kind
NEEDS_PLACE = {Kind.MOVE, Kind.MERGE}
NEEDS_NAME = {Kind.RENAME, Kind.CREATE, Kind.SPLIT}
Choices = Iterable[tuple[int, str]]


class LineForm(forms.Form):
    """One change; which of the other answers it needs follows from the kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happens to the unit?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happens to the unit")},
    )
    into = forms.TypedChoiceField(
        label=gettext_lazy("Which unit does it move to, or become part of?"), coerce=int, empty_value=None, required=False
    )
    name = forms.CharField(label=gettext_lazy("New name, or the name of the new unit"), max_length=200, required=False)
    takes_units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Units that go along to the new unit"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    takes_people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("People who go along to the new unit"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    takes_plans = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Plans that go along to the new unit"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Choices, units: Choices, people: Choices, plans: Choices, **kwargs: Any) -> None:
        """With the units one may choose, and what a division can take; an empty list is not asked about."""
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("Choose a unit")), *places]  # type: ignore[attr-defined]
        for name, choices in (("takes_units", units), ("takes_people", people), ("takes_plans", plans)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A place for a move and a merge, a name for a new or renamed unit."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind in NEEDS_PLACE and not cleaned.get("into") and "into" not in self.errors:
            self.add_error("into", _("Choose the unit"))
        if kind in NEEDS_NAME and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name"))
        return cleaned

    def line(self, unit: Unit) -> ReorganisationLine:
        """The change that was asked for, not yet saved."""
        kind, cleaned = Kind(self.cleaned_data["kind"]), self.cleaned_data
        takes = {name: cleaned.get(f"takes_{name}") or [] for name in ("units", "people", "plans")}
        return ReorganisationLine(
            kind=kind,
            unit=unit,
            into_id=cleaned["into"] if kind in NEEDS_PLACE else None,
            name=cleaned["name"] if kind in NEEDS_NAME else "",
            takes=takes if kind == Kind.SPLIT else {},
        )


class DecideForm(forms.Form):
    """Where the plans of a closed unit go."""

    into = forms.TypedChoiceField(
        label=gettext_lazy("The plans go to"), coerce=int, error_messages={"required": gettext_lazy("Choose a unit")}
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        """With the units one may choose."""
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("Choose a unit")), *places]  # type: ignore[attr-defined]
