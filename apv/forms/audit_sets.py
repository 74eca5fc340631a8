"""Forms of a set of questions of the self-audit as a whole."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.forms.questionnaires import StampField
from apv.forms.words import Wording, WordsForm
from apv.models import AuditSet
from apv.models.audits import FIRST_YEAR, LAST_YEAR
from apv.usecases.audit_sets import Head
from safetynet.common.sheets import LARGEST

NAME = Wording("name", gettext_lazy("Name"), 120, is_needed=True)
INTRO = Wording("intro", gettext_lazy("Introduction above the questions"), 600, rows=3)


class YearField(forms.IntegerField):
    """The year that the questions are about."""

    def __init__(self) -> None:
        """Within what the table keeps."""
        super().__init__(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False)


class _SetForm(WordsForm):
    """Year, name and introduction."""

    WORDINGS = (NAME, INTRO)
    year = YearField()

    def head(self) -> Head:
        """As the use cases take it."""
        return Head(self.cleaned_data["year"], self.words("name"), self.words("intro"))


class NewSetForm(_SetForm):
    """A set from scratch, or a copy of the one given."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, year: int, original: AuditSet | None = None, **options: Any) -> None:
        """A copy begins with the words of its original."""
        shown = self.shown({"name": original.name, "intro": original.intro}) if original else {}
        super().__init__(data, initial=shown | {"year": year, "submission_id": uuid.uuid4()}, **options)


class SetHeadForm(_SetForm):
    """The same of a set that is being written."""

    seen = StampField()

    def __init__(self, data: Any = None, *, audit_set: AuditSet) -> None:
        """As it stands."""
        shown = self.shown({"name": audit_set.name, "intro": audit_set.intro})
        super().__init__(data, initial=shown | {"year": audit_set.year, "seen": audit_set.edit_stamp})

    def columns(self) -> dict[str, Any]:
        """As the row keeps them."""
        return {"year": self.cleaned_data["year"], "name": self.words("name"), "intro": self.words("intro")}


class ImportSetForm(NewSetForm):
    """A table of questions, and which earlier set its codes speak of."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A spreadsheet (XLSX) with one line for each question, as you download it from a set. At most 10 MB."),
    )
    based_on = forms.ModelChoiceField(
        label=gettext_lazy("Which set do the questions continue?"),
        queryset=AuditSet.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("The codes in the column “Continues” are looked up in it."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, year: int) -> None:
        """Any finished set may be the earlier one; the newest is proposed."""
        super().__init__(data, year=year, files=files)
        earlier = AuditSet.objects.finished()
        sets: Any = self.fields["based_on"]
        sets.queryset, sets.label_from_instance = earlier, name_and_year
        self.initial["based_on"] = earlier.first()

    def clean_file(self) -> Any:
        """Small enough to be a table of questions."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB. That is no set of questions."))
        return file


def name_and_year(audit_set: AuditSet) -> str:
    """“2025: Yearly self-audit”."""
    return f"{audit_set.year}: {audit_set}"
