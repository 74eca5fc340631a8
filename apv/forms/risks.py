"""Forms of the risk assessment: one risk, its end, and the revision of the whole."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from actionplans.forms.risk import RiskField
from actionplans.models import ActionPlan, Topic
from actionplans.models.risk import Risk as Cell
from apv.forms.duty import CLOCKED_CHOICES
from apv.models import Risk, RiskAssessmentVersion
from apv.usecases.risks import Revision, RiskSaid
from orgstructure.models import Unit, User
from safetynet.common.opentext import OpenTextField

MOST_PLANS = 60


class CellField(RiskField):
    """A cell of the matrix that must be chosen."""

    def __init__(self, **options: Any) -> None:
        """Required, unlike a plan's."""
        super().__init__(**options)
        self.required = True

    def clean(self, value: Any) -> str:
        """The cell's code; “not assessed” is no answer here."""
        if not (chosen := super().clean(value)):
            raise forms.ValidationError(_("Choose how likely and how serious it is."))
        return chosen


class RiskForm(forms.Form):
    """One risk: what can happen, what is done, how large it is, what follows."""

    title = OpenTextField(label=_("What can go wrong?"), help_text=_("For example “A lift alone at night”."), max_length=160)
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("Choose")), *sentence_case(Topic.choices)])
    description = OpenTextField(label=_("Who can be harmed, how and when?"), max_length=2000, rows=2, required=False)
    controls = OpenTextField(label=_("What do you do about it today?"), max_length=2000, rows=2, required=False)
    cell = CellField(label=_("How large is the risk, with what you do today?"))
    plans = forms.ModelMultipleChoiceField(
        label=_("Which of your plans are about it?"), queryset=ActionPlan.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    accepted_because = OpenTextField(
        label=_("Do you accept it as it is? Write why"), max_length=500, rows=2, required=False,
        help_text=_("For example “Rare and slight, and everybody knows what to do”. Leave it empty when something is to be done."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, unit: Unit, reader: User, risk: Risk | None = None) -> None:
        """A new risk, or one there is; the plans to choose are those of the unit that everybody may read."""
        super().__init__(data, initial=_as_it_is(risk) if risk else {"submission_id": uuid.uuid4()})
        shown = ActionPlan.objects.visible_to(reader).published().filter(unit=unit, is_confidential=False)
        rows = shown.filter(pk__in=list(shown.order_by("-pk").values_list("pk", flat=True)[:MOST_PLANS]))
        if risk:
            rows |= shown.filter(pk__in=list(risk.plans.values_list("pk", flat=True)))
        self.fields["plans"].queryset = rows.order_by("-pk")  # type: ignore[attr-defined]
        if not rows.exists():
            del self.fields["plans"]

    def said(self) -> RiskSaid:
        """What the use case takes."""
        given = self.cleaned_data
        cell = Cell.read(given["cell"])
        words = {name: given[name] for name in ("title", "topic", "description", "controls", "accepted_because")}
        return (
            RiskSaid(**words, likelihood=cell.likelihood, consequence=cell.consequence)
            if cell
            else RiskSaid(**words, likelihood=0, consequence=0)
        )

    def chosen(self) -> list[ActionPlan]:
        """The plans that are about it."""
        return list(self.cleaned_data.get("plans") or ())


def _as_it_is(risk: Risk) -> dict[str, object]:
    words = ("title", "topic", "description", "controls", "accepted_because", "version", "submission_id")
    return {name: getattr(risk, name) for name in words} | {"cell": risk.cell.code, "plans": list(risk.plans.all())}


class EndRiskForm(forms.Form):
    """Why the risk is gone."""

    because = OpenTextField(label=_("Why is it gone?"), help_text=_("For example “The machine was taken out of use”."), max_length=300)


class RevisionForm(forms.Form):
    """The risk assessment was gone through: why, which topics in full, and who took part."""

    occasion = forms.ChoiceField(label=_("Why do you go through it?"), choices=(), widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("Which topics did you go through in full with the staff?"), choices=CLOCKED_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only a topic you choose here counts as covered by the APV duty. Leave out what you only touched."),
    )  # fmt: skip
    participation = OpenTextField(label=_("How did the staff take part?"), max_length=500, rows=2, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, needs_both: bool, is_first: bool) -> None:
        """The first one is the first; where there is no representative, it is said how the staff took part."""
        occasions = RiskAssessmentVersion.Occasion
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "occasion": occasions.FIRST if is_first else occasions.YEARLY})
        shown = [one for one in occasions if (one == occasions.FIRST) == is_first]
        self.fields["occasion"].choices = sentence_case([(one.value, one.label) for one in shown])  # type: ignore[attr-defined]
        self.fields["participation"].required = not needs_both

    def revision(self) -> Revision:
        """What the use case takes."""
        return Revision(**self.cleaned_data)
