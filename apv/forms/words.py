"""Forms whose texts stand in Danish, Swedish and English side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.blueprint import LANGUAGES, Texts
from safetynet.common.opentext import OpenTextField

LANGUAGE_LABELS: Final[Mapping[str, str | Promise]] = {
    "da": gettext_lazy("In Danish"),
    "sv": gettext_lazy("In Swedish"),
    "en": gettext_lazy("In English"),
}
CPR: Final = gettext_lazy("This looks like a civil registration number (CPR). Everybody who is asked reads it, so take it out.")


@dataclass(frozen=True)
class Wording:
    """One text of a form: its name, what it is called, how long it may be, how high its fields are, whether it has to be there."""

    name: str
    label: str | Promise
    longest: int
    rows: int | None = None
    is_needed: bool = False


@dataclass(frozen=True)
class WordingRow:
    """One text as the page shows it: its label over one field for each language."""

    label: str | Promise
    fields: list[forms.BoundField]


class WordsForm(forms.Form):
    """`WORDINGS` become three fields each, `name_da` and so on. A needed text has to be there in one language; finishing asks for all."""

    WORDINGS: tuple[Wording, ...] = ()
    marks_optional = False

    def __init__(self, data: Any = None, *, are_words_locked: bool = False, **options: Any) -> None:
        """Locked words are shown, and what is posted for them is not looked at."""
        super().__init__(data, **options)
        for wording in self.WORDINGS:
            for code in LANGUAGES:
                self.fields[f"{wording.name}_{code}"] = OpenTextField(
                    label=LANGUAGE_LABELS[code],
                    max_length=wording.longest,
                    rows=wording.rows,
                    required=False,
                    disabled=are_words_locked,
                    error_messages={"cpr": CPR},
                )

    @staticmethod
    def shown(texts: Mapping[str, Texts]) -> dict[str, str]:
        """Initial values of the fields from texts by language."""
        return {f"{name}_{code}": text.get(code, "") for name, text in texts.items() for code in LANGUAGES}

    def wording_rows(self) -> list[WordingRow]:
        """For the page, in the order of `WORDINGS`."""
        return [WordingRow(one.label, [self[f"{one.name}_{code}"] for code in LANGUAGES]) for one in self.WORDINGS]

    def words(self, name: str) -> dict[str, str]:
        """The text by language, empty ones left out; also of a form with errors."""
        said = getattr(self, "cleaned_data", {})
        return {code: text for code in LANGUAGES if (text := said.get(f"{name}_{code}", ""))}

    def clean(self) -> dict[str, Any]:
        """A needed text stands in one language at least."""
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.WORDINGS:
            codes = [f"{one.name}_{code}" for code in LANGUAGES]
            if one.is_needed and not any(cleaned.get(code) or code in self.errors for code in codes):
                self.add_error(codes[0], _("Fill in “%(field)s” in one language at least.") % {"field": one.label})
        return cleaned
