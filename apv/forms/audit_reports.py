"""Forms of a year's report: its texts, the words of a chosen comment, its proposals and what became of them."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.plan import PersonField
from apv.audit_choices import ProposalChoices
from apv.models import AuditProposal, AuditQuestion, AuditReport, AuditReportText
from apv.usecases.audit_reports import TEXTS
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

NO_CPR = {"cpr": _("This looks like a civil registration number (CPR). Everybody may read this, so take the number out.")}
HIGHEST_VERSION = 2**31 - 1
COLUMNS = ("text", "due_on")


class _Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=HIGHEST_VERSION)
    texts_of: tuple[str, ...] = ()

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {name: (str(self.fields[name].label), self.cleaned_data.get(name) or "") for name in self.texts_of}


class ReportTextsForm(_Versioned):
    """Purpose and method, the analysis of who took part, the conclusion."""

    texts_of = TEXTS

    purpose = OpenTextField(
        label=_("Purpose and method"), max_length=4000, rows=8, required=False, error_messages=NO_CPR,
        help_text=_("Why the self-audit is made, and how it was done. The proposal is filled in from the facts of the year."),
    )  # fmt: skip
    taking_part = OpenTextField(
        label=_("Who took part: what does it tell?"), max_length=4000, rows=5, required=False, error_messages=NO_CPR,
        help_text=_("Why did some not answer? Are the managers and representatives who took part enough to say something?"),
    )  # fmt: skip
    conclusion = OpenTextField(
        label=_("Conclusion"), max_length=6000, rows=10, required=False, error_messages=NO_CPR,
        help_text=_("What do you conclude, and why? Sentences made from the figures say only what was counted."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, report: AuditReport) -> None:
        """As the report stands."""
        super().__init__(data, initial={name: getattr(report, name) for name in (*TEXTS, "version")})


class QuestionTextForm(_Versioned):
    """The analysis of one question, and which others it hangs together with."""

    texts_of = ("analysis",)

    analysis = OpenTextField(
        label=_("Analysis"), max_length=4000, rows=8, required=False, error_messages=NO_CPR,
        help_text=_("What do the answers, comments and actions tell? What lies behind? Write no names."),
    )  # fmt: skip
    see_also = forms.MultipleChoiceField(
        label=_("Questions it hangs together with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Readers are led on to them."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, there: AuditReportText | None, others: Iterable[AuditQuestion]) -> None:
        """As it stands; version 0 where nothing stands yet."""
        initial = {"analysis": there.analysis, "see_also": there.see_also, "version": there.version} if there else {"version": 0}
        super().__init__(data, initial=initial)
        choices = [(one.code, f"{one.position}. {one}") for one in others]
        self.fields["see_also"].choices = choices  # type: ignore[attr-defined]  # a choice field, by the class above


class ChosenWordsForm(forms.Form):
    """The words a comment is shown with."""

    text = OpenTextField(
        label=_("Shown in the report as"), max_length=2000, rows=4, error_messages=NO_CPR,
        help_text=_("Shorten it where needed, and take names and places out. Leave the meaning as it is."),
    )  # fmt: skip

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {"text": (str(self.fields["text"].label), self.cleaned_data["text"])}


class ProposalForm(_Versioned):
    """What is proposed, to whom, who sees to it and by when."""

    texts_of = ("text",)

    text = OpenTextField(label=_("What do you propose?"), max_length=500, rows=3, error_messages=NO_CPR)
    question = forms.TypedChoiceField(label=_("Which question does it come from?"), coerce=int, empty_value=None, required=False)
    unit = forms.TypedChoiceField(
        label=_("Which level is to act?"), coerce=int, help_text=_("It stands on that level's report too, as proposed by yours.")
    )
    responsible_unit = forms.TypedChoiceField(label=_("Responsible unit"), coerce=int, empty_value=None, required=False)
    responsible = PersonField(label=_("Responsible person"))
    due_on = DateField(label=_("By when?"), required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, choices: ProposalChoices, shown: Mapping[str, Any]) -> None:
        """With what can be chosen; `shown` is what stands there, or what is carried from last year."""
        self.choices = choices
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "version": 0, "unit": choices.unit.pk, **shown})
        offered = {
            "question": [("", _("The whole, not one question")), *choices.questions],
            "unit": choices.units,
            "responsible_unit": [("", _("Choose a unit")), *choices.units],
            "responsible": [("", _("Choose somebody")), *choices.people],
        }
        for name, rows in offered.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]  # choice fields, by the class above

    def clean(self) -> dict[str, Any]:
        """Somebody is responsible."""
        given = super().clean() or {}
        if not (given.get("responsible") or given.get("responsible_unit") or {"responsible", "responsible_unit"} & self.errors.keys()):
            self.add_error("responsible_unit", _("Choose the unit or the person who is responsible."))
        return given

    def columns(self) -> dict[str, Any]:
        """As the use case wants them."""
        given = self.cleaned_data
        ids = {f"{name}_id": given[name] for name in ("question", "unit", "responsible_unit", "responsible")}
        return {name: given[name] for name in COLUMNS} | ids


def shown_of(proposal: AuditProposal) -> dict[str, Any]:
    """A proposal as the form is shown with it."""
    ids = {name: getattr(proposal, f"{name}_id") for name in ("question", "unit", "responsible_unit", "responsible")}
    return {name: getattr(proposal, name) for name in (*COLUMNS, "version")} | ids


class ProposalStateForm(_Versioned):
    """What became of a proposal."""

    texts_of = ("state_note",)

    state = forms.ChoiceField(label=_("What became of it?"), choices=AuditProposal.State, widget=forms.RadioSelect)
    state_note = OpenTextField(
        label=_("In a few words"), max_length=500, rows=3, required=False, error_messages=NO_CPR,
        help_text=_("Needed where it is partly done or given up: what is left, or why not?"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, proposal: AuditProposal) -> None:
        """As somebody said last."""
        super().__init__(data, initial={name: getattr(proposal, name) for name in ("state", "state_note", "version")})

    def clean(self) -> dict[str, Any]:
        """Partly done and given up are explained."""
        given = super().clean() or {}
        needs_words = given.get("state") in (AuditProposal.State.PARTLY, AuditProposal.State.DROPPED)
        if needs_words and not given.get("state_note") and "state_note" not in self.errors:
            self.add_error("state_note", _("Say in a few words what is left, or why it was given up."))
        return given
