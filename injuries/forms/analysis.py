"""The simple cause analysis on one page: up to five whys, what contributed, what it comes to, and how it ends."""

import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from injuries.models import CauseAnalysis, Factor
from injuries.usecases.analysing import MOST_WHYS, Analysed
from safetynet.common.opentext import OpenTextField

if TYPE_CHECKING:
    from django.http import QueryDict  # noqa: TID251  the type of what is posted

WHYS = tuple(f"why_{number}" for number in range(1, MOST_WHYS + 1))


class AnalysisForm(forms.Form):
    """Everything may be left out while it is only saved; what it ends in asks for what it needs."""

    marks_optional = False

    factors = forms.MultipleChoiceField(
        label=_("What contributed?"), help_text=_("Tap all that fit."), choices=Factor, widget=forms.CheckboxSelectMultiple, required=False
    )  # fmt: skip
    conclusion = OpenTextField(label=_("What do you take from it?"), max_length=2000, rows=2, required=False)
    together_with = OpenTextField(
        label=_("Who took part?"), help_text=_("By role, for example “the night shift and the AMR”."), max_length=300, required=False
    )
    with_course = forms.BooleanField(
        label=_("Take what happened into the plan, without names. I have read it through: nobody can be recognised."), required=False
    )
    no_plan_reason = OpenTextField(label=_("Why is no plan needed?"), max_length=1000, rows=2, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, analysis: CauseAnalysis | None = None) -> None:
        """Empty, or as it was saved."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "version": 0, **_initial(analysis)})
        self.fields["factors"].choices = [(factor.value, capfirst(factor.label)) for factor in Factor]  # type: ignore[attr-defined]
        self.fields["factors"].as_cards = True  # type: ignore[attr-defined]  # read by the renderer
        for number, name in enumerate(WHYS):
            question = gettext("And why was that? (%(number)s)") % {"number": number + 1} if number else gettext("Why did it happen?")
            field = OpenTextField(label=question, max_length=500, rows=1, required=False)
            field.widget.attrs |= {"placeholder": " ", "class": "why-answer"}  # a blank one is known by it, without a script
            self.fields[name] = field

    @property
    def whys(self) -> list[Any]:
        """The five questions in their order."""
        return [self[name] for name in WHYS]

    def said(self) -> Analysed:
        """As the use case wants it; an empty answer between two is left out."""
        given = self.cleaned_data
        answers = [given[name].strip() for name in WHYS if given[name].strip()]
        return Analysed(answers, given["factors"], given["conclusion"], given["together_with"])

    def say_what_stands_there(self, analysis: CauseAnalysis) -> None:
        """Somebody saved meanwhile: what was written here stays in the fields, theirs is told, and saving again replaces it."""
        theirs = "; ".join([*analysis.whys, *([analysis.conclusion] if analysis.conclusion else [])])
        posted = cast("QueryDict", self.data).copy()
        posted["version"] = str(analysis.version)
        self.data = posted
        said = gettext("Somebody else saved meanwhile: “%(theirs)s”. Your words stand below. Save again to keep yours.")
        self.add_error(None, said % {"theirs": theirs})


class PlanOfEventForm(forms.Form):
    """The one tick that begins a plan, and whether what happened goes into it."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    with_course = forms.BooleanField(required=False)


def _initial(analysis: CauseAnalysis | None) -> dict[str, Any]:
    if analysis is None:
        return {}
    kept = {name: getattr(analysis, name) for name in ("factors", "conclusion", "together_with", "no_plan_reason", "version")}
    return kept | dict(zip(WHYS, analysis.whys, strict=False))
