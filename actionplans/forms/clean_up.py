"""The few fields that open on the screen of one plan, in meetings and at the clean-up: the forms of the plan's own pages, asked shorter."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.life import EvaluationForm, ExtendForm, LeaveForm
from actionplans.models import ActionPlan, Verdict, VerdictSource
from actionplans.proposals import working_day
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.models import User
from safetynet.common.opentext import OpenTextField

MORE_TIME = timedelta(days=42)


class TimeForm(ExtendForm):
    """A new date, six weeks ahead unless another is chosen; the reason is the button that is pressed."""

    def __init__(self, data: Any = None, *, plan: ActionPlan, by: User, today: date) -> None:
        """For this plan and person on this day."""
        super().__init__(data, plan=plan, by=by, today=today)
        self.initial["new_on"] = working_day(max(today, plan.expected_closing_on or today) + MORE_TIME)


class UnknownForm(forms.Form):
    """It cannot be known any more, and why."""

    why = OpenTextField(
        label=gettext_lazy("Why can it not be known?"), max_length=500,
        help_text=gettext_lazy("For example “Those who worked with it have left, and nothing is written down”."),
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With its own random number: sent twice, it is one verdict."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})
        self.fields["why"].widget.attrs["autofocus"] = True

    def answer(self) -> EvaluationAnswer:
        """What the use case takes."""
        given = self.cleaned_data
        return EvaluationAnswer(Verdict.UNKNOWN, given["submission_id"], wanted_effects=given["why"], source=VerdictSource.OWN_IMPRESSION)


class QuickLeaveForm(LeaveForm):
    """Not carried out; the reason is the button that is pressed, and a sentence stands ready."""

    def __init__(self, data: Any = None) -> None:
        """With the sentence of the clean-up."""
        super().__init__(data)
        self.initial["reason"] = _("Found at the clean-up of old plans: it was not carried out.")


def form_of(act: str, data: Mapping[str, Any] | None, *, plan: ActionPlan, by: User, today: date, verdict: str) -> forms.Form | None:
    """The form of an act; None for those that are one button."""
    if act == "judge":
        return EvaluationForm(data, plan=plan, today=today, verdict=verdict)
    if act == "time":
        return TimeForm(data, plan=plan, by=by, today=today)
    if act == "unknown":
        return UnknownForm(data)
    return QuickLeaveForm(data) if act == "leave" else None
