"""Forms around the ladder by help: an answer to a request, what the committee said, the ladder itself."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.settings import LANGUAGES
from actionplans.models import HelpCode, HelpStep
from safetynet.common.opentext import OpenTextField

FEWEST, LONGEST = 7, 365


class HelpAnswerForm(forms.Form):
    """A note that everybody with the plan reads; sent twice, it is one note."""

    text = OpenTextField(
        label=_("What have you agreed on?"), help_text=_("For example “I have called Mette, and we talk about it on 3 December”."),
        max_length=1000, rows=3,
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With its own random number."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})


class TakenUpForm(HelpAnswerForm):
    """What the committee said about the plan."""

    text = OpenTextField(
        label=_("What did the committee say?"), help_text=_("It becomes a note on the plan, which leaves the committee's list."),
        max_length=1000, rows=3,
    )  # fmt: skip


class AskCommitteeForm(HelpAnswerForm):
    """What somebody who works with the plan wants the committee to talk about."""

    text = OpenTextField(
        label=_("What should the committee talk about?"),
        help_text=_("For example “We need a decision about money for the lift”. It becomes a note on the plan."),
        max_length=1000, rows=3,
    )  # fmt: skip


class HelpStepsForm(forms.Form):
    """The whole ladder at once: whether and when each step is taken, the card's target, the text of the offer."""

    marks_optional = False

    target = forms.IntegerField(
        label=_("Target on the leaders' card: evaluated in time, per cent"), min_value=1, max_value=100, required=False,
        help_text=_("Leave it empty to show the figure without a target."),
    )  # fmt: skip
    text_da = OpenTextField(label=_("Text of the offer in Danish"), max_length=600, rows=3)
    text_sv = OpenTextField(label=_("Text of the offer in Swedish"), max_length=600, rows=3, required=False)
    text_en = OpenTextField(label=_("Text of the offer in English"), max_length=600, rows=3, required=False)

    def __init__(self, data: Any = None, *, steps: Sequence[HelpStep]) -> None:
        """As it stands."""
        by_code = {step.code: step for step in steps}
        initial: dict[str, Any] = {f"text_{code}": by_code[HelpCode.OFFER].text.get(code, "") for code in LANGUAGES}
        super().__init__(data, initial=initial | {"target": by_code[HelpCode.CARD].target})
        for step in steps:
            self.fields[f"on_{step.code}"] = forms.BooleanField(label=_("This step is taken"), required=False, initial=step.is_on)
            self.fields[f"days_{step.code}"] = forms.IntegerField(
                label=_("Days without anything happening"), min_value=FEWEST, max_value=LONGEST, initial=step.days
            )
        self.steps = list(steps)

    def rows(self) -> list[tuple[HelpStep, forms.BoundField, forms.BoundField]]:
        """Each step with its two fields."""
        return [(step, self[f"on_{step.code}"], self[f"days_{step.code}"]) for step in self.steps]

    def clean(self) -> dict[str, Any]:
        """A later step comes later."""
        given: dict[str, Any] = super().clean() or {}
        before = 0
        for step in self.steps:
            days = given.get(f"days_{step.code}")
            if days is not None and given.get(f"on_{step.code}"):
                if days <= before:
                    self.add_error(f"days_{step.code}", _("Choose more days than the step before it has (%(days)s).") % {"days": before})
                before = max(before, days)
        return given

    def ladder(self) -> Mapping[str, Mapping[str, Any]]:
        """The columns of each step."""
        given = self.cleaned_data
        found = {step.code: {"days": given[f"days_{step.code}"], "is_on": given[f"on_{step.code}"]} for step in self.steps}
        found[HelpCode.CARD]["target"] = given["target"]
        found[HelpCode.OFFER]["text"] = {code: text for code in LANGUAGES if (text := given[f"text_{code}"])}
        return found
