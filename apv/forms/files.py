"""The form on which a questionnaire is brought in from a file."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.models import Questionnaire
from apv.usecases.importing import Terms
from safetynet.common.opentext import OpenTextField

LARGEST = 10 * 1024 * 1024
OURS, THEIRS = "ours", "theirs"


class ImportForm(forms.Form):
    """A file, whose it is, and under which terms."""

    marks_optional = False

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A spreadsheet (XLSX) as you download it here, or a survey structure from LimeSurvey (LSS). At most 10 MB."),
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Who made the questions?"),
        choices=[(OURS, gettext_lazy("our own region")), (THEIRS, gettext_lazy("somebody else"))],
        widget=forms.RadioSelect,
    )
    licence = OpenTextField(
        label=gettext_lazy("Licence"), max_length=200, required=False, help_text=gettext_lazy("For example CC BY-NC-ND 4.0.")
    )
    attribution = OpenTextField(label=gettext_lazy("Who made it"), max_length=500, required=False)
    no_derivatives = forms.BooleanField(
        label=gettext_lazy("The licence forbids changes"),
        required=False,
        help_text=gettext_lazy("Words and answers are locked, also in new versions."),
    )
    version_of = forms.ModelChoiceField(
        label=gettext_lazy("Is it the next version of one there is?"),
        queryset=Questionnaire.objects.none(),
        required=False,
        empty_label=gettext_lazy("No, a new questionnaire"),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """Any family with a finished version."""
        super().__init__(data, files, initial={"submission_id": uuid.uuid4(), "whose": THEIRS})
        newest = Questionnaire.objects.filter(finished_at__isnull=False).order_by("family", "-version").distinct("family")
        self.fields["version_of"].queryset = newest  # type: ignore[attr-defined]  # by the class above

    def clean_file(self) -> Any:
        """Small enough to be a questionnaire."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB. That is no questionnaire."))
        return file

    def clean(self) -> dict[str, Any]:
        """What somebody else made comes with its terms (R24)."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("whose") == THEIRS:
            if not cleaned.get("licence") and "licence" not in self.errors:
                self.add_error("licence", _("Write the licence that the questionnaire is used under."))
            if not cleaned.get("attribution") and "attribution" not in self.errors:
                self.add_error("attribution", _("Write who made the questionnaire, as its licence asks."))
        return cleaned

    def terms(self) -> Terms:
        """As the use case takes them."""
        said = self.cleaned_data
        kept = {name: said[name] for name in ("licence", "attribution", "no_derivatives", "version_of")}
        return Terms(is_ours=said["whose"] == OURS, **kept)
