"""Forms of a finding: what is found, how it is weighed."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.risk import RiskField
from actionplans.labels import FIELD_LABELS
from actionplans.models import Topic
from actionplans.models.risk import Risk
from apv.models import Finding
from safetynet.common.opentext import OpenTextField
from safetynet.common.renderer import Guidance

TEXTS = ("title", "description", "nature", "seriousness", "extent", "causes")


class FindingForm(forms.Form):
    """One finding: the problem, and the four parts of its risk assessment, which a talk may fill in later."""

    marks_optional = False
    guidance: Mapping[str, Guidance] = {
        "causes": Guidance(
            _("What does it come from, when you ask “why” twice?"),
            _("Three new colleagues at once and nobody freed to introduce them."),
            _("We are busy."),
        ),
    }

    title = OpenTextField(label=_("What is the problem?"), max_length=160, help_text=_("In one line, as you would say it at the meeting."))
    causes = OpenTextField(label=FIELD_LABELS["causes"], max_length=1000, rows=2, required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic)
    description = OpenTextField(label=FIELD_LABELS["description"], max_length=4000, rows=3, required=False)
    nature = OpenTextField(label=FIELD_LABELS["nature"], max_length=1000, rows=2, required=False)
    seriousness = OpenTextField(label=FIELD_LABELS["seriousness"], max_length=1000, rows=2, required=False)
    extent = OpenTextField(label=FIELD_LABELS["extent"], max_length=1000, rows=2, required=False)
    is_acute = forms.BooleanField(label=_("Acute danger: something must be done about it today"), required=False)
    risk = RiskField(label=FIELD_LABELS["risk"], help_text=_("Choose where likelihood and consequence meet."))
    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, shown: Mapping[str, Any] | None = None, finding: Finding | None = None) -> None:
        """Empty, shown with what a figure says, or as the finding stands."""
        initial: dict[str, Any] = {"submission_id": uuid.uuid4(), "version": 0, "topic": Topic.PSYCHOSOCIAL.value, **(shown or {})}
        if finding is not None:
            initial |= {name: getattr(finding, name) for name in (*TEXTS, "topic", "is_acute", "version")}
            initial["risk"] = finding.risk.code if finding.risk else ""
        super().__init__(data, initial=initial)

    def columns(self) -> dict[str, Any]:
        """As the use case wants them."""
        given = self.cleaned_data
        risk = Risk.read(given["risk"])
        cell = {"likelihood": risk and risk.likelihood, "consequence": risk and risk.consequence}
        return {name: given[name] for name in (*TEXTS, "topic", "is_acute")} | cell

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {name: (str(self.fields[name].label), self.cleaned_data[name]) for name in TEXTS}


class WeighForm(forms.Form):
    """How much it takes, and who can change it."""

    effort = forms.ChoiceField(label=_("How much does it take?"), choices=[("", "–"), *Finding.Effort.choices], required=False)
    reach = forms.ChoiceField(label=_("Who can change it?"), choices=[("", "–"), *Finding.Reach.choices], required=False)

    def __init__(self, data: Any = None, *, finding: Finding) -> None:
        """As they agreed last; the names of the fields' ids tell the rows of a page apart."""
        super().__init__(data, initial={"effort": finding.effort, "reach": finding.reach}, auto_id=f"id_{finding.pk}_%s")
