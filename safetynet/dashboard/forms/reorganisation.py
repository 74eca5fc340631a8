"""What is to happen to one unit."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.people import Directory
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
            submission_id=self.cleaned_data["submission_id"],
        )


class DecideForm(forms.Form):
    """Where what hangs on a closed unit goes."""

    into = forms.TypedChoiceField(
        label=gettext_lazy("It all goes to"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a unit"), "invalid_choice": gettext_lazy("Choose one of the units in the list.")},
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        """With the units one may choose."""
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("Choose a unit")), *places]  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    """Who has the plans that nobody has."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("They are from now on with"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose who has it from now on."),
            "invalid_choice": gettext_lazy("Choose one of the people in the list."),
        },
    )

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        """The unit's people, those above, and those who were looked for, as far as they work here."""
        super().__init__(*args, **kwargs)
        groups = [(label, [pair for pair in people if directory.employed(pair[0])]) for label, people in directory.choices]
        self.fields["person"].choices = [("", _("Choose a person")), *(group for group in groups if group[1])]  # type: ignore[attr-defined]
