"""Bringing old plans in: the file, what its columns hold, and what its words mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.importing.columns import FIELDS, NEEDED
from actionplans.importing.preview import Question
from actionplans.models import PlanImport
from safetynet.common.sheets import LARGEST, SENTENCES

SHOWN_OF_A_CELL = 40


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
            raise ValidationError(str(SENTENCES["too_large"]))
        return file


class ColumnsForm(forms.Form):
    """Which column each field is read from."""

    def __init__(self, data: Any = None, *, plan_import: PlanImport) -> None:
        """The headings with the first thing that stands below them."""
        super().__init__(data)
        choices = [("", _("not in the file")), *self._columns(plan_import)]
        for name, (label, _words) in FIELDS.items():
            chosen = plan_import.columns.get(name)
            self.fields[name] = forms.TypedChoiceField(
                label=str(label), choices=choices, coerce=int, required=name in NEEDED, empty_value=None,
                initial="" if chosen is None else chosen,
            )  # fmt: skip

    def _columns(self, plan_import: PlanImport) -> list[tuple[int, str]]:
        lines = plan_import.lines
        found = []
        for number, heading in enumerate(plan_import.headings):
            example = next((cells[number] for _line, cells in lines if len(cells) > number and cells[number]), "")
            found.append((number, f"{heading or '–'}: {example[:SHOWN_OF_A_CELL]}" if example else heading or "–"))
        return found

    def chosen(self) -> dict[str, int]:
        """Only those that are in the file."""
        return {name: number for name, number in self.cleaned_data.items() if number is not None}


class AnswersForm(forms.Form):
    """What texts of the file mean; what is left open is asked again."""

    marks_optional = False  # every question may wait

    def __init__(self, data: Any = None, *, questions: Sequence[Question]) -> None:
        """One field for each question."""
        super().__init__(data)
        self.questions = {question.key: question for question in questions}
        for key, question in self.questions.items():
            words = {"column": question.label, "text": question.text[:80] or _("an empty cell")}
            lines = ngettext("in %(number)s line", "in %(number)s lines", question.lines) % {"number": question.lines}
            self.fields[key] = forms.ChoiceField(
                label=_("%(column)s: %(text)s") % words,
                help_text=capfirst(lines),
                choices=[("", _("not answered yet")), *((value, capfirst(label)) for value, label in question.options)],
                required=False,
            )

    def answers(self, before: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Those given before, and these."""
        found = {kind: dict(texts) for kind, texts in before.items()}
        for key, value in self.cleaned_data.items():
            if value:
                question = self.questions[key]
                found.setdefault(question.kind, {})[question.text] = value
        return found
