"""Forms of a safety round: its beginning, its taps, its end; and of a checklist."""

import re
import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.life import sentence_case
from actionplans.models import Topic
from apv.models import Checklist
from safetynet.common.dates import DateField
from safetynet.common.given import read_id
from safetynet.common.http import QueryDict
from safetynet.common.opentext import OpenTextField

WORDS = OpenTextField(max_length=500, required=False)
ANSWER = re.compile(r"(\d{1,18}):(ok|problem|na)")
LANGUAGES = {"da": gettext_lazy("In Danish"), "sv": gettext_lazy("In Swedish"), "en": gettext_lazy("In English")}
ROWS_MORE = 5


class BeginRoundForm(forms.Form):
    """Which checklist."""

    checklist = forms.ModelChoiceField(
        label=gettext_lazy("Which checklist do you use?"), queryset=Checklist.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, checklists: Any) -> None:
        """Of those that the unit may use; its own first."""
        nearest = checklists.order_by(F("unit__depth").desc(nulls_last=True), "pk").first()
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "checklist": nearest})
        self.fields["checklist"].queryset = checklists  # type: ignore[attr-defined]


class Taps:
    """What one sending of the round's page says: one tap at most, and all the words that stand on it."""

    def __init__(self, data: QueryDict) -> None:
        """Nothing in it can break anything: what is not understood is left out."""
        self.errors: dict[int, str] = {}
        self.beside_error = ""
        found = ANSWER.fullmatch(data.get("answer", ""))
        self.states = {int(found[1]): found[2]} if found else {}
        self.typed = {pk: str(text) for name, text in data.items() if (pk := _point(name))}
        self.words = {pk: said for pk, text in self.typed.items() if (said := self._read(pk, text)) is not None}
        self.beside_typed = data.get("beside", "")
        self.beside = self._read(0, self.beside_typed) or ""

    def _read(self, pk: int, text: object) -> str | None:
        try:
            said: str = WORDS.clean(text)
        except ValidationError as error:
            if pk:
                self.errors[pk] = error.messages[0]
            else:
                self.beside_error = error.messages[0]
            return None
        return said

    @property
    def is_good(self) -> bool:
        """Every word may be kept."""
        return not self.errors and not self.beside_error


def _point(name: str) -> int | None:
    return read_id(name.removeprefix("words-")) if name.startswith("words-") else None


class FinishForm(forms.Form):
    """Who walked, and when the next round is."""

    participants = OpenTextField(
        label=gettext_lazy("Who took part?"), help_text=gettext_lazy("For example “Anna (AMR), Birgit (manager), the day shift”."),
        max_length=500,
    )  # fmt: skip
    next_on = DateField(label=gettext_lazy("When is the next round?"), required=False)

    def __init__(self, data: Any = None, *, today: date, initial: dict[str, Any] | None = None) -> None:
        """On this day."""
        super().__init__(data, initial=initial)
        self.today = today

    def clean_next_on(self) -> date | None:
        """Still to come."""
        day: date | None = self.cleaned_data["next_on"]
        if day is not None and day <= self.today:
            raise forms.ValidationError(_("Choose a day that is to come."))
        return day


class ChecklistForm(forms.Form):
    """Name and points in up to three languages; a row without text is left out."""

    def __init__(self, data: Any = None, *, checklist: Checklist | None = None) -> None:
        """As it stands, with some empty rows."""
        items = checklist.items if checklist else []
        self.rows = len(items) + ROWS_MORE
        if data is not None:
            self.rows = min(max(self.rows, _rows_in(data)), 100)
        start: dict[str, Any] = {f"name_{code}": text for code, text in (checklist.name if checklist else {}).items()}
        for number, item in enumerate(items):
            start[f"topic_{number}"] = item["topic"]
            start |= {f"text_{code}_{number}": text for code, text in item["text"].items()}
        super().__init__(data, initial=start | {"shown": checklist.pk if checklist else ""})
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, required=False)
        for code, language in LANGUAGES.items():
            self.fields[f"name_{code}"] = OpenTextField(label=language, max_length=100, required=False)
        for number in range(self.rows):
            self.fields[f"topic_{number}"] = forms.ChoiceField(
                label=gettext_lazy("Topic"), choices=sentence_case(Topic.choices), initial=Topic.ACCIDENT, required=False
            )
            for code, language in LANGUAGES.items():
                self.fields[f"text_{code}_{number}"] = OpenTextField(label=language, max_length=200, required=False)

    @property
    def names(self) -> list[forms.BoundField]:
        """The name in each language."""
        return [self[f"name_{code}"] for code in LANGUAGES]

    @property
    def points(self) -> list[list[forms.BoundField]]:
        """The fields of each row."""
        return [[self[f"topic_{n}"], *(self[f"text_{code}_{n}"] for code in LANGUAGES)] for n in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        """A name and at least one point."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.name(given):
            self.add_error("name_da", _("Give the checklist a name."))
        if not self.errors and not self.items(given):
            self.add_error("text_da_0", _("Write at least one point."))
        return given

    def name(self, given: dict[str, Any]) -> dict[str, str]:
        """By language."""
        return {code: text for code in LANGUAGES if (text := given.get(f"name_{code}"))}

    def items(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """As a checklist keeps them."""
        rows = [
            {
                "topic": given.get(f"topic_{n}") or Topic.OTHER.value,
                "text": {code: text for code in LANGUAGES if (text := given.get(f"text_{code}_{n}"))},
            }
            for n in range(self.rows)
        ]
        return [row for row in rows if row["text"]]


def _rows_in(data: Any) -> int:
    numbers = [read_id(name.rpartition("_")[2]) for name in data if name.startswith(("topic_", "text_"))]
    return max((number + 1 for number in numbers if number is not None), default=0)
