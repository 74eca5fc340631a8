"""Bringing cases of an earlier system in: the file, and what its columns hold."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from injuries.importing.columns import FIELDS, NEEDED, SEALED
from injuries.models import CaseImport
from injuries.usecases.importing import MOST_LINES
from safetynet.common.letters import one_line
from safetynet.common.questions import ColumnsForm
from safetynet.common.sheets import LARGEST, SENTENCES, sentence


class CaseFileForm(forms.Form):
    """One file; whether it can be read is told by who reads it."""

    file = forms.FileField(
        label=gettext_lazy("The file with the earlier cases"),
        help_text=gettext_lazy("XLSX or CSV, at most 10 MB and 10,000 lines. One case a line, headings in the first."),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": SENTENCES["empty"]},
    )
    system = forms.CharField(
        label=gettext_lazy("Which system they come from"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Keeps the numbers of two systems apart. Write the same each time."),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """With a number of its own, so that the same form sent twice reads one file."""
        super().__init__(data, files, initial={"submission_id": uuid.uuid4()})

    def clean_file(self) -> Any:
        """Size alone is judged here."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(sentence("too_large", MOST_LINES))
        return file

    def clean_system(self) -> str:
        """One line of plain letters."""
        return one_line(self.cleaned_data["system"].replace(":", " "), 30)


class CaseColumnsForm(ColumnsForm):
    """Which column each field is read from, and whether the columns about the body come in."""

    takes_health = forms.BooleanField(
        label=gettext_lazy("Bring in what is told about the body, sealed"),
        required=False,
        help_text=gettext_lazy("Only the injured and the injury administrator can open it. Without a tick those columns are left out."),
    )

    def __init__(self, data: Any = None, *, case_import: CaseImport) -> None:
        """CPR numbers and what is sealed are not shown as examples."""
        super().__init__(
            data,
            fields=FIELDS,
            needed=NEEDED,
            columns=case_import.columns,
            headings=case_import.headings,
            lines=case_import.lines,
            hidden=("cpr", *SEALED),
        )
        self.fields["takes_health"].initial = case_import.takes_health

    def chosen(self) -> dict[str, int]:
        """Only those that are in the file."""
        return {name: number for name, number in super().chosen().items() if name in FIELDS}
