"""Bringing old plans in: the file, and what its columns hold."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from actionplans.importing.columns import FIELDS, NEEDED
from actionplans.models import PlanImport
from safetynet.common.questions import ColumnsForm
from safetynet.common.sheets import LARGEST, SENTENCES, sentence


class FileForm(forms.Form):
    """One spreadsheet; whether it can be read is told by who reads it."""

    file = forms.FileField(
        label=gettext_lazy("The file with your plans"),
        help_text=gettext_lazy("XLSX or CSV, at most 10 MB and 2,000 lines. One plan a line, headings in the first."),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": SENTENCES["empty"]},
    )

    def clean_file(self) -> Any:
        """Size alone is judged here."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(sentence("too_large"))
        return file


def columns_form(plan_import: PlanImport, data: Any = None) -> ColumnsForm:
    """Which column each field of a plan is read from."""
    return ColumnsForm(
        data, fields=FIELDS, needed=NEEDED, columns=plan_import.columns, headings=plan_import.headings, lines=plan_import.lines
    )
