"""Answers about a plan that has ended: the second person's, the one a year later, the representative's mark."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import TIME_TO_TELL, large_choices, sentence_case
from actionplans.models import ActionPlan, HoldAnswer, HoldStep, MarkAnswer
from actionplans.usecases import faults
from actionplans.usecases.endings import HoldCheckAnswer
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField


class SecondWord(models.TextChoices):
    """What the second person can say."""

    AGREE = "agree", _("I see it the same way")
    DISAGREE = "disagree", _("I see it differently")


class ConfirmForm(forms.Form):
    """Does the second person see it the same way? Who sees it differently says how."""

    marks_optional = False

    answer = large_choices(
        _("How do you see it?"),
        SecondWord.choices,
        {
            SecondWord.AGREE: _("The verdict stands, and the plan stays closed."),
            SecondWord.DISAGREE: _("The plan awaits its evaluation again, and you talk about it."),
        },
    )
    words = OpenTextField(
        label=_("A few words about it"), help_text=_("Needed when you see it differently: what do you notice?"),
        max_length=1000, rows=2, required=False,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, answer: str = "") -> None:
        """With the answer chosen beforehand, as the buttons on the plan do."""
        super().__init__(data, initial={"answer": answer})

    def clean(self) -> dict[str, Any]:
        """Says at the field what is missing."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == SecondWord.DISAGREE and "words" in given:
            for name, text in faults.of_disagreement(given["words"]).items():
                self.add_error(name, text)
        return given

    @property
    def agrees(self) -> bool:
        """The verdict stands."""
        return bool(self.cleaned_data["answer"] == SecondWord.AGREE)


class HoldCheckForm(forms.Form):
    """Does it still work? What no longer does has a next step."""

    marks_optional = False

    answer = large_choices(
        _("Does it still work?"),
        sentence_case(HoldAnswer.choices),
        {
            HoldAnswer.STILL: _("What you did is still in use, and the problem has not come back."),
            HoldAnswer.PARTLY: _("Some of it has slipped, or it helps less than it did."),
            HoldAnswer.NO: _("You are where you were."),
        },
    )
    words = OpenTextField(
        label=_("What do you see?"), help_text=_("A sentence is enough. Needed when it works in part or no longer."),
        max_length=1000, rows=2, required=False,
    )  # fmt: skip
    next_step = large_choices(
        _("What happens next?"),
        sentence_case(HoldStep.choices),
        {
            HoldStep.NONE: _("What you see is noted on the plan."),
            HoldStep.REOPEN: _("It goes back into progress with a new date."),
            HoldStep.NEW_PLAN: _("This plan stays closed; its text is carried over to a new one."),
        },
        required=False,
    )
    new_on = DateField(label=_("New expected closing date"), required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date) -> None:
        """For this plan on this day."""
        start = {"submission_id": uuid.uuid4(), "new_on": today + TIME_TO_TELL, "next_step": HoldStep.NONE}
        super().__init__(data, initial=start)
        self.plan, self.today = plan, today

    def clean(self) -> dict[str, Any]:
        """Says at the field what the answer demands."""
        given: dict[str, Any] = super().clean() or {}
        if "answer" in given and "new_on" in given and "words" in given:
            step = given.get("next_step") or HoldStep.NONE
            found = faults.of_hold_check(self.plan, given["answer"], step, given["words"], given["new_on"], today=self.today)
            for name, text in found.items():
                self.add_error(name, text)
        return given

    def said(self) -> HoldCheckAnswer:
        """What the use case takes."""
        given = self.cleaned_data
        step = HoldStep(given["next_step"] or HoldStep.NONE)
        return HoldCheckAnswer(HoldAnswer(given["answer"]), given["submission_id"], given["words"], step, given["new_on"])


class MarkForm(forms.Form):
    """The representative's own view of the effect."""

    answer = forms.ChoiceField(label=_("What do you notice yourself?"), choices=sentence_case(MarkAnswer.choices), widget=forms.RadioSelect)
    words = OpenTextField(
        label=_("A few words about it"), help_text=_("Everybody who can read the plan can read it. Name nobody."),
        max_length=1000, rows=2, required=False,
    )  # fmt: skip


class EndingRuleForm(forms.Form):
    """What makes a plan serious, and when it is looked at again."""

    serious_from = forms.IntegerField(
        label=_("A plan is serious from this risk"), min_value=2, max_value=25,
        help_text=_("Likelihood times consequence, from 1 to 25. Acute plans are always serious."),
    )  # fmt: skip
    hold_check_months = forms.IntegerField(
        label=_("Months until a serious plan is looked at again"), min_value=3, max_value=36, help_text=_("From 3 to 36.")
    )
