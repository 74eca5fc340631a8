"""Forms of the inspectorate's reactions."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, Topic
from injuries.models import Reaction
from injuries.reaction_words import ASKS, WITH_DEADLINE
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

TEXTS = ("title", "text", "journal_number", "answer")
COLUMNS = ("kind", "topic", "title", "text", "journal_number", "received_on", "deadline_on")
NO_CPR = {"cpr": _("This looks like a civil registration number (CPR). Everybody may read this, so take the number out.")}
HIGHEST_VERSION = 2**31 - 1


class ReactionForm(forms.Form):
    """What the letter says."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Reaction.Kind, widget=forms.RadioSelect)
    title = OpenTextField(label=_("What is it about?"), max_length=160, help_text=_("In one line. Write no names."), error_messages=NO_CPR)
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic)
    received_on = DateField(label=_("When did the letter come?"))
    deadline_on = DateField(label=_("By when must it be answered?"), required=False)
    journal_number = OpenTextField(label=_("The inspectorate's case number"), max_length=60, required=False, error_messages=NO_CPR)
    text = OpenTextField(
        label=_("What does it say?"), max_length=4000, rows=6, required=False, error_messages=NO_CPR,
        help_text=_("The main points; the letter itself can be attached afterwards."),
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_VERSION)

    def __init__(self, data: Any = None, *, today: date, reaction: Reaction | None = None) -> None:
        """Empty, or as the reaction stands."""
        self.today = today
        initial: dict[str, Any] = {"submission_id": uuid.uuid4(), "version": 0, "received_on": today}
        if reaction is not None:
            initial |= {name: getattr(reaction, name) for name in (*COLUMNS, "version")}
        super().__init__(data, initial=initial)
        self.fields["kind"].option_hints = {str(kind.value): words for kind, words in ASKS.items()}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days must fit each other, and what has a deadline by law must have one here."""
        given = super().clean() or {}
        came, by, kind = given.get("received_on"), given.get("deadline_on"), given.get("kind")
        if came and came > self.today:
            self.add_error("received_on", _("The day has not come yet."))
        if came and by and by < came:
            self.add_error("deadline_on", _("The deadline is before the letter came. Look at both days again."))
        if kind in WITH_DEADLINE and not by and "deadline_on" not in self.errors:
            self.add_error("deadline_on", _("Write the deadline that stands in the letter."))
        return given

    def columns(self) -> dict[str, Any]:
        """As the use case wants them."""
        return {name: self.cleaned_data[name] for name in COLUMNS}


class AnswerForm(forms.Form):
    """What is answered, and when it goes out."""

    answer = OpenTextField(
        label=_("What do you answer?"), max_length=4000, rows=10, error_messages=NO_CPR,
        help_text=_("What was done, when, how you know that it works, and how the employees were involved. Write no names."),
    )  # fmt: skip
    answered_on = DateField(label=_("When does it go out?"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_VERSION)

    def __init__(self, data: Any = None, *, today: date, reaction: Reaction) -> None:
        """As it was answered, else of today."""
        self.today, self.reaction = today, reaction
        shown = {"answer": reaction.answer, "answered_on": reaction.answered_on or today, "version": reaction.version}
        super().__init__(data, initial=shown)

    def clean_answered_on(self) -> date:
        """Between the letter and today."""
        day: date = self.cleaned_data["answered_on"]
        if day > self.today:
            raise forms.ValidationError(_("The day has not come yet."))
        if day < self.reaction.received_on:
            raise forms.ValidationError(_("That is before the letter came."))
        return day


class TieForm(forms.Form):
    """An open plan of the unit that does something about it."""

    plan = forms.ModelChoiceField(ActionPlan.objects.none(), label=_("A plan the unit has already"), empty_label=_("Choose a plan"))

    def __init__(self, data: Any = None, *, plans: Any) -> None:
        """Of those plans."""
        super().__init__(data)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]


class ReactionFileForm(forms.Form):
    """The letter, or something that went with the answer."""

    file = forms.FileField(label=_("Choose a file"), help_text=_("PDF, PNG, JPG, DOCX or XLSX, at most 10 MB."), allow_empty_file=True)
