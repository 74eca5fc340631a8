"""What is sent in while a self-audit is answered: one question's fields, or a page of them; places to add; who took part; a remark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from apv.audit_sheet import Line, Typed, mark_of
from apv.models import Answer, Part
from apv.usecases.audit_participants import COUNTED, MOST
from apv.usecases.auditing import Given
from orgstructure.models import User
from safetynet.common.http import QueryDict
from safetynet.common.opentext import OpenTextField

LONGEST = 2000
CPR = {"cpr": gettext_lazy("This looks like a civil registration number (CPR). It does not belong in a self-audit, so take it out.")}
NUMBER_LABELS = {
    Part.REPRESENTATIVE: gettext_lazy("Work-environment representatives"),
    Part.UNION: gettext_lazy("Union representatives"),
    Part.STAFF: gettext_lazy("Employees"),
    Part.EMPLOYER: gettext_lazy("Others who represent the employer, for example HR"),
}


class AnswerForm(forms.Form):
    """The fields of one question; `was` marks what they held when the page was drawn."""

    answer = forms.ChoiceField(choices=[("", ""), *Answer.choices], required=False)
    comment = OpenTextField(max_length=LONGEST, required=False, error_messages=CPR)
    view = OpenTextField(max_length=LONGEST, required=False, error_messages=CPR)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    was = forms.CharField(max_length=16, required=False)

    def __init__(self, data: QueryDict, question_id: int) -> None:
        """Of this question."""
        super().__init__(data, prefix=f"q{question_id}")

    @property
    def is_sent(self) -> bool:
        """Its fields were on the page that was sent."""
        return self.add_prefix("version") in self.data

    @property
    def given(self) -> Given:
        """What is answered; call it once the form is valid."""
        return Given(self.cleaned_data["answer"], self.cleaned_data["comment"], self.cleaned_data["view"])

    @property
    def version_read(self) -> int:
        """That of the answer it was made from."""
        return self.cleaned_data.get("version") or 0

    @property
    def is_touched(self) -> bool:
        """It says something else than the page did when it was drawn."""
        return mark_of(self.given) != self.cleaned_data.get("was")

    @property
    def typed(self) -> Typed:
        """What was sent, as it was sent, with what is wrong."""
        sent = {name: str(self.data.get(self.add_prefix(name), "")) for name in ("answer", "comment", "view")}
        if sent["answer"] not in Answer.values:
            sent["answer"] = ""
        return Typed(Given(**sent), {name: " ".join(map(str, errors)) for name, errors in self.errors.items()})


def forms_of(data: QueryDict, lines: tuple[Line, ...]) -> list[tuple[Line, AnswerForm]]:
    """Those questions whose fields are on the page that was sent."""
    found = [(line, AnswerForm(data, line.question.pk)) for line in lines]
    return [(line, form) for line, form in found if form.is_sent]


class NumbersForm(forms.Form):
    """How many took part as what; managers are never asked for."""

    marks_optional = False

    def __init__(self, data: Any = None, *, counted: dict[str, int]) -> None:
        """With the numbers as they are."""
        super().__init__(data)
        for part in COUNTED:
            self.fields[part.value] = forms.IntegerField(
                label=NUMBER_LABELS[part], min_value=0, max_value=MOST, required=False, initial=counted.get(part.value, 0)
            )

    def numbers(self) -> dict[str, int]:
        """Every part; an empty field is none."""
        return {name: value or 0 for name, value in self.cleaned_data.items()}


class NameForm(forms.Form):
    """Somebody who took part: a colleague, whose name need not be written, or words."""

    name = OpenTextField(label=gettext_lazy("Name"), max_length=120, error_messages=CPR)
    part = forms.ChoiceField(label=gettext_lazy("Took part as"), choices=[(part.value, NUMBER_LABELS[part]) for part in COUNTED])

    def __init__(self, data: Any = None, *, person: User | None = None) -> None:
        """With a colleague only the part is asked for."""
        super().__init__(data)
        self.fields["name"].required = person is None

    def clean(self) -> dict[str, Any]:
        """A colleague needs no words."""
        given: dict[str, Any] = super().clean() or {}
        return given if self.fields["name"].required else given | {"name": ""}


class RemarkForm(forms.Form):
    """Why it is sent back."""

    remark = OpenTextField(
        label=gettext_lazy("What do you ask them to look at?"),
        help_text=gettext_lazy("They read it on top of their self-audit and in a mail. Name the questions by their numbers."),
        max_length=1000,
        rows=3,
        error_messages=CPR | {"required": gettext_lazy("Say what you ask for, so that they know what to do.")},
    )
