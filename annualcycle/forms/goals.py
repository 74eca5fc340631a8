"""Forms of a goal: what it says, what it is measured by, whether it was reached, one year's figure, its end, its plans."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from actionplans.models import ActionPlan
from annualcycle.models import Goal, GoalJudgement, Reached
from annualcycle.models.goals import FIRST_YEAR, LAST_YEAR
from safetynet.common.opentext import OpenTextField

OWN: Final = (
    "kind", "title", "text", "source", "first_year", "last_year", "measured_by", "survey_theme", "figure_name",
    "is_lower_better", "baseline_year", "baseline_value", "target_year", "target_value", "target_change",
)  # fmt: skip
NUMBERS: Final = (
    "measured_by", "figure_name", "survey_theme", "is_lower_better", "baseline_year", "baseline_value", "target_year", "target_change",
    "target_value",
)  # fmt: skip
BETTER = [("1", _("Lower is better")), ("", _("Higher is better"))]


def _year(label: Any, *, required: bool = False, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, required=required, help_text=help_text)


class GoalsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own is no generic at run time
    """Goals with whose they are: the same words are often a goal of several levels."""

    def label_from_instance(self, obj: Goal) -> str:
        """What tells it from the others."""
        return f"{obj.title} ({obj.place.name if obj.place else gettext('national')})"


class GoalForm(forms.Form):
    """One goal; the parts about figures are asked of a measurable target only, and may be filled in for a focus area too."""

    title = OpenTextField(label=_("The goal in one line"), max_length=200, help_text=_("For example “Fewer are hit by violence”."))
    text = OpenTextField(label=_("What do you want, and why?"), max_length=3000, rows=4, required=False)
    kind = forms.ChoiceField(label=_("What kind of goal is it?"), choices=sentence_case(Goal.Kind.choices), widget=forms.RadioSelect)
    first_year = _year(_("From year"), required=True)
    last_year = _year(_("Up to and including year"), required=True)
    parents = GoalsField(
        label=_("Which goals above does it serve?"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = OpenTextField(label=_("Where is it decided?"), max_length=300, required=False, help_text=_("A strategy, a meeting, a law."))
    measured_by = forms.ChoiceField(label=_("What is it measured by?"), choices=sentence_case(Goal.MeasuredBy.choices), required=False)
    figure_name = OpenTextField(
        label=_("What do your own figures count?"),
        max_length=80,
        required=False,
        help_text=_("For example “rooms with a lift”."),
    )
    survey_theme = forms.ChoiceField(label=_("Which theme of the survey?"), required=False)
    is_lower_better = forms.TypedChoiceField(
        label=_("Which way is better?"), choices=BETTER, coerce=bool, required=False, widget=forms.RadioSelect
    )
    baseline_year = _year(_("Baseline year"))
    baseline_value = forms.DecimalField(
        label=_("Number in the baseline year"), max_digits=12, localize=True, decimal_places=2, required=False,
        help_text=_("Leave it empty where we count it ourselves."),
    )  # fmt: skip
    target_year = _year(_("Reached by year"))
    target_change = forms.IntegerField(
        label=_("Change in per cent"), min_value=-100, max_value=1000, required=False,
        help_text=_("For example -50 for half. Or write the number itself below."),
    )  # fmt: skip
    target_value = forms.DecimalField(label=_("Number to reach"), max_digits=12, localize=True, decimal_places=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        above: Collection[int],
        themes: Sequence[tuple[str, str]],
        year: int,
        goal: Goal | None = None,
        to_serve: Collection[int] = (),
        begun: Mapping[str, str] | None = None,
    ) -> None:
        """`above` are the goals it may serve, `to_serve` those ticked at first, `begun` its first words; a goal there is shows its own."""
        fresh = {"kind": Goal.Kind.FOCUS, "first_year": year, "last_year": year + 1, "is_lower_better": "1", "submission_id": uuid.uuid4()}
        super().__init__(data, initial=_as_it_is(goal) if goal else fresh | {"parents": list(to_serve), **(begun or {})})
        rows = Goal.objects.filter(pk__in=above).select_related("committee", "unit").order_by("committee__depth", "pk")
        self.fields["parents"].queryset = rows  # type: ignore[attr-defined]
        if not above:
            del self.fields["parents"]
        self.fields["survey_theme"].choices = [("", _("Choose")), *themes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the database will demand, said beside the field."""
        given = super().clean() or {}
        if _both(given, "first_year", "last_year") and given["last_year"] < given["first_year"]:
            self.add_error("last_year", _("The goal cannot end before it begins."))
        if given.get("kind") == Goal.Kind.TARGET:
            self._demand_numbers(given)
        if given.get("measured_by") == Goal.MeasuredBy.OWN and not given.get("figure_name"):
            self.add_error("figure_name", _("Write what the figures count."))
        if given.get("measured_by") == Goal.MeasuredBy.SURVEY and not given.get("survey_theme"):
            self.add_error("survey_theme", _("Choose the theme."))
        if given.get("baseline_value") is not None and not given.get("baseline_year"):
            self.add_error("baseline_year", _("Write the year of the number."))
        if _both(given, "baseline_year", "target_year") and given["baseline_year"] > given["target_year"]:
            self.add_error("target_year", _("The goal is reached after the baseline year."))
        return given

    def _demand_numbers(self, given: dict[str, Any]) -> None:
        if not given.get("measured_by"):
            self.add_error("measured_by", _("Choose what a measurable target is measured by."))
        if not given.get("target_year"):
            self.add_error("target_year", _("Write the year it is to be reached by."))
        if (given.get("target_value") is None) == (given.get("target_change") is None):
            self.add_error("target_change", _("Write either the change in per cent or the number to reach."))

    @property
    def words(self) -> list[forms.BoundField]:
        """What is asked of every goal."""
        return [field for field in self.visible_fields() if field.name not in NUMBERS]

    @property
    def numbers(self) -> list[forms.BoundField]:
        """What is asked of a measurable target, and may be said of a focus area."""
        return [field for field in self.visible_fields() if field.name in NUMBERS]

    @property
    def has_numbers(self) -> bool:
        """They are asked for, filled in, or something is wrong with them: then they stand open."""
        return self["kind"].value() == Goal.Kind.TARGET or bool(self["measured_by"].value()) or any(self[name].errors for name in NUMBERS)

    def said(self) -> dict[str, Any]:
        """The columns of the goal."""
        return {name: self.cleaned_data[name] for name in OWN} | {"is_lower_better": bool(self.cleaned_data["is_lower_better"])}

    def parents_chosen(self) -> list[Goal]:
        """The goals above that it serves."""
        return list(self.cleaned_data.get("parents") or ())


