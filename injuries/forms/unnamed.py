"""What somebody tells without a name: one field is needed, the others help."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from injuries.models import CaseKind, Place
from injuries.usecases.unnamed import KINDS, Told, picture
from safetynet.common.opentext import OpenTextField
from safetynet.common.uploads import CheckedFile, RefusedFileError

LONGEST_AGO = timedelta(days=366)
NO_CPR = _("This looks like a civil registration number (CPR). Take the number out; nobody is to be named here.")
HINTS: Mapping[CaseKind, Any] = {
    CaseKind.OBSERVATION: _("something that could hurt somebody, or could be better"),
    CaseKind.NEAR_MISS: _("it nearly went wrong, nobody was hurt"),
    CaseKind.VIOLENCE: _("what you saw or heard"),
}


class UnnamedForm(forms.Form):
    """`website` is for programs that fill in everything; people do not see it."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS], error_messages={"required": _("Choose what it is.")})
    course = OpenTextField(rows=5, max_length=4000, error_messages={"required": _("Write in a few words what you saw."), "cpr": NO_CPR})
    photo = forms.FileField(required=False)
    happened_on = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"])
    place_kind = forms.ChoiceField(choices=[("", ""), *Place.choices], required=False)
    suggestion = OpenTextField(rows=3, max_length=2000, required=False, error_messages={"cpr": NO_CPR})
    website = forms.CharField(required=False)
    submission_id = forms.UUIDField()

    def __init__(self, data: Any = None, files: Any = None, *, today: date) -> None:
        """Empty: an observation, of today."""
        self.today = today
        super().__init__(data, files, initial={"kind": CaseKind.OBSERVATION.value, "submission_id": uuid.uuid4(), "happened_on": today})

    def clean_happened_on(self) -> date:
        """Today where nothing is said."""
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise ValidationError(_("The day has not come yet."))
        if day < self.today - LONGEST_AGO:
            raise ValidationError(_("That is more than a year ago. Tell your representative about it instead."))
        return day

    def clean_photo(self) -> CheckedFile | None:
        """Made anew, or a sentence that says why not."""
        given = self.cleaned_data["photo"]
        if given is None:
            return None
        try:
            return picture(given.name or "", given.read())
        except RefusedFileError as error:
            raise ValidationError(str(error)) from error

    def clean_website(self) -> str:
        """Nobody's text is lost to a browser that fills in what it should not."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("The field “website” must be empty. Empty it, and send again."))
        return ""

    @property
    def kinds(self) -> list[tuple[str, str, Any, bool]]:
        """Value, label, what it means, and whether it is chosen."""
        chosen = self["kind"].value()
        return [(kind.value, str(kind.label), HINTS[kind], kind.value == chosen) for kind in KINDS]

    def told(self) -> Told:
        """As the use case wants it."""
        given = self.cleaned_data
        event = {name: given[name] for name in ("happened_on", "course", "suggestion")}
        event["place_kind"] = given["place_kind"] or Place.OTHER.value
        return Told(CaseKind(given["kind"]), event, given["submission_id"], given["photo"])
