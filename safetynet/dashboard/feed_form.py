"""The four files of the organisation feed, by hand."""

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 50 * 1024 * 1024
FILES = {"units": UNITS, "engagements": ENGAGEMENTS, "committees": COMMITTEES, "seats": SEATS}
ASK = {"required": gettext_lazy("Choose the file that the exporter wrote under this name")}


class FeedForm(forms.Form):
    """All four at once: a feed is whole or it is none."""

    units = forms.FileField(label=gettext_lazy("Units"), help_text=UNITS, allow_empty_file=True, error_messages=ASK)
    engagements = forms.FileField(label=gettext_lazy("Employments"), help_text=ENGAGEMENTS, allow_empty_file=True, error_messages=ASK)
    committees = forms.FileField(
        label=gettext_lazy("Committees and groups"), help_text=COMMITTEES, allow_empty_file=True, error_messages=ASK
    )
    seats = forms.FileField(label=gettext_lazy("Seats"), help_text=SEATS, allow_empty_file=True, error_messages=ASK)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"submission_id": uuid.uuid4()})

    def clean(self) -> dict[str, Any]:
        """Size alone is judged here; everything else is read, and told with file and line."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in FILES:
            file = cleaned.get(name)
            if file and file.size > LARGEST:
                self.add_error(name, ValidationError(_("The file is larger than 50 MB. Choose the exporter's own file.")))
        return cleaned

    def by_name(self) -> "dict[str, UploadedFile[bytes]]":
        """The files under the names the feed gives them, whatever they were called here."""
        return {file: self.cleaned_data[name] for name, file in FILES.items()}


class ConfirmForm(forms.Form):
    """The yes to what a preview shows."""

    reason = forms.CharField(
        label=gettext_lazy("Why is the change right?"),
        max_length=300,
        required=False,
        error_messages={"required": gettext_lazy("Write why so large a change is right.")},
    )

    def __init__(self, data: Any = None, *, is_beyond_limits: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = is_beyond_limits