def _both(given: dict[str, Any], *names: str) -> bool:
    return all(given.get(name) for name in names)


def _as_it_is(goal: Goal) -> dict[str, Any]:
    shown = {name: getattr(goal, name) for name in OWN} | {"is_lower_better": "1" if goal.is_lower_better else ""}
    return shown | {"version": goal.version, "parents": [parent.pk for parent in goal.parents.all()]}


class JudgeForm(forms.Form):
    """Reached, partly or not, and why."""

    verdict = forms.ChoiceField(label=_("Was the goal reached?"), choices=sentence_case(Reached.choices), widget=forms.RadioSelect)
    words = OpenTextField(
        label=_("What shows it, and why was it so?"), max_length=2000, rows=4, required=False,
        help_text=_("Must be filled in where it was not fully reached."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, judged: GoalJudgement | None = None) -> None:
        """What was said before, if anything."""
        said = {"verdict": judged.verdict, "words": judged.words, "version": judged.version} if judged else {"version": 0}
        super().__init__(data, initial=said)

    def clean(self) -> dict[str, Any]:
        """Words where it was not reached."""
        given = super().clean() or {}
        if given.get("verdict") in (Reached.PARTLY, Reached.NOT_REACHED) and not given.get("words"):
            self.add_error("words", _("Write why it was not fully reached."))
        return given


class ValueForm(forms.Form):
    """One year's figure, and where it comes from."""

    year = _year(_("Year"), required=True)
    value = forms.DecimalField(label=_("Number"), max_digits=12, localize=True, decimal_places=2)
    source = OpenTextField(label=_("Where is the number from?"), max_length=200)


class EndGoalForm(forms.Form):
    """Why it is no longer a goal."""

    because = OpenTextField(label=_("Why does it end?"), max_length=300, help_text=_("For example “Taken over by the goal of 2027”."))


class PlansField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own is no generic at run time
    """Plans with number and unit: the same thing is often planned in several."""

    def label_from_instance(self, obj: ActionPlan) -> str:
        """What tells it from the others."""
        return f"{obj.title} ({obj.reference}, {obj.unit.name})"


class GoalPlansForm(forms.Form):
    """Which plans work for the goal."""

    plans = PlansField(label=_("Plans"), queryset=ActionPlan.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, choices: Collection[int], chosen: Collection[int]) -> None:
        """`choices` are the plans there are to choose from, `chosen` those that work for it now."""
        super().__init__(data, initial={"plans": list(chosen)})
        rows = ActionPlan.objects.filter(pk__in=choices).select_related("unit").order_by("title_sort", "pk")
        self.fields["plans"].queryset = rows  # type: ignore[attr-defined]
