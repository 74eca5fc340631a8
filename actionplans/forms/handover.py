"""Giving one thing of a hand-over card to somebody else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import HandOverItem
from actionplans.people import Directory
from orgstructure.models import User


class GiveForm(forms.Form):
    """Who has it from now on; one form for each item of a card, told apart by the item's number."""

    person = forms.TypedChoiceField(
        label=_("Give it to"),
        coerce=int,
        error_messages={"required": _("Choose who has it from now on."), "invalid_choice": _("Choose one of the people in the list.")},
    )

    def __init__(self, data: Any = None, *, item: HandOverItem, directory: Directory) -> None:
        """The unit's people, those above, and those who were looked for; not the one who has it."""
        super().__init__(data, prefix=f"item-{item.pk}")
        holder = item.hand_over.to_id
        groups = [(label, [pair for pair in people if pair[0] != holder]) for label, people in directory.choices]
        self.fields["person"].choices = [("", "–"), *groups]  # type: ignore[attr-defined]

    def chosen(self) -> User:
        """The person, who must be one of those shown."""
        found: User = User.objects.get(pk=self.cleaned_data["person"])
        return found
