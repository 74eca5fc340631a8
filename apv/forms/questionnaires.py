"""Forms of a questionnaire as a whole."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apv.blueprint import LANGUAGES
from apv.checks import LANGUAGE_NAMES
from apv.forms.words import Wording, WordsForm
from apv.models import Questionnaire
from safetynet.common.opentext import OpenTextField

EMPTY, COPY, VERSION = "empty", "copy", "version"
NAME = Wording("name", _("Name"), 120, is_needed=True)


class StampField(forms.IntegerField):
    """The stamp of the questionnaire when the page was opened."""

    def __init__(self) -> None:
        """Hidden."""
        super().__init__(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class StampForm(forms.Form):
    """For buttons that change a questionnaire without a form of their own."""

    seen = StampField()


class MoveForm(StampForm):
    """One place up or down."""

    step = forms.TypedChoiceField(choices=[(-1, "up"), (1, "down")], coerce=int)


class NewForm(WordsForm):
    """What a new questionnaire begins as."""

    WORDINGS = (NAME,)

    how = forms.ChoiceField(
        label=_("Begin with"),
        choices=[
            (VERSION, _("the next version of one there is")),
            (COPY, _("a copy of one there is, as a questionnaire of its own")),
            (EMPTY, _("an empty questionnaire")),
        ],
        widget=forms.RadioSelect,
    )
    original = forms.ModelChoiceField(label=_("Which one?"), queryset=Questionnaire.objects.none(), required=False, empty_label="–")
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, original: str = "", how: str = EMPTY) -> None:
        """Begun from a questionnaire's page, the choice is made already."""
        super().__init__(data, initial={"how": how, "original": original, "submission_id": uuid.uuid4()})
        originals = self.fields["original"]
        originals.queryset = Questionnaire.objects.filter(finished_at__isnull=False).order_by("family", "-version")  # type: ignore[attr-defined]  # by the class above
        originals.label_from_instance = _name_and_version  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A version needs its original and has its name; the others need a name."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("how") == VERSION:
            for code in LANGUAGES:
                self.errors.pop(f"name_{code}", None)
        if cleaned.get("how") in (VERSION, COPY) and not cleaned.get("original") and "original" not in self.errors:
            self.add_error("original", _("Choose the questionnaire that it begins with."))
        return cleaned


def _name_and_version(questionnaire: Questionnaire) -> str:
    return f"{questionnaire} ({questionnaire.version})"


class HeadForm(WordsForm):
    """What stands before the first question, and under which terms it is used."""

    WORDINGS = (NAME, Wording("purpose", _("What it is for, as the first page says"), 400, rows=3))

    seen = StampField()
    languages = forms.MultipleChoiceField(
        label=_("Languages it can be answered in"),
        choices=LANGUAGE_NAMES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every text has to be there in each of them before the questionnaire is finished."),
        error_messages={"required": _("Choose at least one language.")},
    )
    minutes = forms.IntegerField(label=_("Minutes it takes"), min_value=1, max_value=60)
    licence = OpenTextField(label=_("Licence"), max_length=200, required=False, help_text=_("For example CC BY-NC-ND 4.0."))
    attribution = OpenTextField(label=_("Who made it"), max_length=500, required=False)
    no_derivatives = forms.BooleanField(
        label=_("The licence forbids changes"), required=False, help_text=_("Words and answers are locked, also in new versions.")
    )

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, seen: int | None = None) -> None:
        """As it stands. Licence and its like only of what was imported."""
        row = questionnaire
        columns = ("languages", "minutes", "licence", "attribution", "no_derivatives")
        shown = {name: getattr(row, name) for name in columns} | self.shown({"name": row.name, "purpose": row.purpose})
        super().__init__(data, initial=shown | {"seen": seen or row.edit_stamp}, are_words_locked=False)
        if row.has_locked_words:
            for code in LANGUAGES:
                self.fields[f"name_{code}"].disabled = True
        if not row.is_imported:
            for name in ("licence", "attribution", "no_derivatives"):
                del self.fields[name]
        elif row.based_on_id:
            self.fields["no_derivatives"].disabled = True
        for name in ("licence", "attribution"):
            if name in self.fields:
                self.fields[name].required = True

    def columns(self) -> dict[str, Any]:
        """As the row keeps them."""
        said = {name: value for name, value in self.cleaned_data.items() if name in ("minutes", "licence", "attribution", "no_derivatives")}
        return said | {"languages": self.cleaned_data["languages"], "name": self.words("name"), "purpose": self.words("purpose")}
