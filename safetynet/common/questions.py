"""What a stranger's table leaves open, asked of the person who brings it in: the columns, and words that nobody else knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safetynet.common.cells import Fields

SHOWN_OF_A_CELL = 40
Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Question:
    """A text of the file that nobody but a person can say the meaning of; the same answer holds for every line with it."""

    kind: str
    label: str
    text: str
    lines: int
    options: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Its name in the form: the same as long as the text is."""
        return f"{self.kind}-{sha256(self.text.encode()).hexdigest()[:12]}"


class ColumnsForm(forms.Form):
    """Which column each field is read from; `hidden` are fields whose cells are not shown as examples."""

    def __init__(
        self,
        data: Any = None,
        *,
        fields: Fields,
        needed: Sequence[str],
        columns: Mapping[str, int],
        headings: Sequence[str],
        lines: Lines,
        hidden: Sequence[str] = (),
    ) -> None:
        """The headings with the first thing that stands below them."""
        super().__init__(data)
        secret = {columns[name] for name in hidden if name in columns}
        choices = [("", _("not in the file")), *_columns(headings, lines, secret)]
        for name, (label, _words) in fields.items():
            chosen = columns.get(name)
            self.fields[name] = forms.TypedChoiceField(
                label=str(label), choices=choices, coerce=int, required=name in needed, empty_value=None,
                initial="" if chosen is None else chosen,
            )  # fmt: skip

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

    def answers(self, before: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """Those given before, and these."""
        found = {kind: dict(texts) for kind, texts in before.items()}
        for key, value in self.cleaned_data.items():
            if value:
                question = self.questions[key]
                found.setdefault(question.kind, {})[question.text] = value
        return found


def _columns(headings: Sequence[str], lines: Lines, secret: set[int]) -> list[tuple[int, str]]:
    found = []
    for number, heading in enumerate(headings):
        example = next((cells[number] for _line, cells in lines if len(cells) > number and cells[number]), "")
        is_shown = example and number not in secret
        found.append((number, f"{heading or '–'}: {example[:SHOWN_OF_A_CELL]}" if is_shown else heading or "–"))
    return found
