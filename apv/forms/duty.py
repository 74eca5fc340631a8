"""What a unit registers about its APV duty: an APV kept elsewhere, a change at work."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from apv.models import CLOCKED, WorkChange
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

CLOCKED_CHOICES = sentence_case([(topic.value, topic.label) for topic in CLOCKED])


class EarlierForm(forms.Form):
    """An APV that was made before, or is kept elsewhere: which topics, when, and where it is to be found."""

    topics = forms.MultipleChoiceField(
        label=_("Which topics did it cover?"), choices=CLOCKED_CHOICES, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    on = DateField(label=_("When was it done?"), help_text=_("The clock of each topic runs from this day."))
    note = OpenTextField(
        label=_("Where is it kept?"), help_text=_("For example “APV 2025 in the folder in the staff room”."), max_length=300
    )  # fmt: skip
    is_reset = forms.BooleanField(
        label=_("It corrects a day that was registered wrongly: what was registered before no longer counts for these topics."),
        required=False,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, today: date) -> None:
        """On this day."""
        super().__init__(data)
        self.today = today

    def clean_on(self) -> date:
        """Done already."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("The day is still to come. Write the day on which the APV was done."))
        return on


class ChangeForm(forms.Form):
    """A change of the work: what, when, which topics it touches."""

    kind = forms.ChoiceField(label=_("What changes?"), choices=sentence_case(WorkChange.Kind.choices), widget=forms.RadioSelect)
    on = DateField(label=_("When?"), help_text=_("The day on which it takes place. Assess what it means before that day."))
    description = OpenTextField(
        label=_("What is it about?"), help_text=_("For example “We move to building 4 and get a new call system”."), max_length=1000, rows=3
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("Which parts of the work environment does it touch?"), choices=CLOCKED_CHOICES, widget=forms.CheckboxSelectMultiple,
        help_text=_("For each of them the APV or the risk assessment is gone through anew."),
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """A new one."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})


class WithdrawForm(forms.Form):
    """Why a registered change no longer counts."""

    because = OpenTextField(
        label=_("Why is it taken back?"), help_text=_("For example “The move was given up”."), max_length=300
    )  # fmt: skip
