"""Forms of the status with the staff: how long it runs, what one person says, and what comes of it."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from actionplans.models import ActionPlan
from annualcycle.models import StatusOnPlan, StatusSaid
from annualcycle.usecases.talks import Voice
from apv.forms.duty import CLOCKED_CHOICES
from apv.models import WorkChange
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

LONGEST: Final = timedelta(days=92)
NO_CPR = _("This looks like a civil registration number (CPR). Take the number out; nobody is to be named here.")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
Question = StatusSaid.Question
ASKED_YES_OR_NO: Final = (Question.APV_COVERS, Question.CHANGED)


class BeginTalkForm(forms.Form):
    """The last day on which it takes answers."""

    closes_on = DateField(label=_("Until which day can it be answered?"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        """Two weeks."""
        super().__init__(data, initial={"closes_on": today + timedelta(days=14)})
        self.today = today

    def clean_closes_on(self) -> date:
        """From today on, and within three months."""
        day: date = self.cleaned_data["closes_on"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, and within three months."))
        return day


@dataclass(frozen=True)
class PlanBlock:
    """The three questions about one plan."""

    plan: ActionPlan
    agreed: BoundField
    why: BoundField
    worked: BoundField


@dataclass(frozen=True)
class QuestionBlock:
    """One of the six questions; yes or no only where it asks for that."""

    code: str
    text: BoundField
    yes_or_no: BoundField | None


class AnswerForm(forms.Form):
    """One person's voice; every question can be left out. `website` is for programs that fill in everything; people do not see it."""

    website = forms.CharField(required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, plans: Sequence[ActionPlan]) -> None:
        """Three questions for each plan, then the six."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})
        self.plans = plans
        for plan in plans:
            self.fields[f"agreed-{plan.pk}"] = _words(_("What was agreed, as you know it?"), 500, 2)
            self.fields[f"why-{plan.pk}"] = _words(_("Why did we do it?"), 500, 2)
            self.fields[f"worked-{plan.pk}"] = _choice(_("Did it work?"), sentence_case(StatusOnPlan.Worked.choices))
        for question in Question:
            if question in ASKED_YES_OR_NO:
                self.fields[f"yes-{question.value}"] = _choice(question.label, YES_NO)
                self.fields[f"text-{question.value}"] = _words(_("Say more, if you like"), 1000, 2)
            else:
                self.fields[f"text-{question.value}"] = _words(question.label, 1000, 3)

    def clean_website(self) -> str:
        """Nobody's text is lost to a browser that fills in what it should not."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("The field “website” must be empty. Empty it, and send again."))
        return ""

    @property
    def plan_blocks(self) -> Iterator[PlanBlock]:
        """In the order of the plans."""
        for plan in self.plans:
            yield PlanBlock(plan, self[f"agreed-{plan.pk}"], self[f"why-{plan.pk}"], self[f"worked-{plan.pk}"])

    @property
    def question_blocks(self) -> Iterator[QuestionBlock]:
        """In the order of the six."""
        for question in Question:
            asked = self[f"yes-{question.value}"] if question in ASKED_YES_OR_NO else None
            yield QuestionBlock(question.value, self[f"text-{question.value}"], asked)

    def voice(self) -> Voice:
        """As the use case wants it."""
        given = self.cleaned_data
        on_plans = {plan.pk: {name: given[f"{name}-{plan.pk}"] for name in ("agreed", "why", "worked")} for plan in self.plans}
        yes = {"yes": True, "no": False, "": None}
        said = {one.value: (yes[given.get(f"yes-{one.value}", "")], given[f"text-{one.value}"]) for one in Question}
        return Voice(on_plans, said)


class CloseTalkForm(forms.Form):
    """What the group is to talk about, the ideas, and whether the APV is to look at something."""

    summary = OpenTextField(
        label=_("Summary for the group's next agenda"),
        max_length=2000,
        rows=8,
        help_text=_("Everybody can read an agenda: write what was said, not who may have said it."),
    )
    ideas = OpenTextField(
        label=_("Ideas for the annual discussion"), max_length=1500, rows=5, required=False,
        help_text=_("Put the staff's ideas in your own words; take out what tells of somebody."),
    )  # fmt: skip
    opens_change = forms.BooleanField(
        label=_("Something has changed, or the APV no longer covers it: open the task in the APV"), required=False
    )
    kind = forms.ChoiceField(label=_("What has changed?"), choices=sentence_case(WorkChange.Kind.choices), required=False)
    description = OpenTextField(label=_("What is it about, in a few words?"), max_length=1000, rows=2, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Which topics does it touch?"), choices=CLOCKED_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, draft: str, ideas: str, asks_for_a_change: bool, may_open_change: bool) -> None:
        """With a summary of counts, the ideas as they were said, and the tick where somebody says that something has changed."""
        super().__init__(data, initial={"summary": draft, "ideas": ideas, "opens_change": asks_for_a_change})
        if not may_open_change:
            for name in ("opens_change", "kind", "description", "topics"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A task says what has changed and which topics it touches."""
        given = super().clean() or {}
        if given.get("opens_change"):
            if not given.get("description"):
                self.add_error("description", _("Write in a few words what has changed."))
            if not given.get("topics"):
                self.add_error("topics", _("Choose at least one topic."))
        return given

    def change(self) -> dict[str, Any] | None:
        """The columns of a change at work; None where none is to be opened."""
        given = self.cleaned_data
        return {name: given[name] for name in ("kind", "description", "topics")} if given.get("opens_change") else None


def _words(label: Any, longest: int, rows: int) -> OpenTextField:
    return OpenTextField(label=label, max_length=longest, rows=rows, required=False, error_messages={"cpr": NO_CPR})


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
